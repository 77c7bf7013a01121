import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from './interval.ts';
import { contains, intersect, normalise, overlaps, subtract, union } from './intervals.ts';

/** Points from 0 to 29 that are in a list of intervals: the plain meaning of every function here. */
function points(intervals: readonly Interval[]): number[] {
  return Array.from({ length: 30 }, (_, at) => at).filter((at) =>
    intervals.some(({ start, end }) => start <= at && at < end),
  );
}

const interval = fc.record({ start: fc.integer({ min: 0, max: 29 }), end: fc.integer({ min: 0, max: 29 }) });
const any = fc.array(interval, { maxLength: 8 });

function isNormal(list: readonly Interval[]): boolean {
  return list.every(({ start, end }, index) => {
    const previous = list[index - 1];
    return start < end && (previous === undefined || previous.end < start);
  });
}

describe('T6: sets of half-open intervals', () => {
  it('normalise keeps the points and makes the list normal', () => {
    fc.assert(
      fc.property(any, (list) => {
        expect(points(normalise(list))).toEqual(points(list));
        expect(isNormal(normalise(list))).toBe(true);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('union, intersect and subtract do to points what their names say, and stay normal', () => {
    fc.assert(
      fc.property(any, any, (left, right) => {
        const [a, b] = [normalise(left), normalise(right)];
        const [inA, inB] = [points(a), points(b)];
        expect(points(union(a, b))).toEqual([...new Set([...inA, ...inB])].sort((x, y) => x - y));
        expect(points(intersect(a, b))).toEqual(inA.filter((at) => inB.includes(at)));
        expect(points(subtract(a, b))).toEqual(inA.filter((at) => !inB.includes(at)));
        for (const list of [union(a, b), intersect(a, b), subtract(a, b)]) expect(isNormal(list)).toBe(true);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('overlaps and contains agree with the points', () => {
    const proper = interval.filter(({ start, end }) => start < end);
    fc.assert(
      fc.property(proper, proper, any, (a, b, list) => {
        expect(overlaps(a, b)).toBe(points([a]).some((at) => points([b]).includes(at)));
        const set = normalise(list);
        expect(contains(set, a)).toBe(points([a]).every((at) => points(set).includes(at)));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('10:00-10:30 and 10:30-11:00 do not conflict, and merge', () => {
    const [early, late] = [
      { start: 1000, end: 1030 },
      { start: 1030, end: 1100 },
    ];
    expect(overlaps(early, late)).toBe(false);
    expect(normalise([late, early])).toEqual([{ start: 1000, end: 1100 }]);
  });

  it('leaves what it is given alone', () => {
    const list = Object.freeze([Object.freeze({ start: 5, end: 9 }), Object.freeze({ start: 1, end: 6 })]);
    expect(normalise(list)).toEqual([{ start: 1, end: 9 }]);
  });
});
