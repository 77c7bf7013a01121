import { test } from 'vitest';
import { holdRules, lengths } from './run.ts';

const from = Number(process.env.FUZZ_FROM ?? 1001);
const count = Number(process.env.FUZZ_SEEDS ?? 200);

/**
 * The fuzz of fuzz.test.ts with every second of 200 seeds of its own, or of `FUZZ_SEEDS` from `FUZZ_FROM` on: two files
 * of tests run beside each other.
 */
export function holdEverySecond(first: 0 | 1): void {
  const seeds = Array.from({ length: count }, (_, i) => from + i).filter((_, i) => i % 2 === first);
  test.for(seeds)('S1-S12, B1, B2, E1 hold after the steps of seed %i', { timeout: 300_000 }, (seed) =>
    holdRules(seed, { length: lengths.long, shrinkFor: 200_000 }),
  );
}
