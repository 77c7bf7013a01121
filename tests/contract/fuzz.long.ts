import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { fuzz } from './fuzz.ts';
import { today } from './world.ts';

const clock = testClock(today);
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock });
});
afterAll(() => hub.stop());

test('20,000 requests made from the document: none breaks the hub, and the last cost no more than the first', async () => {
  const { early, late, outcomes } = await fuzz(hub, clock, 20_000, Number(process.env.FUZZ_SEED ?? 20260422));
  console.info(
    `p99 ${early.toFixed(1)} ms computed early, ${late.toFixed(1)} ms late; ${JSON.stringify([...outcomes])}`,
  );
  expect(late).toBeLessThan(2 * early + 50);
});
