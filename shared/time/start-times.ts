import type { AvailabilityQuestion, CandidateResource, Need } from './availability-types.ts';
import { candidatesFor } from './candidates.ts';
import { alignedStarts, freeStarts, type Search } from './free-starts.ts';
import { minutes } from './instants.ts';
import type { Interval } from './interval.ts';
import { intersect, union } from './intervals.ts';

/**
 * When a visit can start, without saying with whom: for questions that count, over long spans. Works where at most one
 * other need is there and nobody could fill both; undefined where only trying each start can tell.
 * @param mains Candidates of the first need that are online.
 */
export function startTimes(
  prepared: Search,
  mains: readonly CandidateResource[],
  others: readonly Need[],
  online: readonly CandidateResource[],
): number[] | undefined {
  const [other, ...more] = others;
  if (more.length > 0) return undefined;
  const pool = other && candidatesFor(other, online);
  if (pool?.some((resource) => mains.includes(resource))) return undefined;
  const fillable = new Map<number, readonly Interval[]>();
  let all: readonly number[] = [];
  for (const main of mains) {
    const duration = minutes(main.duration);
    const free = freeStarts(prepared, main, duration);
    const filled = pool && (fillable.get(duration) ?? freeOfAny(prepared, pool, duration));
    if (filled) fillable.set(duration, filled);
    const starts = alignedStarts(
      prepared.workingDaysOf(main),
      filled ? intersect(free, filled) : free,
      stepOf(prepared.question),
    );
    all = merged(all, starts);
  }
  return [...all];
}

function stepOf(question: AvailabilityQuestion): number {
  return minutes(question.slot_step);
}

/** Starts at which at least one of the pool is free, normal. */
function freeOfAny(prepared: Search, pool: readonly CandidateResource[], duration: number): Interval[] {
  return pool.reduce<Interval[]>((any, one) => union(any, freeStarts(prepared, one, duration)), []);
}

/** Numbers of either ascending list, once each, ascending. */
function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  const all: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    all.push(Math.min(left, right));
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return all;
}
