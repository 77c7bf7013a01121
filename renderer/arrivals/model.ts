import type { Query } from '../../shared/commands/query.ts';
import { type Booking, type BookingStatus, givesBack } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';

/** Somebody who comes today. */
export interface Arrival {
  readonly booking: Booking;
  readonly customer: Customer | undefined;
  readonly service: string | undefined;
  /** Whom or what the visit is with, the main one first. */
  readonly people: readonly string[];
}

/** Where in the day somebody is. */
export type Stage = 'expected' | 'here' | 'over';

/** Milliseconds after the start from which somebody counts as late. */
const grace = minutes(5);

/** The bookings of a day in the order of their times; cancelled ones are not awaited. */
export async function readArrivals(query: Query, day: Interval): Promise<Arrival[]> {
  const bookings = await query.range('bookings', [
    ['start_at', '>=', formatInstant(day.start)],
    ['start_at', '<', formatInstant(day.end)],
  ]);
  const names = new Map((await query.range('resources', [])).map(({ id, name }) => [id, name]));
  const services = new Map((await query.range('services', [])).map(({ id, name }) => [id, name]));
  const awaited = bookings.filter(({ status }) => status !== 'cancelled').sort(byTime);
  return Promise.all(
    awaited.map(async (booking) => ({
      booking,
      customer: await query.get('customers', booking.customer_id),
      service: services.get(booking.service_id),
      people: [...new Set(booking.allocations.map(({ resource_id }) => resource_id))].flatMap(
        (id) => names.get(id) ?? [],
      ),
    })),
  );
}

export function stageOf(status: BookingStatus): Stage {
  if (status === 'pending' || status === 'confirmed') return 'expected';
  return status === 'checked_in' || status === 'in_progress' ? 'here' : 'over';
}

/** Minutes for which somebody has been here without being seen; undefined where nobody waits. */
export function waitingFor({ status, checked_in_at }: Booking, now: number): number | undefined {
  if (status !== 'checked_in' || !checked_in_at) return undefined;
  return wholeMinutes(now - parseInstant(checked_in_at));
}

/** Minutes by which somebody is late who is still expected; undefined where they are not. */
export function lateBy({ status, start_at }: Booking, now: number): number | undefined {
  const late = now - parseInstant(start_at);
  return stageOf(status) === 'expected' && late >= grace ? wholeMinutes(late) : undefined;
}

/** How many are in each stage. */
export function countStages(all: readonly Arrival[]): Record<Stage, number> {
  const count = { expected: 0, here: 0, over: 0 };
  for (const { booking } of all) count[stageOf(booking.status)] += 1;
  return count;
}

/** Those of a stage and a person; nothing said means all. */
export function shownOf(
  all: readonly Arrival[],
  stage: Stage | undefined,
  person: string | undefined,
): Arrival[] {
  return all.filter(
    ({ booking }) =>
      (!stage || stageOf(booking.status) === stage) &&
      (!person || booking.allocations.some(({ resource_id }) => resource_id === person)),
  );
}

/** Milliseconds as whole minutes, never negative: a desk's clock may be behind the one that noted the arrival. */
export function wholeMinutes(ms: number): number {
  return Math.max(0, Math.floor(ms / minutes(1)));
}

function byTime(a: Booking, b: Booking): number {
  return (
    a.start_at.localeCompare(b.start_at) ||
    Number(givesBack(a.status)) - Number(givesBack(b.status)) ||
    a.id.localeCompare(b.id)
  );
}
