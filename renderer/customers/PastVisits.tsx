import { plural, t } from '@lingui/core/macro';
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './customers.module.css';
import { useHubPages } from './useHubPages.ts';
import { useNames } from './useNames.ts';
import { VisitLine } from './VisitLine.tsx';
import { type PastVisit, pastVisit } from './wire.ts';

interface PastVisitsProps {
  readonly customer: Customer;
  /** Those that the desk keeps, the last first. */
  readonly kept: readonly Booking[] | undefined;
  /** What began before is asked of the hub. */
  readonly from: string | undefined;
}

const shownAtOnce = 10;
const counted = 100;

/** What is over: what the desk keeps at once, older visits from the hub, and how often they did not come. */
export function PastVisits({ customer, kept, from }: PastVisitsProps) {
  const { practice } = usePractice();
  const names = useNames();
  const of = `/v2/customers/${customer.id}/bookings?sort=-start_at`;
  // To the day: the instant itself would be another with every second.
  const before = from?.slice(0, 10);
  const bound = before && `&to=${before}T00:00:00Z`;
  const older = useHubPages(bound && `${of}${bound}&limit=${shownAtOnce}`, pastVisit, customer.version);
  const missed = useHubPages(bound && `${of}${bound}&status=no_show&limit=${counted}`, pastVisit);
  const here = new Set(kept?.map(({ id }) => id));
  const all: readonly PastVisit[] = [...(kept ?? []), ...older.rows.filter(({ id }) => !here.has(id))];
  const noShows =
    (kept ?? []).filter(({ status }) => status === 'no_show').length +
    missed.rows.filter(({ id }) => !here.has(id)).length;

  return (
    <section className={classes.card} aria-label={t`Past visits`}>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5">{t`Past visits`}</Title>
        {noShows > 0 && (
          <Badge variant="light" color="red" c="var(--desk-bad)" tt="none">
            {missed.known
              ? plural(noShows, { one: '# no-show', other: '# no-shows' })
              : t`${noShows} no-shows or more`}
          </Badge>
        )}
      </Group>
      {kept && older.known && all.length === 0 && (
        <Text size="sm" c="dimmed">
          {t`They have not been here yet.`}
        </Text>
      )}
      <ul className={classes.plain}>
        {all.map((visit) => (
          <VisitLine key={visit.id} visit={visit} names={names} opens={here.has(visit.id)} />
        ))}
      </ul>
      {older.away && !older.known && (
        <Text className={classes.note} mt={4}>
          {t`This desk keeps ${practice.history_days} days. Older visits show when the hub is there.`}
        </Text>
      )}
      {older.hasMore && (
        <Button mt="xs" size="compact-sm" variant="subtle" loading={older.busy} onClick={older.more}>
          {t`Show older visits`}
        </Button>
      )}
    </section>
  );
}
