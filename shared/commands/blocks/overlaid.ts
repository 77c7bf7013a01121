import type { Block } from '../../resources/blocks.ts';
import type { AttentionReason, Booking } from '../../resources/bookings.ts';
import { bookings } from '../../resources/bookings.ts';
import { parseInstant } from '../../time/instants.ts';
import { ahead } from '../bookings/attention.ts';
import { bookingsWithin } from '../bookings/within.ts';
import type { Ctx, EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { type Violation, violationsDetected } from '../schedule/violations.ts';

type Laid = Pick<Block, 'kind' | 'start_at' | 'end_at' | 'resource_id'>;

/** Bookings to come whose visit lies in a block's time; they stay where they are, and somebody has to look at them. */
export async function overlaidBookings(query: Query, block: Laid, ctx: Ctx): Promise<Violation[]> {
  const start = Math.max(parseInstant(block.start_at), ctx.now);
  const end = parseInstant(block.end_at);
  if (end <= start) return [];
  return (await bookingsWithin(query, { start, end }))
    .filter(({ status }) => ahead.includes(status))
    .map((booking) => ({ booking, reasons: reasonsFor(booking, block) }))
    .filter(({ reasons }) => reasons.length > 0);
}

function reasonsFor(booking: Booking, { kind, resource_id }: Laid): AttentionReason[] {
  return (bookings.claims?.(booking) ?? [])
    .filter((claim) => resource_id === undefined || claim.resource_id === resource_id)
    .map((claim) => ({ type: kind, resource_id: claim.resource_id }));
}

/** What tells of the bookings that a block was laid over (API.md, "Booking life cycle"); `id` is the block's. */
export function overlayDetected(overlaid: readonly Violation[], id: string): EventDraft[] {
  const named = overlaid.map(({ booking, reasons }) => ({
    booking,
    reasons: reasons.map((reason) => ({ ...reason, id })),
  }));
  return violationsDetected(named).flatMap((told) => [
    { type: 'booking.conflict_detected', change: told.change },
    told,
  ]);
}
