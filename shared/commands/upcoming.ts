import { type Refusal, refuse } from '../errors.ts';
import { formatInstant } from '../time/instants.ts';
import type { Ctx } from './define.ts';
import type { Query } from './query.ts';

/** Ids of bookings still to come that name `id`; a record they point to cannot go. */
export async function upcomingBookings(
  query: Query,
  field: 'customer_id' | 'service_id',
  id: string,
  ctx: Ctx,
): Promise<string[]> {
  const found = await query.range('bookings', [
    [field, '=', id],
    ['start_at', '>=', formatInstant(ctx.now)],
    ['status', 'in', ['pending', 'confirmed', 'checked_in', 'in_progress']],
  ]);
  return found.map((booking) => booking.id);
}

export function refuseWhileBooked(name: string, upcoming: readonly string[]): Refusal {
  return refuse(
    'outside_policy',
    `${name} still has ${upcoming.length} upcoming booking${upcoming.length === 1 ? '' : 's'}; move or cancel them first`,
    { policy: 'upcoming_bookings', bookings: upcoming.slice(0, 20) },
  );
}
