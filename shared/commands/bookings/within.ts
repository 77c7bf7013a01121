import type { Booking } from '../../resources/bookings.ts';
import { longestClaim } from '../../resources/parts.ts';
import { formatInstant } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import type { Query } from '../query.ts';

/** Bookings whose visit touches a span (milliseconds since the epoch), but for those that were cancelled; the earliest first. */
export async function bookingsWithin(query: Query, { start, end }: Interval): Promise<Booking[]> {
  const found = await query.range(
    'bookings',
    [
      // No visit is longer: this bounds the look-up from below.
      ['start_at', '>=', formatInstant(Math.max(0, start - longestClaim))],
      ['start_at', '<', formatInstant(end)],
      ['end_at', '>', formatInstant(start)],
    ],
    { order: 'start_at' },
  );
  return found.filter(({ status }) => status !== 'cancelled');
}
