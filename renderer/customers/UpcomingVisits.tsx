import { t } from '@lingui/core/macro';
import { Text, Title } from '@mantine/core';
import type { Booking } from '../../shared/resources/bookings.ts';
import classes from './customers.module.css';
import { useNames } from './useNames.ts';
import { VisitLine } from './VisitLine.tsx';

/** What is still to come. */
export function UpcomingVisits({ visits }: { readonly visits: readonly Booking[] | undefined }) {
  const names = useNames();
  return (
    <section className={classes.card} aria-label={t`Visits to come`}>
      <Title order={3} size="h5" mb={4}>{t`Visits to come`}</Title>
      {visits?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t`Nothing is booked.`}
        </Text>
      )}
      <ul className={classes.plain}>
        {visits?.map((visit) => (
          <VisitLine key={visit.id} visit={visit} names={names} opens />
        ))}
      </ul>
    </section>
  );
}
