/**
 * Random work at ten desks and over REST, with cut networks, requests and answers that are lost, repeated and overtaken,
 * wrong clocks, people who sign in and out, lose their role or leave, desks of another version, desks that are removed
 * and let in again, copied disks, a sandbox and another practice beside it, a hub that is killed and one that is
 * restored; then every rule is checked and every intent accounted for. A seed and a number of steps decide the steps.
 *
 * Any seeds: `FUZZ_FROM=1000 FUZZ_SEEDS=50 npm run test:unit -- tests/fuzz/fuzz.test.ts`; 200 longer ones are among the
 * long tests. What once failed is kept in seeds.test.ts, as few steps as were enough.
 */
import { test } from 'vitest';
import { holdRules, lengths } from './run.ts';

const from = Number(process.env.FUZZ_FROM ?? 1);
const count = Number(process.env.FUZZ_SEEDS ?? 20);
const length = Number(process.env.FUZZ_STEPS ?? lengths.quick);

test.for(Array.from({ length: count }, (_, i) => from + i))(
  'S1-S12, B1, B2, E1 hold after the steps of seed %i',
  { timeout: 180_000 },
  (seed) => holdRules(seed, { length, shrinkFor: 90_000 }),
);
