import type { Block } from '../../resources/blocks.ts';
import type { AttentionReason } from '../../resources/bookings.ts';
import type { Claim } from '../../time/claim.ts';
import { dayLength } from '../../time/instants.ts';
import { intersect, normalise } from '../../time/intervals.ts';
import { ahead } from '../bookings/attention.ts';
import { bookingsClaiming } from '../bookings/claiming.ts';
import type { Ctx, EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { type Violation, violationsDetected } from '../schedule/violations.ts';
import { type Repeating, timesOf } from './times.ts';

type Laid = Pick<Block, 'kind' | 'resource_id'> & Repeating;

/** Nobody books further ahead. */
const horizon = 2 * 366 * dayLength;

/** Bookings to come whose visit lies in a block's time; they stay where they are, and somebody has to look at them. */
export async function overlaidBookings(query: Query, block: Laid, ctx: Ctx): Promise<Violation[]> {
  const times = timesOf(block, { start: ctx.now, end: ctx.now + horizon });
  const [first] = times;
  const last = times.at(-1);
  if (!first || !last) return [];
  const ids = block.resource_id
    ? [block.resource_id]
    : (await query.range('resources', [])).map(({ id }) => id);
  const closed = normalise(times);
  const met = (await query.claims(ids, { start: first.start, end: last.end })).filter(
    ({ kind, core }) => kind !== 'hold' && core.end > ctx.now && intersect([core], closed).length > 0,
  );
  return (await bookingsClaiming(query, met))
    .filter(({ booking }) => ahead.includes(booking.status))
    .map(({ booking, claims }) => ({ booking, reasons: reasonsFor(claims, block) }));
}

function reasonsFor(claims: readonly Claim[], { kind }: Laid): AttentionReason[] {
  return claims.map(({ resource_id }) => ({ type: kind, resource_id }));
}

/** What was found before the block had an id, with it. */
export function laidBy(overlaid: readonly Violation[], id: string): Violation[] {
  return overlaid.map(({ booking, reasons }) => ({
    booking,
    reasons: reasons.map((reason) => ({ ...reason, id })),
  }));
}

/** What tells of the bookings that blocks were laid over (API.md, "Booking life cycle"). */
export function overlayDetected(overlaid: readonly Violation[]): EventDraft[] {
  return violationsDetected(overlaid).flatMap((told) => [
    { type: 'booking.conflict_detected', change: told.change },
    told,
  ]);
}
