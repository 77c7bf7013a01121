import type { Interval } from './interval.ts';

/*
 * Sets of instants as lists of half-open intervals (rule T6). "Normal" means: no interval is empty, sorted by
 * start, and a gap between any two neighbours. Every function but `normalise` asks for normal lists, answers
 * with a normal list and takes time linear in its input.
 */

/** The normal list of the same instants: empty intervals dropped, overlapping and adjacent ones merged. */
export function normalise(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(isNotEmpty).sort(byStart);
  const merged: Interval[] = [];
  for (const interval of sorted) append(merged, interval);
  return merged;
}

/** Instants in `a` or `b`; both normal. */
export function union(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && (right === undefined || left.start <= right.start)) {
      append(merged, left);
      i++;
    } else if (right !== undefined) {
      append(merged, right);
      j++;
    } else return merged;
  }
}

/** Instants in both `a` and `b`; both normal. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let j = 0;
  for (const left of a) {
    for (let right = b[j]; right !== undefined && right.start < left.end; right = b[j]) {
      const start = Math.max(left.start, right.start);
      const end = Math.min(left.end, right.end);
      if (start < end) common.push({ start, end });
      // What reaches beyond `left` may meet the next one too.
      if (right.end > left.end) break;
      j++;
    }
  }
  return common;
}

/** Instants in `a` but not in `b`; both normal. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let j = 0;
  for (const left of a) {
    let start = left.start;
    for (let right = b[j]; right !== undefined && right.start < left.end; right = b[j]) {
      if (right.start > start) rest.push({ start, end: right.start });
      start = Math.max(start, right.end);
      if (right.end > left.end) break;
      j++;
    }
    if (start < left.end) rest.push(start === left.start ? left : { start, end: left.end });
  }
  return rest;
}

/** Whether two intervals share an instant (rule T6: touching ones do not). */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether the whole of `inner`, which is not empty, lies within the normal list `set`. */
export function contains(set: readonly Interval[], inner: Interval): boolean {
  return set.some((outer) => outer.start <= inner.start && inner.end <= outer.end);
}

export function byStart(a: Interval, b: Interval): number {
  return a.start - b.start;
}

function isNotEmpty(interval: Interval): boolean {
  return interval.start < interval.end;
}

/** Adds an interval that starts no earlier than the last one did. */
function append(merged: Interval[], next: Interval): void {
  const last = merged.at(-1);
  if (last === undefined || next.start > last.end) merged.push(next);
  else if (next.end > last.end) merged[merged.length - 1] = { start: last.start, end: next.end };
}
