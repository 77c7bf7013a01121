import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text, Title } from '@mantine/core';
import { IconConfetti } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Resource } from '../../shared/resources/resources.ts';
import type { TimeRange, Weekday } from '../../shared/time/hours.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { AttentionHint } from './AttentionHint.tsx';
import { BlockList } from './BlockList.tsx';
import { HolidayDialog } from './HolidayDialog.tsx';
import { together, type Week, weekOf } from './hours.ts';
import { SameHoursDialog } from './SameHoursDialog.tsx';
import { Section } from './Section.tsx';
import classes from './settings.module.css';
import { useAway } from './useAway.ts';

/** When the practice is open, which is when somebody works, and when it is closed all the same. */
export function HoursPage() {
  const { data } = useStaff();
  const away = useAway();
  const [opened, setOpened] = useState<'holidays' | 'same'>();
  if (!data) return null;
  const working = data.resources.filter((each) => each.working_hours);
  const close = () => setOpened(undefined);
  return (
    <section className={classes.inner} aria-label={t`Hours and closures`}>
      <div className={classes.head}>
        <Title order={2} size="h4">
          <Trans>Hours and closures</Trans>
        </Title>
      </div>
      <Stack gap="md">
        <AttentionHint />
        <Section
          title={t`Opening hours`}
          hint={t`The practice is open whenever somebody works. Hours belong to people; they can be set for several at once.`}
          action={
            working.length > 0 && (
              <Button variant="default" disabled={away !== undefined} onClick={() => setOpened('same')}>
                <Trans>Set for several…</Trans>
              </Button>
            )
          }
        >
          {working.length === 0 ? (
            <Text size="sm" c="dimmed">
              <Trans>
                Nobody has working hours yet. Give them to <Link to="/settings/resources">your people</Link>.
              </Trans>
            </Text>
          ) : (
            <HoursTable working={working} />
          )}
        </Section>
        <BlockList
          kind="closure"
          actions={
            <Button
              variant="default"
              leftSection={<IconConfetti size={16} aria-hidden />}
              onClick={() => setOpened('holidays')}
            >
              <Trans>Public holidays…</Trans>
            </Button>
          }
        />
      </Stack>
      {opened === 'holidays' && <HolidayDialog onClose={close} />}
      {opened === 'same' && <SameHoursDialog resources={working} onClose={close} />}
    </section>
  );
}

/** Day by day: when somebody works, and who. */
function HoursTable({ working }: { readonly working: readonly Resource[] }) {
  const { format } = usePractice();
  const weeks = working.map((resource) => ({
    resource,
    week: weekOf(resource.working_hours ?? { weekly: {} }),
  }));
  const open = together(weeks.map(({ week }) => week));
  return (
    <table className={classes.table} aria-label={t`Opening hours`}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Day</Trans>
          </th>
          <th scope="col">
            <Trans>Open</Trans>
          </th>
          <th scope="col">
            <Trans>Who works</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {format.week.map((day) => (
          <tr key={day}>
            <th scope="row">{format.weekday(day)}</th>
            <td>{open[day].length === 0 ? <Trans>Closed</Trans> : rangesWords(open[day], format)}</td>
            <td>
              <Workers day={day} weeks={weeks} open={open} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface WorkersProps {
  readonly day: Weekday;
  readonly weeks: readonly { readonly resource: Resource; readonly week: Week }[];
  readonly open: Week;
}

/** Who works on a day, with their hours where those are others than the practice’s. */
function Workers({ day, weeks, open }: WorkersProps) {
  const { format } = usePractice();
  const there = weeks.filter(({ week }) => week[day].length > 0);
  return there.map(({ resource, week }, i) => {
    const own = rangesWords(week[day], format);
    const same = own === rangesWords(open[day], format);
    return (
      <span key={resource.id}>
        {i > 0 && ', '}
        <Link to={`/settings/resources/${resource.id}`}>{resource.name}</Link>
        {!same && ` (${own})`}
      </span>
    );
  });
}

type Format = ReturnType<typeof usePractice>['format'];

function rangesWords(ranges: readonly TimeRange[], format: Format): string {
  return format.list(
    ranges.map(({ start, end }) => `${timeWords(start, format)} – ${timeWords(end, format)}`),
  );
}

/** `9:00 AM` of `09:00`. */
function timeWords(time: string, format: Format): string {
  return format.clock((Number(time.slice(0, 2)) % 24) * 60 + Number(time.slice(3, 5)));
}
