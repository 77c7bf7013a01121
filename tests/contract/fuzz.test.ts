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

test('2,000 requests made from the document: no 5xx, nothing undocumented, no inside told, a refusal writes nothing', async () => {
  const { outcomes } = await fuzz(hub, clock, 2000, 20260421);
  // Requests that are all nonsense would prove little: many went well, and for many reasons others did not.
  expect(Math.min(outcomes.get('200') ?? 0, outcomes.get('201') ?? 0)).toBeGreaterThan(5);
  expect(outcomes.size).toBeGreaterThan(7);
}, 120_000);
