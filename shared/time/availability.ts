import { preferenceOf } from './any-staff.ts';
import type { AvailabilityQuestion, CandidateResource, Need, Slot } from './availability-types.ts';
import { allocationsOf, candidatesFor, unitsOf } from './candidates.ts';
import { type Chooser, chooserOf } from './choose-others.ts';
import { alignedStarts, freeStarts, prepareSearch, type Search } from './free-starts.ts';
import { dayLength, minutes } from './instants.ts';
import type { Interval } from './interval.ts';
import { startTimes } from './start-times.ts';

export { checkStart } from './check-start.ts';

/** Which starts somebody wishes to hear of, by their instant in milliseconds; absent: all. */
export type Accept = (start: number) => boolean;

/**
 * All starts in `span` (milliseconds, half-open) at which the service can be booked, ascending: exactly those
 * that `checkStart` accepts without an override (rule A1).
 * @throws RangeError for an empty span or a question that means nothing (rule T8).
 */
export function findSlots(question: AvailabilityQuestion, span: Interval, accept?: Accept): Slot[] {
  if (!(span.start < span.end)) throw new RangeError('a span must end after it starts');
  return search(question, span, Number.POSITIVE_INFINITY, accept);
}

/**
 * The next `n` free starts at or after `from`, ascending, for suggestions (rule A10).
 * @param from Milliseconds since the epoch.
 * @param horizonMs How far after `from` to look, in milliseconds; claims and blocks must be known that far.
 */
export function nextStarts(
  question: AvailabilityQuestion,
  from: number,
  n: number,
  horizonMs: number,
  accept?: Accept,
): Slot[] {
  const allowed = allowedStarts(question, { start: from, end: from + horizonMs });
  const found: Slot[] = [];
  // Most often the first day has them: look at longer stretches only when it has not.
  let length = dayLength;
  for (let { start } = allowed; start < allowed.end && found.length < n; start += length, length *= 2) {
    const end = Math.min(start + length, allowed.end);
    found.push(...search(question, { start, end }, n - found.length, accept));
  }
  return found;
}

/**
 * The instants of `findSlots` alone, in milliseconds, ascending: for whoever counts them over a long span.
 * @throws RangeError for an empty span or a question that means nothing (rule T8).
 */
export function findStarts(question: AvailabilityQuestion, span: Interval, accept?: Accept): number[] {
  if (!(span.start < span.end)) throw new RangeError('a span must end after it starts');
  const begun = begin(question, span);
  if (!begun) return [];
  const starts = startTimes(begun.prepared, begun.mains, begun.others, begun.online);
  if (!starts) return findSlots(question, span, accept).map(({ start }) => start);
  return accept ? starts.filter(accept) : starts;
}

function allowedStarts(question: AvailabilityQuestion, span: Interval): Interval {
  const soonest = question.now + minutes(question.min_notice);
  const latest =
    question.max_horizon === undefined
      ? Number.POSITIVE_INFINITY
      : question.now + minutes(question.max_horizon);
  return { start: Math.max(span.start, soonest), end: Math.min(span.end, latest + 1) };
}

/** The starts of one main resource that are still to be looked at. */
interface Queue {
  readonly resource: CandidateResource;
  readonly duration: number;
  readonly starts: readonly number[];
  next: number;
}

function search(
  question: AvailabilityQuestion,
  span: Interval,
  limit: number,
  accept: Accept | undefined,
): Slot[] {
  const begun = begin(question, span);
  if (!begun) return [];
  const { prepared, first, others, mains, online } = begun;
  const preference = preferenceOf(question);
  const ordered = preference.always ? mains.sort(preference.always) : mains;
  const queues = ordered.map((resource) => queueOf(prepared, resource));
  const choose = chooserOf(prepared, others, online);
  const slots: Slot[] = [];
  while (slots.length < limit) {
    const start = earliest(queues);
    if (start === undefined) break;
    const here = takeOff(queues, start);
    if (accept?.(start) === false) continue;
    if (!preference.always) {
      const compare = preference.at(start);
      here.sort((a, b) => compare(a.resource, b.resource));
    }
    const slot = slotAt(start, here, [first, ...others], choose);
    if (slot !== undefined) slots.push(slot);
  }
  return slots;
}

/** Who could give the visit, and what a search needs to know; undefined where no start is allowed at all. */
function begin(question: AvailabilityQuestion, span: Interval) {
  const { first, others } = unitsOf(question);
  const window = allowedStarts(question, span);
  if (!(window.start < window.end)) return undefined;
  const online = question.resources.filter((resource) => resource.online);
  const mains = candidatesFor(first, online).filter(
    ({ id }) => question.main_resource_ids === undefined || question.main_resource_ids.includes(id),
  );
  const longest = mains.reduce((most, { duration }) => Math.max(most, minutes(duration)), 0);
  return { prepared: prepareSearch(question, window, longest), first, others, mains, online };
}

function queueOf(prepared: Search, resource: CandidateResource): Queue {
  const duration = minutes(resource.duration);
  const free = freeStarts(prepared, resource, duration);
  const step = minutes(prepared.question.slot_step);
  return { resource, duration, starts: alignedStarts(prepared.workingDaysOf(resource), free, step), next: 0 };
}

function earliest(queues: readonly Queue[]): number | undefined {
  let soonest: number | undefined;
  for (const { starts, next } of queues) {
    const start = starts[next];
    if (start !== undefined && (soonest === undefined || start < soonest)) soonest = start;
  }
  return soonest;
}

/** The queues that have a start, which is no longer in them then. */
function takeOff(queues: readonly Queue[], start: number): Queue[] {
  const here = queues.filter(({ starts, next }) => starts[next] === start);
  for (const queue of here) queue.next++;
  return here;
}

/** The slot at `start` with one of the main resources, best first, if the other needs can be filled. */
function slotAt(
  start: number,
  mains: readonly Queue[],
  units: readonly Need[],
  choose: Chooser,
): Slot | undefined {
  const options: { resource_id: string; end: number }[] = [];
  let chosen: readonly CandidateResource[] = [];
  for (const { resource, duration } of mains) {
    const others = choose(start, duration, resource);
    if (others === undefined) continue;
    if (options.length === 0) chosen = [resource, ...others];
    options.push({ resource_id: resource.id, end: start + duration });
  }
  const [best] = options;
  if (best === undefined) return undefined;
  const allocations = allocationsOf(units, chosen);
  return { start, end: best.end, resource_id: best.resource_id, options, allocations };
}
