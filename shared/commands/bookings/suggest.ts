import { isRefusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Service } from '../../resources/services.ts';
import { nextStarts } from '../../time/availability.ts';
import { dayLength, formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import { loadQuestion } from './question.ts';

interface Wished {
  readonly service: Service;
  readonly resource_id: string | undefined;
  readonly duration: number | undefined;
  readonly start_at: string;
  readonly ignore?: readonly string[];
}

/** How far suggestions look ahead: first days, then weeks, then months. */
const horizons = [3 * dayLength, 21 * dayLength, 120 * dayLength];

/**
 * The nearest free starts after the wished one, with the same resource first, then with any that fits (rule A10):
 * two to five, each of which would be accepted right now (rule A1).
 */
export async function suggestStarts(query: Query, wished: Wished, ctx: Ctx) {
  const from = Math.max(parseInstant(wished.start_at), ctx.now);
  const same = wished.resource_id ? await starts(query, wished, [wished.resource_id], from, 3, ctx) : [];
  const any = await starts(query, wished, undefined, from, 5, ctx);
  const known = new Set(same.map((start) => start.start_at + start.resource_id));
  const others = any.filter((start) => !known.has(start.start_at + start.resource_id));
  return { suggestions: [...same, ...others].slice(0, 5) };
}

/** Starts that a booking there is could move to, near the one it is wished at or has. */
export async function suggestMoves(
  query: Query,
  args: {
    id: string;
    start_at?: string | undefined;
    resource_id?: string | undefined;
    duration?: number | undefined;
  },
  ctx: Ctx,
) {
  const before = await query.get('bookings', args.id);
  const service = before && (await query.get('services', before.service_id));
  if (!before || !service) return {};
  const wished = {
    service: asBooked(service, before),
    resource_id: args.resource_id ?? before.resource_id,
    duration: args.duration ?? lengthOf(before),
    start_at: args.start_at ?? before.start_at,
    ignore: [before.id],
  };
  return suggestStarts(query, wished, ctx);
}

/** The service with the buffers that it had when it was booked: a booking keeps them. */
export function asBooked(service: Service, booking: Booking): Service {
  return { ...service, buffer_before: booking.buffer_before, buffer_after: booking.buffer_after };
}

/** Minutes a booking lasts. */
export function lengthOf(booking: Booking): number {
  return (parseInstant(booking.end_at) - parseInstant(booking.start_at)) / minutes(1);
}

async function starts(
  query: Query,
  wished: Wished,
  resourceIds: readonly string[] | undefined,
  from: number,
  count: number,
  ctx: Ctx,
) {
  for (const horizon of horizons) {
    const span = { start: from, end: from + horizon };
    const wish = { ...wished, resourceIds, span };
    const question = await loadQuestion(query, wish, ctx);
    if (isRefusal(question)) return [];
    const found = nextStarts(question, from, count, horizon);
    if (found.length >= Math.min(2, count) || horizon === horizons.at(-1))
      return found.map((slot) => ({
        start_at: formatInstant(slot.start),
        available: true,
        resource_id: slot.resource_id,
      }));
  }
  return [];
}
