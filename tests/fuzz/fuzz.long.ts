/** The fuzz of fuzz.test.ts with 200 seeds of its own, or `FUZZ_SEEDS` of them from `FUZZ_FROM` on. */
import { afterAll, test } from 'vitest';
import { openDeskThreads } from '../kit/desk-thread.ts';
import { holdRules, lengths } from './run.ts';

const from = Number(process.env.FUZZ_FROM ?? 1001);
const count = Number(process.env.FUZZ_SEEDS ?? 200);

const threads = openDeskThreads();
afterAll(threads.close);

test.for(Array.from({ length: count }, (_, i) => from + i))(
  'S1-S12, B1, B2, E1 hold after the steps of seed %i',
  { timeout: 300_000 },
  (seed) => holdRules(seed, { length: lengths.long, shrinkFor: 200_000, threads }),
);
