import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Plan } from '../../shared/resources/practice.ts';

/** REF's table: requests per second, minute and day. Enterprise is negotiated: what a hub's own computer can do. */
const limits: Readonly<Record<Plan, readonly [number, number, number]>> = {
  solo: [5, 200, 10_000],
  starter: [10, 500, 50_000],
  business: [50, 2_000, 200_000],
  scale: [200, 10_000, 1_000_000],
  enterprise: [5_000, 300_000, 100_000_000],
};

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Fractions of a millisecond do not add up exactly; a request more or less is far more than they are off. */
const rounding = 0.01;

interface Window {
  readonly name: string;
  readonly period: number;
  readonly quota: number;
  /** How many may come at once; only the per-second bucket holds more than its quota (REF's burst of 2×). */
  readonly burst: number;
}

/** What is left, for the headers. */
export interface Allowance {
  readonly remaining: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A leaky bucket (GCRA) per key and window: each keeps the one instant at which it will be empty again.
 * Throws 429 `rate_limited` with the seconds to wait.
 */
export function rateLimiter(clock: () => number) {
  const emptyAt = new Map<string, number[]>();

  return function take(key: string, plan: Plan): Allowance {
    const windows = windowsOf(plan);
    const now = clock();
    const state = emptyAt.get(key) ?? windows.map(() => now);
    const next = windows.map(
      (window, i) => filledUntil(state[i] ?? now, window, now) + window.period / window.quota,
    );
    const waits = windows.map(
      (window, i) => (next[i] ?? now) - now - (window.burst * window.period) / window.quota,
    );
    const wait = Math.max(...waits);
    if (wait > 0.5)
      throw new RefusalError(
        refuse('rate_limited', 'Too many requests; wait as long as Retry-After says', {
          retry_after: Math.max(1, Math.ceil(wait / second)),
        }),
      );
    emptyAt.set(key, next);
    const left = windows.map((window, i) =>
      Math.max(
        0,
        Math.floor(rounding + window.burst - (((next[i] ?? now) - now) * window.quota) / window.period),
      ),
    );
    return { remaining: left[2] ?? 0, headers: headersOf(windows, left) };
  };
}

/** When the bucket will be empty. One that holds more than it can was filled before the clock was set back: it starts anew. */
function filledUntil(emptyAt: number, { period, quota, burst }: Window, now: number): number {
  return emptyAt > now + (burst * period) / quota + 1 ? now : Math.max(emptyAt, now);
}

function windowsOf(plan: Plan): Window[] {
  const [perSecond, perMinute, perDay] = limits[plan];
  return [
    { name: 'second', period: second, quota: perSecond, burst: 2 * perSecond },
    { name: 'minute', period: minute, quota: perMinute, burst: perMinute },
    { name: 'day', period: day, quota: perDay, burst: perDay },
  ];
}

function headersOf(windows: readonly Window[], left: readonly number[]): Record<string, string> {
  return {
    'X-Rate-Limit-Remaining': String(left[2] ?? 0),
    'RateLimit-Policy': windows
      .map((window) => `"${window.name}";q=${window.burst};w=${Math.round(window.period / second)}`)
      .join(', '),
    RateLimit: windows.map((window, i) => `"${window.name}";r=${left[i] ?? 0}`).join(', '),
  };
}
