import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { together } from './together.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a commit is told of at once, those that follow it closely together', () => {
  const told: object[] = [];
  const commits = together(50, (collections) => told.push(collections));
  commits.add({ bookings: 1 });
  expect(told).toEqual([{ bookings: 1 }]);
  commits.add({ bookings: 2 });
  commits.add({ customers: 3 });
  commits.add({ bookings: 4 });
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(50);
  expect(told.slice(1)).toEqual([{ bookings: 4, customers: 3 }]);
  commits.add({ bookings: 5 });
  vi.advanceTimersByTime(50);
  expect(told.slice(2)).toEqual([{ bookings: 5 }]);
  vi.advanceTimersByTime(50);
  commits.add({ bookings: 6 });
  expect(told.slice(3)).toEqual([{ bookings: 6 }]);
  commits.add({ bookings: 7 });
  commits.stop();
  vi.advanceTimersByTime(50);
  expect(told).toHaveLength(4);
});
