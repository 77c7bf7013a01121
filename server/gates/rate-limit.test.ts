import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RefusalError } from '../../shared/errors.ts';
import { type Plan, plans } from '../../shared/resources/practice.ts';
import type { LimitStore, StoredUse } from '../store/limits.ts';
import { bookingCreation, calendarSync, limitsOf } from './plans.ts';
import { rateLimits, type Window } from './rate-limit.ts';

/** A store in memory, as a file that outlives its hub. */
function keptUses(): LimitStore & { rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    load: () => [...rows].map(([key, use]): StoredUse => ({ key, use })),
    save(changed, gone) {
      for (const { key, use } of changed) rows.set(key, use);
      for (const key of gone) rows.delete(key);
    },
    close: () => undefined,
  };
}

/** Limits with a clock in hand; `take` answers with what is left of the day, or the seconds to wait. */
function limiter(start = 1_000_000_000_000, store = keptUses()) {
  let now = start;
  let limits = rateLimits(() => now, store);
  return {
    store,
    get limits() {
      return limits;
    },
    advance(ms: number) {
      now += ms;
    },
    /** As after `kill -9`: what was not flushed is gone. */
    restart() {
      limits = rateLimits(() => now, store);
    },
    take(
      plan: Plan = 'solo',
      key = 'key_1',
      more: readonly Window[] = [],
    ): { left: number } | { wait: unknown } {
      const { windows } = limitsOf({ plan }, undefined);
      let headers: Readonly<Record<string, string>> = {};
      const refused = refusalOf(() => {
        headers = limits.take(key, [...windows, ...more]);
      });
      if (refused) return { wait: refused.refusal.details?.retry_after };
      return { left: Number(headers['X-Rate-Limit-Remaining']) };
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

  test('a refused request costs nothing, of any window', () => {
    const hub = limiter();
    takeMany(hub, 1000);
    hub.advance(200);
    expect(hub.take()).toEqual({ left: 9_989 });
  });

  test('keys do not share, plans differ', () => {
    const hub = limiter();
    takeMany(hub, 11);
    expect(hub.take('solo', 'key_2')).toEqual({ left: 9_999 });
    expect(hub.take('scale', 'key_3')).toEqual({ left: 999_999 });
  });

  test('a clock that is set back by hours gives nothing away and locks nobody out', () => {
    const hub = limiter();
    takeMany(hub, 100);
    hub.advance(-3 * 3_600_000);
    expect(takeMany(hub, 100)).toBe(0);
    hub.advance(1000);
    expect(takeMany(hub, 100)).toBe(5);
  });

  test('who changes to a smaller plan waits for that plan’s leak, not for the larger one’s use', () => {
    const hub = limiter();
    for (let i = 0; i < 400; i++) hub.take('scale');
    expect(hub.take('solo')).toMatchObject({ wait: 1 });
    hub.advance(1000);
    expect(hub.take('solo')).toMatchObject({ left: expect.any(Number) });
  });
});

/**
 * An independent account of a leaky bucket, in whole numbers of any size: what came in, less what ran out since, never
 * below nothing; one more goes in if it still fits.
 */
class Bucket {
  level = 0n;
  at: bigint;
  readonly window: Window;
  constructor(window: Window, at: number) {
    this.window = window;
    this.at = BigInt(at);
  }
  levelAt(now: bigint): bigint {
    const left = this.level - (now - this.at) * BigInt(this.window.quota);
    return left > 0n ? left : 0n;
  }
  fits(now: bigint): boolean {
    return (
      this.levelAt(now) + BigInt(this.window.period) <= BigInt(this.window.burst) * BigInt(this.window.period)
    );
  }
  put(now: bigint): void {
    this.level = this.levelAt(now) + BigInt(this.window.period);
    this.at = now;
  }
}

/** How many at once, after how many milliseconds; pauses from a tick to some days. */
const step = fc.record({
  pause: fc.oneof(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 0, max: 2_000 }),
    fc.integer({ min: 0, max: 120_000 }),
    fc.integer({ min: 0, max: 200_000_000 }),
  ),
  many: fc.integer({ min: 1, max: 450 }),
});

describe('an independent model of the bucket agrees on every request', () => {
  test.each([...plans, 'negotiated', 'bookings'] as const)('%s', (plan) => {
    const rate_limits = { per_second: 3, per_minute: 7, per_day: 90 };
    const { windows } =
      plan === 'negotiated'
        ? limitsOf({}, { plan: 'enterprise', rate_limits })
        : plan === 'bookings'
          ? { windows: [bookingCreation, calendarSync] }
          : limitsOf({ plan }, undefined);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now = 1_776_000_000_000;
        const limits = rateLimits(() => now, keptUses());
        const model = windows.map((window) => new Bucket(window, now));
        for (const { pause, many } of steps) {
          now += pause;
          // Of those that are refused, a few at a time say all.
          for (let i = 0, refusals = 0; i < many && refusals < 3; i++) {
            const wanted = model.every((bucket) => bucket.fits(BigInt(now)));
            const refused = refusalOf(() => limits.take('key', windows));
            expect(refused === undefined).toBe(wanted);
            if (!wanted) refusals++;
            if (wanted) for (const bucket of model) bucket.put(BigInt(now));
            else expectNoEarlier(model, now, Number(refused?.refusal.details?.retry_after));
          }
          for (const { window, remaining } of limits.read('key', windows))
            expect(remaining).toBe(
              roomOf(
                model.find((bucket) => bucket.window === window),
                now,
              ),
            );
        }
      }),
      { seed: 20260421, numRuns: 150 },
    );
  });

  test('the plans are REF’s table', () => {
    const table = plans
      .filter((plan) => plan !== 'enterprise')
      .map((plan) => [plan, ...limitsOf({ plan }, undefined).windows.map(({ quota }) => quota)]);
    expect(table).toEqual([
      ['solo', 5, 200, 10_000],
      ['starter', 10, 500, 50_000],
      ['business', 50, 2_000, 200_000],
      ['scale', 200, 10_000, 1_000_000],
    ]);
  });
});

