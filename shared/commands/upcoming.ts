import { type Refusal, refuse } from '../errors.ts';
import type { Booking } from '../resources/bookings.ts';
import { formatInstant } from '../time/instants.ts';
import type { Ctx } from './define.ts';
import type { Query } from './query.ts';

/** Bookings still to come that name `id`; a record they point to cannot go. */
export async function upcomingBookings(
  query: Query,
  field: 'customer_id' | 'resource_id' | 'service_id',
  id: string,
  ctx: Ctx,
): Promise<Booking[]> {
  return query.range('bookings', [
    [field, '=', id],
    ['start_at', '>=', formatInstant(ctx.now)],
    ['status', 'in', ['pending', 'confirmed', 'checked_in', 'in_progress']],
  ]);
}

export function refuseWhileBooked(name: string, upcoming: readonly Booking[]): Refusal {
  return refuse(
    'outside_policy',
    `${name} still has ${upcoming.length} upcoming booking${upcoming.length === 1 ? '' : 's'}; move or cancel them first`,
    { policy: 'upcoming_bookings', bookings: upcoming.slice(0, 20).map((booking) => booking.id) },
  );
}
