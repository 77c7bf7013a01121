import type { AvailabilityQuestion, CandidateResource } from './availability-types.ts';
import { counts } from './candidates.ts';
import type { Interval } from './interval.ts';
import { intersect, normalise, overlaps, subtract } from './intervals.ts';
import { type WorkingDay, workingDays } from './working-hours.ts';

/*
 * Sets of starts: intervals of whole milliseconds, each of which is a start. The questions "does the visit lie
 * in this range" and "does it meet this claim" become, for a fixed duration, ranges of starts.
 */

/** What all resources share when a span is searched; times in milliseconds. */
export interface Search {
  readonly question: AvailabilityQuestion;
  /** Starts that notice and horizon allow, not empty. */
  readonly window: Interval;
  readonly workingDaysOf: (resource: CandidateResource) => readonly WorkingDay[];
  /** Normal; absent: the service is offered at any time. */
  readonly serviceHours: readonly Interval[] | undefined;
}

/**
 * @param window Starts that may be offered, in milliseconds, not empty.
 * @param longest The longest visit in milliseconds: how far beyond the window working hours matter.
 */
export function prepareSearch(question: AvailabilityQuestion, window: Interval, longest: number): Search {
  const reach = { start: window.start, end: window.end + longest };
  const known = new Map<CandidateResource, WorkingDay[]>();
  const service = question.service_hours;
  return {
    question,
    window,
    workingDaysOf(resource) {
      const days = known.get(resource) ?? workingDays(resource.working_hours, resource.timezone, reach);
      known.set(resource, days);
      return days;
    },
    serviceHours: service && openTimes(workingDays(service.hours, service.timezone, reach)),
  };
}

/** The instants of all ranges, normal: ranges that touch merge, of neighbouring days too. */
export function openTimes(days: readonly WorkingDay[]): Interval[] {
  return normalise(days.flatMap((day) => day.ranges));
}

/**
 * Starts within the window at which a visit finds the resource free (rules A2, A3), normal; alignment and
 * being online are not looked at.
 * @param duration Of the visit in milliseconds.
 */
export function freeStarts(search: Search, resource: CandidateResource, duration: number): Interval[] {
  const { window } = search;
  const reach = { start: window.start, end: window.end + duration };
  const worked =
    resource.working_hours === undefined
      ? [reach]
      : intersect(openTimes(search.workingDaysOf(resource)), [reach]);
  const open = search.serviceHours === undefined ? worked : intersect(worked, search.serviceHours);
  const blocks = normalise(resource.blocks.filter((block) => overlaps(block, reach)));
  const starts = startsWithin(blocks.length === 0 ? open : subtract(open, blocks), duration);
  return intersect(subtract(starts, takenStarts(search, resource, duration)), [window]);
}

/** Starts of which the whole visit lies in one of the intervals. */
function startsWithin(open: readonly Interval[], duration: number): Interval[] {
  const starts: Interval[] = [];
  for (const { start, end } of open) {
    if (end - start >= duration) starts.push({ start, end: end - duration + 1 });
  }
  return starts;
}

/**
 * Starts at which a visit would meet a claim (rule A2): its core the claim's padded range, its padded range the
 * claim's core, or one padding the other where the resource does not share buffers.
 */
function takenStarts(
  { question, window }: Search,
  resource: CandidateResource,
  duration: number,
): Interval[] {
  const before = question.buffer_before * 60_000;
  const after = question.buffer_after * 60_000;
  const taken: Interval[] = [];
  for (const claim of resource.claims) {
    const { core, padded } = claim;
    const meetsAfter = resource.shared_buffers
      ? Math.min(padded.start - duration, core.start - duration - after)
      : padded.start - duration - after;
    const meetsBefore = resource.shared_buffers
      ? Math.max(padded.end, core.end + before)
      : padded.end + before;
    // The visit may end exactly where the claim starts (rule T6), hence the millisecond.
    const start = meetsAfter + 1;
    if (start < window.end && meetsBefore > window.start && counts(claim, question)) {
      taken.push({ start, end: meetsBefore });
    }
  }
  return normalise(taken);
}

/**
 * Those free starts that are a whole number of steps after the start of a working day that they lie in
 * (rule A7), ascending.
 * @param free Normal.
 * @param step In milliseconds.
 */
export function alignedStarts(
  days: readonly WorkingDay[],
  free: readonly Interval[],
  step: number,
): number[] {
  const starts: number[] = [];
  let ascending = true;
  for (const { anchor, ranges } of days) {
    for (const { start, end } of intersect(ranges, free)) {
      const first = anchor + Math.ceil((start - anchor) / step) * step;
      if (first <= (starts.at(-1) ?? Number.NEGATIVE_INFINITY)) ascending = false;
      for (let at = first; at < end; at += step) starts.push(at);
    }
  }
  // Only days that overlap, a night shift running into the next morning's hours, get out of order.
  return ascending ? starts : [...new Set(starts)].sort((a, b) => a - b);
}
