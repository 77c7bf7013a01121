import { type AttentionReason, type Booking, bookings } from '../../resources/bookings.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Claim } from '../../time/claim.ts';
import { formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import { contains, overlaps } from '../../time/intervals.ts';
import { type BlockTime, blockTimes } from '../blocks/times.ts';
import type { Query } from '../query.ts';
import { practiceZone, workingTime } from '../resources/working-time.ts';
import { bookingsClaiming } from './claiming.ts';

/** Statuses in which a visit is still to come; what has begun or is over is nobody's to move. */
export const ahead: readonly Booking['status'][] = ['pending', 'confirmed', 'checked_in'];

/** What lies in the time of bookings. */
interface Around {
  readonly claims: readonly Claim[];
  /** What each of them meets (rule A2). */
  readonly met: ReadonlyMap<string, readonly Claim[]>;
  /** By their resource; closures under none. */
  readonly blocks: ReadonlyMap<string | undefined, readonly BlockTime[]>;
  /** When each resource that is limited by hours works, as far as its claims reach. */
  readonly working: ReadonlyMap<string, readonly Interval[]>;
  /** Classes that were put outside of it knowingly. */
  readonly knowingly: ReadonlySet<string>;
  readonly resources: ReadonlyMap<string, Resource>;
}

/** A booking, and why somebody should look at it; `resolved` are reasons that still stand, but were looked at. */
export interface Attended {
  readonly booking: Booking;
  readonly reasons: readonly AttentionReason[];
  readonly resolved: readonly AttentionReason[];
}

/** Everything that may be in the way of a booking in a span (milliseconds since the epoch). */
async function loadAround(query: Query, resources: readonly Resource[], span: Interval): Promise<Around> {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const claims = (await query.claims([...byId.keys()], span)).filter(({ kind }) => kind !== 'hold');
  const blocks = Map.groupBy(await blockTimes(query, span), ({ resource_id }) => resource_id);
  const working = workingTimes(claims, byId, await practiceZone(query));
  const knowingly = await classesOutside(query, claims, working);
  return { claims, met: meetings(claims, byId), blocks, working, knowingly, resources: byId };
}

/** Classes that somebody put outside working hours knowingly. */
async function classesOutside(
  query: Query,
  claims: readonly Claim[],
  working: Around['working'],
): Promise<Set<string>> {
  const outside = claims.filter(({ kind, resource_id, core }) => {
    const hours = kind === 'class' ? working.get(resource_id) : undefined;
    return hours !== undefined && !contains(hours, core);
  });
  const found = await Promise.all(
    [...new Set(outside.map(({ owner }) => owner))].map((id) => query.get('classes', id)),
  );
  return new Set(found.flatMap((one) => (one?.override.includes('outside_working_hours') ? [one.id] : [])));
}

function workingTimes(
  claims: readonly Claim[],
  resources: Around['resources'],
  zone: string,
): Map<string, Interval[]> {
  const working = new Map<string, Interval[]>();
  for (const [id, own] of Map.groupBy(claims, ({ resource_id }) => resource_id)) {
    const resource = resources.get(id);
    if (!resource?.working_hours) continue;
    const start = own.reduce((first, { core }) => Math.min(first, core.start), Number.POSITIVE_INFINITY);
    const end = own.reduce((last, { core }) => Math.max(last, core.end), 0);
    working.set(id, workingTime(resource, zone, { start, end }));
  }
  return working;
}

/** Which claims meet which on one resource (rule A2): one pass over each resource's claims in the order of their starts. */
function meetings(claims: readonly Claim[], resources: Around['resources']): Map<string, Claim[]> {
  const met = new Map<string, Claim[]>();
  for (const [resourceId, own] of Map.groupBy(claims, ({ resource_id }) => resource_id)) {
    const shared = resources.get(resourceId)?.shared_buffers === true;
    const sorted = own.sort((a, b) => a.padded.start - b.padded.start);
    for (const [i, one] of sorted.entries())
      for (let j = i + 1; j < sorted.length; j++) {
        const other = sorted[j];
        if (!other || other.padded.start >= one.padded.end) break;
        const meets = overlaps(one.core, other.padded) || overlaps(one.padded, other.core);
        if (one.owner === other.owner || (shared && !meets)) continue;
        met.set(claimKey(one), [...(met.get(claimKey(one)) ?? []), other]);
        met.set(claimKey(other), [...(met.get(claimKey(other)) ?? []), one]);
      }
  }
  return met;
}

function claimKey({ owner, resource_id }: Claim): string {
  return `${owner} ${resource_id}`;
}

/** Bookings of a span that somebody should look at, the earliest first; what was resolved is told apart. */
export async function needingAttention(query: Query, span: Interval): Promise<Attended[]> {
  const around = await loadAround(query, await query.range('resources', []), span);
  // Most bookings are well: only those whose claims meet something are read.
  const met = await bookingsClaiming(
    query,
    around.claims.filter((claim) => inTheWay(claim, around).length > 0),
  );
  const pending = await query.range('bookings', [
    ['status', '=', 'pending'],
    ['start_at', '<', formatInstant(span.end)],
    ['end_at', '>', formatInstant(span.start)],
  ]);
  const both = [...met.map(({ booking }) => booking), ...pending];
  const found = new Map(both.map((booking) => [booking.id, booking]));
  return [...found.values()]
    .map((booking) => toldApart(booking, reasonsFor(booking, around)))
    .filter(({ reasons, resolved }) => reasons.length > 0 || resolved.length > 0)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Why somebody should look at one booking. */
export async function attentionOf(query: Query, booking: Booking): Promise<readonly AttentionReason[]> {
  const found = await Promise.all(
    booking.allocations.map(({ resource_id }) => query.get('resources', resource_id)),
  );
  const span = {
    start: parseInstant(booking.start_at) - minutes(booking.buffer_before),
    end: parseInstant(booking.end_at) + minutes(booking.buffer_after),
  };
  const resources = found.filter((resource) => resource !== undefined);
  return toldApart(booking, reasonsFor(booking, await loadAround(query, resources, span))).reasons;
}

function key({ booking }: Attended): string {
  return booking.start_at + booking.id;
}

function reasonsFor(booking: Booking, around: Around): AttentionReason[] {
  if (!ahead.includes(booking.status)) return [];
  // A seat's time is the class's (rule A6).
  const own = booking.class_id
    ? around.claims.filter(({ owner }) => owner === booking.class_id)
    : (bookings.claims?.(booking) ?? []);
  const isKnown =
    around.knowingly.has(booking.class_id ?? '') || booking.override.includes('outside_working_hours');
  const met = own
    .flatMap((claim) => inTheWay(claim, around))
    // Who put it outside hours knowingly is not told of it.
    .filter(({ type }) => type !== 'outside_working_hours' || !isKnown);
  return booking.status === 'pending' ? [...met, { type: 'pending' }] : met;
}

/** What is in the way of a claim: a visit of another (rule A2), a block over its core, a resource that takes none. */
function inTheWay(claim: Claim, { met, blocks, working, resources }: Around): AttentionReason[] {
  const { resource_id, core } = claim;
  const others = met.get(claimKey(claim)) ?? [];
  const over = [...(blocks.get(resource_id) ?? []), ...(blocks.get(undefined) ?? [])].filter((block) =>
    overlaps(core, block),
  );
  // Of two that lie over one another it is the one that was put there knowingly that somebody has to answer for.
  const counting = others.filter((other) => claim.overbooked || !other.overbooked);
  const type = claim.overbooked ? ('overbooked' as const) : ('existing_booking' as const);
  const reasons: AttentionReason[] = [
    ...counting.map(({ owner }) => ({ type, id: owner, resource_id })),
    ...over.map(({ kind, id }) => ({ type: kind, id, resource_id })),
  ];
  const hours = working.get(resource_id);
  if (hours && !contains(hours, core)) reasons.push({ type: 'outside_working_hours', resource_id });
  if (resources.get(resource_id)?.online === false) reasons.push({ type: 'resource_offline', resource_id });
  return reasons;
}

function toldApart(booking: Booking, all: readonly AttentionReason[]): Attended {
  const known = new Set(booking.resolved?.map(nameOf));
  const reasons = all.filter((reason) => !known.has(nameOf(reason)));
  return { booking, reasons, resolved: all.filter((reason) => known.has(nameOf(reason))) };
}

function nameOf({ type, id, resource_id }: AttentionReason): string {
  return `${type} ${id ?? ''} ${resource_id ?? ''}`;
}
