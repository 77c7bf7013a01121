import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlaps } from '../../shared/time/intervals.ts';
import { lanesOf } from './lanes.ts';

const at = (start: number, end: number) => ({ start, end });

it('gives the whole width to what stands alone, also where visits touch (T6)', () => {
  expect(lanesOf([at(0, 30), at(30, 60)])).toEqual([
    { lane: 0, of: 1 },
    { lane: 0, of: 1 },
  ]);
});

it('puts two that overlap side by side and uses a freed lane again', () => {
  expect(lanesOf([at(0, 60), at(10, 20), at(20, 40)])).toEqual([
    { lane: 0, of: 2 },
    { lane: 1, of: 2 },
    { lane: 1, of: 2 },
  ]);
});

it('never lets two that overlap share a lane', () => {
  const interval = fc
    .tuple(fc.nat(200), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]) => at(start, start + length));
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 25 }), (intervals) => {
      const lanes = lanesOf(intervals);
      intervals.forEach((a, i) => {
        expect(lanes[i]?.lane).toBeLessThan(lanes[i]?.of ?? 0);
        intervals.forEach((b, j) => {
          if (i < j && overlaps(a, b)) expect(lanes[i]?.lane).not.toBe(lanes[j]?.lane);
        });
      });
    }),
  );
});
