import { isRefusal } from '../../errors.ts';
import type { Service } from '../../resources/services.ts';
import { nextStarts } from '../../time/availability.ts';
import { dayLength, formatInstant, parseInstant } from '../../time/instants.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';
import { loadQuestion } from './question.ts';
import { suggestSeats } from './seat.ts';

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

/** Starts near the one that somebody wishes a new visit at. */
export async function suggestVisits(
  query: Query,
  args: {
    service_id?: string | undefined;
    class_id?: string | undefined;
    start_at?: string | undefined;
    resource_id?: string | undefined;
    duration?: number | undefined;
  },
  ctx: Ctx,
) {
  const session = args.class_id ? await query.get('classes', args.class_id) : undefined;
  const { resource_id, duration } = args;
  const { service_id = session?.service_id, start_at = session?.start_at } = args;
  const service = service_id && (await query.get('services', service_id));
  return service && start_at ? suggestStarts(query, { service, resource_id, duration, start_at }, ctx) : {};
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
    if (wished.service.capacity) {
      const wish = { service: wished.service, resourceIds, from: from + 1, to: from + horizon };
      const open = await suggestSeats(query, wish, ctx);
      if (open.length >= Math.min(2, count) || horizon === horizons.at(-1)) return open.slice(0, count);
      continue;
    }
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
