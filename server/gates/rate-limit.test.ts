import { describe, expect, test } from 'vitest';
import { RefusalError } from '../../shared/errors.ts';
import { rateLimiter } from './rate-limit.ts';

/** A limiter with a clock in hand; `take` answers with what is left of the day, or the seconds to wait. */
function limiter(start = 1_000_000_000_000) {
  let now = start;
  const take = rateLimiter(() => now);
  return {
    advance(ms: number) {
      now += ms;
    },
    take(plan: Parameters<typeof take>[1] = 'solo', key = 'key_1'): { left: number } | { wait: unknown } {
      try {
        return { left: take(key, plan).remaining };
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        return { wait: error.refusal.details?.retry_after };
      }
    },
  };
}

function takeMany(hub: ReturnType<typeof limiter>, count: number): number {
  return Array.from({ length: count }, () => hub.take()).filter((answer) => 'left' in answer).length;
}

describe('REF’s rate limits, on the smallest plan: 5 a second, 200 a minute, 10,000 a day', () => {
  test('bursts of twice the rate go through, the next is told how long to wait', () => {
    const hub = limiter();
    expect(takeMany(hub, 10)).toBe(10);
    expect(hub.take()).toEqual({ wait: 1 });
  });

  test('the bucket leaks at the steady rate', () => {
    const hub = limiter();
    takeMany(hub, 10);
    hub.advance(1000);
    expect(takeMany(hub, 100)).toBe(5);
    hub.advance(400);
    expect(takeMany(hub, 100)).toBe(2);
  });

  test('the minute’s quota holds beside the second’s', () => {
    const hub = limiter();
    let taken = 0;
    for (let i = 0; i < 600; i++) {
      taken += takeMany(hub, 5);
      hub.advance(1000);
    }
    expect(taken).toBeGreaterThanOrEqual(2_195);
    expect(taken).toBeLessThanOrEqual(2_200);
  });

  test('what is left of the day goes down by one with each request', () => {
    const hub = limiter();
    expect([hub.take(), hub.take()]).toEqual([{ left: 9_999 }, { left: 9_998 }]);
  });

  test('a refused request costs nothing', () => {
    const hub = limiter();
    takeMany(hub, 1000);
    hub.advance(200);
    expect(hub.take()).toMatchObject({ left: expect.any(Number) });
  });

  test('keys do not share, plans differ', () => {
    const hub = limiter();
    takeMany(hub, 11);
    expect(hub.take('solo', 'key_2')).toEqual({ left: 9_999 });
    expect(hub.take('scale', 'key_3')).toEqual({ left: 999_999 });
  });

  test('a clock that is set back by hours locks nobody out', () => {
    const hub = limiter();
    takeMany(hub, 100);
    hub.advance(-3 * 3_600_000);
    expect(takeMany(hub, 100)).toBe(10);
    hub.advance(1000);
    expect(takeMany(hub, 100)).toBe(5);
  });
});