function refusalOf(take: () => unknown): RefusalError | undefined {
  try {
    take();
    return undefined;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return error;
  }
}

/** Retry-After in whole seconds is long enough, and a second less would not be. */
function expectNoEarlier(model: readonly Bucket[], now: number, seconds: number): void {
  const fits = (after: number) => model.every((bucket) => bucket.fits(BigInt(now + after * 1000)));
  expect([seconds, fits(seconds)]).toEqual([seconds, true]);
  expect(fits(seconds - 1)).toBe(false);
}

function roomOf(bucket: Bucket | undefined, now: number): number {
  if (!bucket) return Number.NaN;
  const { burst, period } = bucket.window;
  return Number((BigInt(burst) * BigInt(period) - bucket.levelAt(BigInt(now))) / BigInt(period));
}

describe('whose limits they are', () => {
  const rate_limits = { per_second: 1, per_minute: 2, per_day: 3 };
  const quotas = (limits: ReturnType<typeof limitsOf>) => limits.windows.map(({ quota }) => quota);

  test('a key’s own plan counts before the practice’s', () => {
    expect(limitsOf({ plan: 'solo' }, { plan: 'scale' }).plan).toBe('solo');
    expect(limitsOf({}, { plan: 'scale' }).plan).toBe('scale');
  });

  test('an enterprise is held by what was negotiated; without it, its keys are business', () => {
    expect(limitsOf({}, { plan: 'enterprise' }).plan).toBe('business');
    expect(limitsOf({}, { plan: 'enterprise', rate_limits }).plan).toBe('enterprise');
    expect(quotas(limitsOf({}, { plan: 'enterprise', rate_limits }))).toEqual([1, 2, 3]);
    expect(quotas(limitsOf({ plan: 'enterprise' }, { plan: 'enterprise', rate_limits }))).toEqual([1, 2, 3]);
    expect(quotas(limitsOf({}, { plan: 'solo', rate_limits }))).toEqual([5, 200, 10_000]);
  });

  test('OVERVIEW’s limits come on top and are counted by themselves', () => {
    const hub = limiter();
    for (let i = 0; i < 10; i++) expect(hub.take('scale', 'pk', [bookingCreation])).toHaveProperty('left');
    expect(hub.take('scale', 'pk', [bookingCreation])).toEqual({ wait: 6 });
    expect(hub.take('scale', 'pk')).toHaveProperty('left');
  });
});

describe('a restart', () => {
  test('gives nobody a fresh allowance: what was flushed counts on', () => {
    const hub = limiter();
    takeMany(hub, 10);
    hub.limits.flush();
    hub.restart();
    expect(hub.take()).toEqual({ wait: 1 });
    hub.advance(1000);
    expect(takeMany(hub, 100)).toBe(5);
  });

  test('flushing writes what changed, and forgets who has not come for two days', () => {
    const hub = limiter();
    hub.take('solo', 'key_1');
    hub.limits.flush();
    hub.advance(2 * 24 * 3_600_000 + 1);
    hub.take('solo', 'key_2');
    const writes: string[][] = [];
    const { save } = hub.store;
    hub.store.save = (changed, gone) => {
      writes.push(
        changed.map(({ key }) => key),
        [...gone],
      );
      save(changed, gone);
    };
    hub.limits.flush();
    hub.limits.flush();
    expect(writes).toEqual([['key_2'], ['key_1']]);
    expect([...hub.store.rows.keys()]).toEqual(['key_2']);
  });
});

describe('headers', () => {
  test('both families, also with 429', () => {
    const hub = limiter();
    const { windows } = limitsOf({ plan: 'solo' }, undefined);
    expect(hub.limits.take('key', windows)).toEqual({
      'X-Rate-Limit-Remaining': '9999',
      'RateLimit-Policy': '"second";q=10;w=2, "minute";q=200;w=60, "day";q=10000;w=86400',
      RateLimit: '"second";r=9;t=1, "minute";r=199;t=1, "day";r=9999;t=9',
    });
    for (let i = 0; i < 9; i++) hub.limits.take('key', windows);
    expect(refusalOf(() => hub.limits.take('key', windows))).toMatchObject({
      refusal: { code: 'rate_limited', details: { retry_after: 1 } },
      headers: { 'X-Rate-Limit-Remaining': '9990', RateLimit: expect.stringContaining('"second";r=0;t=2') },
    });
  });
});
