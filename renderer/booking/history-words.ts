import { t } from '@lingui/core/macro';
import type { HistoryEntry } from '../../shared/resources/bookings.ts';
import { type BookingStatus, bookingStatuses } from '../../shared/resources/bookings.ts';
import type { Format } from '../app/format.ts';
import { statusWords } from './status.ts';

/**
 * What a line of history says the booking was before (rule B4): `was 10:30 – 11:00, with Dr Niket`; empty where
 * there is nothing to say.
 */
export function beforeWords(
  entry: HistoryEntry,
  format: Format,
  resourceName: (id: string) => string | undefined,
): string {
  const { before } = entry;
  const parts: string[] = [];
  if (typeof before.start_at === 'string') parts.push(t`from ${{ time: format.dayTime(before.start_at) }}`);
  if (typeof before.end_at === 'string') parts.push(t`until ${{ time: format.time(before.end_at) }}`);
  if (typeof before.resource_id === 'string') {
    parts.push(t`with ${{ name: resourceName(before.resource_id) ?? t`somebody else` }}`);
  }
  if (isStatus(before.status) && parts.length === 0)
    parts.push(statusWords[before.status].toLocaleLowerCase());
  if ('notes' in before)
    parts.push(before.notes ? t`notes “${{ notes: String(before.notes) }}”` : t`no notes`);
  return parts.length === 0 ? '' : t`Before: ${{ what: parts.join(', ') }}`;
}

/** `Rescheduled` of `rescheduled`. */
export function actionWords(entry: HistoryEntry): string {
  switch (entry.action) {
    case 'created':
      return t`Created`;
    case 'confirmed':
      return t`Confirmed`;
    case 'checked in':
      return t`Checked in`;
    case 'started':
      return t`Started`;
    case 'completed':
      return t`Completed`;
    case 'no-show':
      return t`No-show`;
    case 'cancelled':
      return t`Cancelled`;
    case 'rescheduled':
      return t`Rescheduled`;
    case 'edited':
      return t`Edited`;
    case 'reopened':
      return t`Reopened`;
    case 'resolved':
      return t`Resolved`;
    default:
      return entry.action.charAt(0).toUpperCase() + entry.action.slice(1);
  }
}

function isStatus(value: unknown): value is BookingStatus {
  return bookingStatuses.some((status) => status === value);
}
