import { makeBooking, makeContents } from '../../../server/calendar/testing.ts';
import type { FeedContents } from '../../../server/calendar/text.ts';

/** Starts (30 minutes each) around transitions of the zones that the tests run under, and far from any. */
const starts = [
  // New York: the last half hour before the gap, the first after it.
  '2026-03-08T06:30:00Z',
  '2026-03-08T07:00:00Z',
  // New York: 01:30 twice.
  '2026-11-01T05:30:00Z',
  '2026-11-01T06:30:00Z',
  // Lord Howe: the half hour that occurs twice, both times; then the half-hour gap.
  '2026-04-04T14:30:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:00:00Z',
  '2026-10-03T15:30:00Z',
  // Across midnight in UTC, in Kolkata and on 29 February.
  '2026-06-30T23:45:00Z',
  '2026-06-30T18:15:00Z',
  '2028-02-29T23:50:00Z',
];

/** Names that have to be escaped, folded and folded between characters of several octets. */
export const nastyNames = [
  'Sharma, Priya; "P\\S"',
  'Zoë Łukasz-Nguyễn 山田太郎 🦷 of a name so long, so very long, that its line does not fit into 75 octets',
  '漢'.repeat(60),
];

/** A feed's contents with both. */
export function trickyContents(): FeedContents {
  const bookings = starts.map((start_at, index) =>
    makeBooking({
      id: `bk_${index}`,
      start_at,
      end_at: new Date(Date.parse(start_at) + 30 * 60_000).toISOString().replace('.000Z', 'Z'),
      customer_id: `cust_${index % nastyNames.length}`,
      status: index === 1 ? 'cancelled' : index === 2 ? 'pending' : 'confirmed',
      sequence: index,
      notes: 'First line, with a comma\r\nsecond line; with a semicolon\\',
    }),
  );
  const customers = new Map(nastyNames.map((name, index) => [`cust_${index}`, { name }]));
  return { ...makeContents(bookings, { past_days: 365 }), customers };
}
