import type { Block } from '../../resources/blocks.ts';
import type { Booking } from '../../resources/bookings.ts';
import { bookings } from '../../resources/bookings.ts';
import type { EventDraft } from '../define.ts';
import type { Query } from '../query.ts';

/** Bookings whose visit lies in a block's time; they stay where they are, and somebody has to look at them. */
export async function overlaidBookings(
  query: Query,
  block: Pick<Block, 'start_at' | 'end_at' | 'resource_id'>,
): Promise<Booking[]> {
  const found = await query.range('bookings', [
    ['start_at', '<', block.end_at],
    ['end_at', '>', block.start_at],
  ]);
  return found.filter((booking) => {
    const claimed = (bookings.claims?.(booking) ?? []).map((claim) => claim.resource_id);
    return claimed.length > 0 && (block.resource_id === undefined || claimed.includes(block.resource_id));
  });
}

/** One event per booking that a block was laid over (API.md, "Booking life cycle"). */
export function conflictsDetected(overlaid: readonly Booking[]): EventDraft[] {
  return overlaid.map((doc) => ({
    type: 'booking.conflict_detected',
    change: { resource: 'bookings', doc, before: doc },
  }));
}
