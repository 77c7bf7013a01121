import { expect, test } from 'vitest';
import { minutes } from '../../shared/time/instants.ts';
import { nextTry, retryAfterOf, schedules } from './schedule.ts';

const now = Date.parse('2026-04-15T04:00:00Z');

test('E4: three tries in the standard schedule, 72 hours in the long one; never early, a tenth late at most', () => {
  expect([1, 2, 3].map((step) => nextTry('standard', step, now, 0))).toEqual([
    now + minutes(1),
    now + minutes(10),
    undefined,
  ]);
  expect(nextTry('standard', 2, now, 1)).toBe(now + minutes(11));
  expect(schedules.long.reduce((sum, wait) => sum + wait, 0)).toBe(minutes(72 * 60));
});

test('E4: what an answer asks for is waited for, a day at most, and makes no further try', () => {
  expect(nextTry('standard', 1, now, 0, minutes(5))).toBe(now + minutes(5));
  expect(nextTry('standard', 1, now, 0, 1000)).toBe(now + minutes(1));
  expect(nextTry('long', 1, now, 0, minutes(1e6))).toBe(now + minutes(24 * 60));
  expect(nextTry('standard', 3, now, 0, minutes(5))).toBeUndefined();
});

test('Retry-After is seconds or a date; anything else says nothing', () => {
  const texts = [
    '120',
    'Wed, 15 Apr 2026 04:01:00 GMT',
    'Wed, 15 Apr 2026 03:00:00 GMT',
    'soon',
    '-1',
    undefined,
  ];
  expect(texts.map((text) => retryAfterOf(text, now))).toEqual([
    120_000,
    60_000,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});
