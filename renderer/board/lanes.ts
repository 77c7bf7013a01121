import type { Interval } from '../../shared/time/interval.ts';
import { byStart } from '../../shared/time/intervals.ts';

/** Where one of several overlapping intervals stands side by side with the others. */
export interface Lane {
  /** From 0, from the left. */
  readonly lane: number;
  /** How many stand side by side there. */
  readonly of: number;
}

/**
 * Side-by-side places for overlapping intervals (overbooked visits, or cancelled ones shown with what took their
 * place), in the order of the input. What overlaps nothing has the whole width; touching is not overlapping (T6).
 */
export function lanesOf(intervals: readonly Interval[]): Lane[] {
  const sorted = intervals.map((interval, index) => ({ ...interval, index })).sort(byStart);
  const lanes: Lane[] = intervals.map(() => ({ lane: 0, of: 1 }));
  let cluster: { index: number; lane: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const { index, lane } of cluster) lanes[index] = { lane, of: ends.length };
    cluster = [];
    ends = [];
  };
  for (const { start, end, index } of sorted) {
    if (ends.every((busyUntil) => busyUntil <= start)) close();
    const free = ends.findIndex((busyUntil) => busyUntil <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    cluster.push({ index, lane });
  }
  close();
  return lanes;
}
