import { expect, test } from 'vitest';
import { loadDay, slopeOf } from '../../bench/load-day.ts';

test('ten desks and programs at their limits work at one hub, and nobody meets an error', async () => {
  const day = await loadDay({ desks: 10, intents: 60, clients: 20, seconds: 2 });
  expect(day.errors).toEqual([]);
  expect(day.accepted).toBe(60);
  expect(day.latencies.length).toBeGreaterThan(20);
  expect(day.memory.length).toBeGreaterThan(0);
});

test('how memory grows is that of the second half, in a minute', () => {
  expect(slopeOf([900, 100, 500, 500, 501, 502, 503, 504])).toBeCloseTo(60);
  expect(slopeOf([7, 7, 7, 7])).toBe(0);
});
