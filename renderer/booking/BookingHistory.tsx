import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Format } from '../app/format.ts';
import { useLive } from '../data/index.ts';
import classes from './booking.module.css';
import { actionWords, beforeWords } from './history-words.ts';

/** Who did what and when, the newest first (rule B4). */
export function BookingHistory({ booking, format }: { readonly booking: Booking; readonly format: Format }) {
  const { data: names } = useLive(
    ['resources'],
    async (query) =>
      new Map((await query.range('resources', [])).map((resource) => [resource.id, resource.name])),
    [],
  );
  return (
    <>
      <Text size="sm" fw={600} mb="xs" component="h3">
        <Trans>History</Trans>
      </Text>
      <ol className={classes.history} aria-label={t`History`}>
        {booking.history
          .map((entry) => {
            const before = beforeWords(entry, format, (id) => names?.get(id));
            return (
              <li key={entry.at + entry.action + JSON.stringify(entry.before)}>
                {actionWords(entry)}
                {before && <small>{before}</small>}
                <small>
                  {[entry.by_name, entry.desk?.name].filter(Boolean).join(', ')} · {format.dayTime(entry.at)}
                </small>
              </li>
            );
          })
          .reverse()}
      </ol>
    </>
  );
}
