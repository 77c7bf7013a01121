import type { Class } from '../../resources/classes.ts';
import type { Service } from '../../resources/services.ts';
import { formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** Which classes somebody would like. */
export interface ClassWish {
  readonly service: Service;
  /** Only with one of these; empty or absent: with anybody. */
  readonly resourceIds?: readonly string[] | undefined;
  /** Milliseconds since the epoch, of starts. */
  readonly span: Interval;
  /** Only at such starts, in milliseconds since the epoch. */
  readonly accept?: ((start: number) => boolean) | undefined;
}

/** A class with room. */
export interface OpenClass {
  readonly session: Class;
  readonly seatsLeft: number;
}

/**
 * Classes of a service that start in a span (milliseconds since the epoch) and can be booked right now, the earliest
 * first: exactly those that a booking would get a seat in (rule A1).
 */
export async function openClasses(query: Query, wish: ClassWish, ctx: Ctx): Promise<OpenClass[]> {
  const { service, resourceIds, span, accept } = wish;
  const soonest = ctx.now + minutes(service.min_notice);
  const latest = service.max_horizon === undefined ? span.end : ctx.now + minutes(service.max_horizon) + 1;
  const within = { start: Math.max(span.start, soonest), end: Math.min(span.end, latest) };
  if (!(within.start < within.end)) return [];
  const bounds = [
    ['start_at', '>=', atOrAfter(within.start)],
    ['start_at', '<', atOrAfter(within.end)],
  ] as const;
  const found = await query.range('classes', [['service_id', '=', service.id], ...bounds], {
    order: 'start_at',
  });
  const holds = await query.range('holds', bounds);
  const live = holds.filter((hold) => parseInstant(hold.expires_at) > ctx.now);
  return found
    .filter(({ status }) => status === 'scheduled')
    .filter(({ start_at }) => accept?.(parseInstant(start_at)) !== false)
    .filter(({ resource_id }) => !resourceIds?.length || resourceIds.includes(resource_id))
    .map((session) => {
      const held = live.filter(({ class_id }) => class_id === session.id).length;
      return { session, seatsLeft: session.capacity - session.seats_taken - held };
    })
    .filter(({ seatsLeft }) => seatsLeft > 0);
}

/** As text, in whole seconds: nothing that starts before it is at or after it. */
function atOrAfter(ms: number): string {
  return formatInstant(Math.ceil(ms / 1000) * 1000);
}
