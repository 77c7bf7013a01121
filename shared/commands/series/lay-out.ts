import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { longestClaim } from '../../resources/parts.ts';
import { type SeriesConflictReason, seriesConflictReason } from '../../resources/series.ts';
import type { Service } from '../../resources/services.ts';
import { nextStarts } from '../../time/availability.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import type { Claim } from '../../time/claim.ts';
import { dayLength, formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { type Override, type Place, place } from '../bookings/place.ts';
import { loadQuestion } from '../bookings/question.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** An occurrence that is to have a visit. */
export interface Wanted {
  readonly occurrence: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
}

/** What became of one: its place, or why it has none. */
export interface Laid<W extends Wanted> {
  readonly wanted: W;
  readonly placed: Place | undefined;
  /** Why it does not lie where it was wanted; empty where it does. */
  readonly reasons: readonly SeriesConflictReason[];
}

/** How far after its own time a visit may be shifted, if the next occurrence is not sooner. */
const farthestShift = 3 * dayLength;

interface Asked {
  readonly service: Service;
  readonly resource_id: string;
  readonly duration: number | undefined;
  /** In order of their starts. */
  readonly wanted: readonly Wanted[];
  /** Bookings whose time counts as free: they are about to move (rule B3). */
  readonly ignore?: readonly string[];
  /**
   * Whose free starts nearby will be asked for, too. What `layOut` is not told of beyond that it takes for free: `conflicting`
   * is right only for one who lays out the very same visits once.
   */
  readonly shifts: 'none' | 'conflicting' | 'all';
  readonly override: readonly Override[];
}

/** The one question of rule A1 for all visits of a series: what lies near them, and nothing in between. */
export async function loadSeriesQuestion(
  query: Query,
  asked: Asked,
  ctx: Ctx,
): Promise<AvailabilityQuestion | Refusal> {
  const first = new Set(asked.shifts === 'all' ? asked.wanted : []);
  const question = await loadNear(query, asked, first, ctx);
  if (isRefusal(question) || asked.shifts !== 'conflicting') return question;
  // Most visits can be as wanted: days around are read only for those that cannot.
  const { wanted, override } = asked;
  const out = layOut(question, wanted, { override, shift: false }, ctx);
  if (isRefusal(out)) return out;
  const shifting = new Set(out.laid.flatMap((one) => (one.placed ? [] : [one.wanted])));
  return shifting.size === 0 ? question : loadNear(query, asked, shifting, ctx);
}

function loadNear(
  query: Query,
  { service, resource_id, duration, wanted, ignore }: Asked,
  shifting: ReadonlySet<Wanted>,
  ctx: Ctx,
): Promise<AvailabilityQuestion | Refusal> {
  const windows = wanted.map((one, i) => ({
    start: one.start,
    end: shifting.has(one) ? lastShift(wanted, i) : one.start + minutes(1),
  }));
  const span = {
    start: Math.min(...windows.map((window) => window.start)),
    end: Math.max(...windows.map((window) => window.end)),
  };
  return loadQuestion(query, { service, resourceIds: [resource_id], duration, span, windows, ignore }, ctx);
}

/**
 * Puts every visit where it is wanted, as `bookings.create` would (rule A1), and keeps each from lying on another of the
 * same series; with `shift`, those that cannot be there at the next free start before the next occurrence (rule B6).
 * Answers with the question as it is with all of them in place.
 */
export function layOut<W extends Wanted>(
  question: AvailabilityQuestion,
  wanted: readonly W[],
  { override, shift }: { readonly override: readonly Override[]; readonly shift: boolean },
  ctx: Ctx,
): { readonly laid: Laid<W>[]; readonly question: AvailabilityQuestion } | Refusal {
  const taking = takingTime(question);
  const laid: Laid<W>[] = [];
  for (const one of wanted) {
    const placed = place(taking.near(one.start, one.start), one.start, override, ctx);
    if (!isRefusal(placed)) taking.take(one.occurrence, placed);
    else if (!isAboutTime(placed)) return placed;
    laid.push(
      isRefusal(placed)
        ? { wanted: one, placed: undefined, reasons: reasonsOf(placed) }
        : { wanted: one, placed, reasons: [] },
    );
  }
  const after = { question: taking.question };
  if (!shift) return { ...after, laid };
  const shifted = laid.map((one, i) => {
    if (one.placed) return one;
    const [start] = freeAfter(taking.question, wanted, i, 1);
    const placed = start === undefined ? undefined : place(taking.near(start, start), start, [], ctx);
    if (!placed || isRefusal(placed)) return one;
    taking.take(one.wanted.occurrence, placed);
    return { ...one, placed };
  });
  return { ...after, laid: shifted };
}

/** Free starts for the visit of an occurrence, after its own time and before the next one's (rule A10); milliseconds. */
export function freeAfter(
  question: AvailabilityQuestion,
  wanted: readonly Wanted[],
  i: number,
  count: number,
): number[] {
  const from = wanted[i]?.start ?? 0;
  const slots = nextStarts(question, from, count, Math.max(0, lastShift(wanted, i) - from));
  return slots.map(({ start }) => start);
}

/** The refusal that lists every occurrence in conflict (`on_conflict: refuse`). */
export function refuseAll(laid: readonly Laid<Wanted>[]): Refusal {
  const inConflict = laid.filter(({ reasons }) => reasons.length > 0);
  const listed = inConflict.map(({ wanted, reasons }) => ({
    occurrence: wanted.occurrence,
    start_at: formatInstant(wanted.start),
    conflicts: reasons,
  }));
  const few = `${inConflict.length} of ${laid.length} visits cannot be then`;
  return refuse('resource_unavailable', few, {
    conflicts: listed[0]?.conflicts ?? [],
    requested_time: listed[0]?.start_at,
    occurrences: listed,
  });
}

/** Whether a refusal says that this time cannot be, rather than that nothing of it can. */
function isAboutTime(refusal: Refusal): boolean {
  return refusal.code === 'resource_unavailable' || refusal.code === 'outside_policy';
}

const reasonList = z.array(seriesConflictReason);

function reasonsOf({ details }: Refusal): SeriesConflictReason[] {
  const listed = reasonList.safeParse(details?.conflicts);
  return listed.success ? listed.data : [{ type: String(details?.policy) }];
}

function lastShift(wanted: readonly Wanted[], i: number): number {
  const from = wanted[i]?.start ?? 0;
  // An hour that the clocks repeat may put two occurrences at one instant.
  return Math.max(from + minutes(1), Math.min(from + farthestShift, wanted[i + 1]?.start ?? Infinity));
}

/**
 * The question, and a way to take time from it: what one visit occupies is not free for the next. `near` is the same
 * question about starts from one instant to another, without the claims of all the other visits' days.
 */
function takingTime(question: AvailabilityQuestion) {
  const claims = new Map<string, Claim[]>();
  const resources = question.resources.map((resource) => {
    const own = resource.claims.toSorted((a, b) => a.padded.start - b.padded.start);
    claims.set(resource.id, own);
    return { ...resource, claims: own };
  });
  return {
    question: { ...question, resources },
    near(first: number, last: number): AvailabilityQuestion {
      const from = first - minutes(question.buffer_before) - longestClaim;
      const to = last + longestClaim;
      const some = resources.map((one) => ({ ...one, claims: startingBetween(one.claims, from, to) }));
      return { ...question, resources: some };
    },
    take(owner: string, { allocations, start_at, end_at }: Place) {
      const core = { start: parseInstant(start_at), end: parseInstant(end_at) };
      const padded = {
        start: core.start - minutes(question.buffer_before),
        end: core.end + minutes(question.buffer_after),
      };
      for (const { resource_id } of allocations) {
        const own = claims.get(resource_id);
        own?.splice(firstAfter(own, padded.start), 0, { owner, kind: 'booking', resource_id, core, padded });
      }
    },
  };
}

function startingBetween(claims: readonly Claim[], from: number, to: number): Claim[] {
  return claims.slice(firstAfter(claims, from - 1), firstAfter(claims, to));
}

/** Index of the first claim that starts after an instant; claims are in the order of their starts. */
function firstAfter(claims: readonly Claim[], ms: number): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((claims[middle]?.padded.start ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
