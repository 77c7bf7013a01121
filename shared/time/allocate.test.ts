import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';

/** Every complete choice of different candidates, best first. */
function* everyChoice(units: readonly (readonly number[])[], chosen: number[] = []): Generator<number[]> {
  const [unit, ...later] = units;
  if (unit === undefined) yield chosen;
  else
    for (const candidate of unit) {
      if (!chosen.includes(candidate)) yield* everyChoice(later, [...chosen, candidate]);
    }
}

const units = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }), { maxLength: 5 });

describe('A4: one different candidate for every need, or none at all', () => {
  it('A4 A5: finds the best complete choice wherever there is one', () => {
    let hard = 0;
    fc.assert(
      fc.property(units, (candidates) => {
        const [best] = everyChoice(candidates);
        expect(allocate(candidates)).toEqual(best);
        const taken = new Set<number>();
        for (const unit of candidates) taken.add(unit.find((candidate) => !taken.has(candidate)) ?? -1);
        if (best !== undefined && taken.has(-1)) hard++;
      }),
      { seed: 1, numRuns: 5000 },
    );
    // Choices that taking the first one free would have missed.
    expect(hard).toBeGreaterThan(50);
  });

  it('A4: gives way along a chain of needs', () => {
    expect(allocate([['a', 'b'], ['b', 'c'], ['a'], ['b']])).toEqual(undefined);
    expect(allocate([['a', 'b'], ['b', 'c'], ['a']])).toEqual(['b', 'c', 'a']);
  });
});
