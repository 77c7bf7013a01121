import { isRefusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Service } from '../../resources/services.ts';
import type { Allocation } from '../../time/availability-types.ts';
import { minutes, parseInstant } from '../../time/instants.ts';
import { existing, missing } from '../common.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import { swapped } from './pin.ts';
import { loadQuestion } from './question.ts';
import { suggestStarts } from './suggest.ts';

/** Where a booking there is shall lie; what is left out stays as it is. */
interface Move {
  readonly id: string;
  readonly start_at?: string | undefined;
  readonly resource_id?: string | undefined;
  /** Minutes. */
  readonly duration?: number | undefined;
  /** Other resources for some roles; the rest stays. */
  readonly allocations?: readonly Allocation[] | undefined;
  /** Bookings whose claims count for nothing besides its own. */
  readonly ignore?: readonly string[] | undefined;
  /** It stays at the time that was agreed: notice and horizon were kept when that was. */
  readonly agreed?: boolean;
}

/**
 * The booking and the question whether it can lie there; its own time counts as free (rule B3). `same` is the question
 * with all resources as they are but those that are named anew: undefined where the service needs others by now.
 */
export async function loadMove(query: Query, move: Move, ctx: Ctx) {
  const found = await existing(query, 'bookings', move.id);
  if (isRefusal(found)) return found;
  const { before } = found;
  const service = await query.get('services', before.service_id);
  if (!service) return missing('services', before.service_id);
  const { start_at, resource_id, ...wished } = wishOf(move, before, service);
  const start = parseInstant(start_at);
  const span = { start, end: start + minutes(wished.duration) };
  const wish = { ...wished, resourceIds: [resource_id], span, held: move.agreed };
  const named = swapped(withMain(before.allocations, resource_id), move.allocations ?? []);
  const same = await loadQuestion(query, { ...wish, allocations: named }, ctx);
  // Whoever names some resources means the rest to stay; where none is named, any that is free will do.
  if (move.allocations?.length) return isRefusal(same) ? same : { before, same, question: same };
  const question = await loadQuestion(query, wish, ctx);
  if (isRefusal(question)) return question;
  return { before, question, same: isRefusal(same) ? undefined : same };
}

/** Starts that a booking could move to, near the one that it is wished at or has. */
export async function suggestMoves(query: Query, move: Move, ctx: Ctx) {
  const before = await query.get('bookings', move.id);
  const service = before && (await query.get('services', before.service_id));
  return before && service ? suggestStarts(query, wishOf(move, before, service), ctx) : {};
}

function wishOf(move: Move, before: Booking, service: Service) {
  const { buffer_before, buffer_after } = before;
  const length = (parseInstant(before.end_at) - parseInstant(before.start_at)) / minutes(1);
  const main = move.allocations?.find(({ role }) => role === before.allocations[0]?.role);
  return {
    // A booking keeps the buffers that its service had when it was booked.
    service: { ...service, buffer_before, buffer_after },
    resource_id: move.resource_id ?? main?.resource_id ?? before.resource_id,
    duration: move.duration ?? length,
    start_at: move.start_at ?? before.start_at,
    ignore: [before.id, ...(move.ignore ?? [])],
  };
}

function withMain([main, ...rest]: readonly Allocation[], resource_id: string): Allocation[] {
  return main ? [{ ...main, resource_id }, ...rest] : [];
}
