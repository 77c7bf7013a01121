import { expect, test } from 'vitest';
import { agreeOnRandomPractices } from './oracle.ts';

/** The oracle of oracle.ts, on fewer practices than oracle.long.ts. */
test('A1-A5, A7-A9, A11, T2-T4: on 2,000 random practices all answers are those of the minute-by-minute oracle', async () => {
  const seen = await agreeOnRandomPractices(20261121, 2000);
  expect(seen.practices).toBe(2000);
  expect(seen.offering).toBeGreaterThan(700);
  expect(seen.several).toBeGreaterThan(400);
  expect(seen.slots).toBeGreaterThan(20_000);
}, 240_000);
