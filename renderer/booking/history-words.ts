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
  if (typeof before.start_at === 'string') parts.push(`from ${format.dayTime(before.start_at)}`);
  if (typeof before.end_at === 'string') parts.push(`until ${format.time(before.end_at)}`);
  if (typeof before.resource_id === 'string') {
    parts.push(`with ${resourceName(before.resource_id) ?? 'somebody else'}`);
  }
  if (isStatus(before.status) && parts.length === 0) parts.push(statusWords[before.status].toLowerCase());
  if ('notes' in before) parts.push(before.notes ? `notes “${before.notes}”` : 'no notes');
  return parts.length === 0 ? '' : `Before: ${parts.join(', ')}`;
}

/** `Rescheduled` of `rescheduled`. */
export function actionWords(entry: HistoryEntry): string {
  return entry.action.charAt(0).toUpperCase() + entry.action.slice(1);
}

function isStatus(value: unknown): value is BookingStatus {
  return bookingStatuses.some((status) => status === value);
}
