import { t } from '@lingui/core/macro';
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './customers.module.css';
import { timelineWords } from './timeline-words.ts';
import { useHubPages } from './useHubPages.ts';
import { type TimelineEntry, timelineEntry } from './wire.ts';

/** What was done, when and by whom; the hub keeps it, and is asked once somebody wants to see it. */
export function TimelineCard({ customer }: { readonly customer: Customer }) {
  const { format } = usePractice();
  const [open, setOpen] = useState(false);
  const path = `/v2/customers/${customer.id}/timeline?kind=booking,change,merge&limit=15`;
  const pages = useHubPages(open ? path : undefined, timelineEntry, customer.version);
  const when = ({ object }: TimelineEntry) =>
    typeof object.start_at === 'string' ? format.dayTime(object.start_at) : undefined;
  return (
    <section className={classes.card} aria-label={t`What happened`}>
      <Title order={3} size="h5" mb={4}>{t`What happened`}</Title>
      {!open && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
          {t`Show who did what`}
        </Button>
      )}
      {open && pages.away && !pages.known && (
        <Text className={classes.note}>{t`The hub keeps this. It can’t be reached right now.`}</Text>
      )}
      <ol className={classes.plain}>
        {pages.rows.map((entry) => (
          <li key={entry.id + entry.at} className={classes.happened}>
            <Text size="sm">{[timelineWords(entry), when(entry)].filter(Boolean).join(' · ')}</Text>
            <Text size="xs" c="dimmed">
              {[format.date(entry.at), format.time(entry.at), entry.actor?.name].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
      {pages.hasMore && (
        <Button mt="xs" size="compact-sm" variant="subtle" loading={pages.busy} onClick={pages.more}>
          {t`Show earlier`}
        </Button>
      )}
    </section>
  );
}
