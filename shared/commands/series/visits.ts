import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import { mostOccurrences, type Series } from '../../resources/series.ts';
import { formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { instantOfLocal, type Occurrence, occurrences } from '../../time/recurrence.ts';
import { existing } from '../common.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** Which visits a change of a series is about (rule B5); those that have begun are never among them. */
export type Scope = 'this' | 'following' | 'all';

export interface Scoped {
  readonly id: string;
  readonly scope: Scope;
  readonly occurrence?: string | undefined;
}

/** The part of a series that a change is about. */
export interface Part {
  readonly before: Series;
  /** All occurrences of its rule, those that are left out among them. */
  readonly all: readonly Occurrence[];
  /** Index of the first that the change is about. */
  readonly from: number;
  /** Its visits from there on, in the order of their occurrences. */
  readonly visits: readonly Booking[];
}

/** Looks up the part of a series that a change with scope `following` or `all` is about. */
export async function loadPart(query: Query, asked: Scoped, ctx: Ctx): Promise<Part | Refusal> {
  const found = await existing(query, 'series', asked.id);
  if (isRefusal(found)) return found;
  const { before } = found;
  if (before.status !== 'active')
    return refuse('invalid_transition', `A series that is ${before.status} cannot be changed`, {
      status: before.status,
      continued_by: before.continued_by,
    });
  const all = occurrences({ ...before, exdates: [] }, mostOccurrences);
  const toCome = all.findIndex(({ start }) => start > ctx.now);
  const named = all.findIndex(({ local }) => local === asked.occurrence);
  if (asked.scope !== 'all' && named < 0) return noOccurrence(asked);
  const from = asked.scope === 'all' ? toCome : named;
  if (toCome < 0 || from < toCome)
    return refuse('outside_policy', 'What has begun stays as it was', { policy: 'begun' });
  const index = new Map(all.map(({ local }, i) => [local, i]));
  const indexOf = ({ occurrence = '' }: Booking) => index.get(occurrence) ?? -1;
  const visits = (await visitsOf(query, before))
    .filter((visit) => indexOf(visit) >= from)
    .sort((a, b) => indexOf(a) - indexOf(b));
  return { before, all, from, visits };
}

/** The one visit that a change with scope `this` is about. */
export async function loadVisitOf(
  query: Query,
  asked: Scoped,
): Promise<{ before: Series; visit: Booking } | Refusal> {
  const found = await existing(query, 'series', asked.id);
  if (isRefusal(found)) return found;
  const visits = await visitsOf(query, found.before);
  const visit = visits.find(({ occurrence }) => occurrence === asked.occurrence);
  return visit ? { before: found.before, visit } : noOccurrence(asked);
}

/** The customer is named too because a desk finds by customer what it does not find by series. */
function visitsOf(query: Query, { id, customer_id }: Series): Promise<Booking[]> {
  return query.range('bookings', [
    ['customer_id', '=', customer_id],
    ['series_id', '=', id],
  ]);
}

function noOccurrence({ id, occurrence }: Scoped): Refusal {
  return refuse('not_found', `The series ${id} has no visit of ${occurrence ?? 'no occurrence'}`, {
    id,
    occurrence,
  });
}

/** Whether a visit can still be moved or called off with its series. */
export function isToCome({ status }: Booking): boolean {
  return status === 'pending' || status === 'confirmed';
}

/** Whether somebody moved the visit by itself: it does not lie where the series has it (rule B5). */
export function isMoved(visit: Booking, series: Series): boolean {
  const { occurrence, start_at, end_at, resource_id } = visit;
  if (occurrence === undefined) return true;
  const start = instantOfLocal(series.timezone, occurrence);
  const length = parseInstant(end_at) - parseInstant(start_at);
  return (
    start_at !== formatInstant(start) ||
    length !== minutes(series.duration) ||
    resource_id !== series.resource_id
  );
}
