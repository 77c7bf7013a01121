import { RefusalError, refuse } from '../../shared/errors.ts';
import type { HubContext } from '../context.ts';
import type { LimitStore } from '../store/limits.ts';

/** A leaky bucket: `quota` requests run out of it in each `period` (milliseconds), and it holds `burst` of them. */
export interface Window {
  readonly name: string;
  readonly period: number;
  readonly quota: number;
  readonly burst: number;
}

/** How full a bucket is, as callers are told. */
export interface Level {
  readonly window: Window;
  /** Requests that could come at once now. */
  readonly remaining: number;
  /** Seconds until the bucket is empty again, if nothing more comes. */
  readonly resets_in: number;
}

/** Counts requests against limits. Kept in memory: no request waits for a disk, and a GET writes nothing. */
export interface RateLimits {
  /**
   * Takes one request of `key` from all windows or, throwing 429 `rate_limited` with the seconds to wait, from none.
   * Answers with the headers that say what is left.
   */
  take(key: string, windows: readonly Window[]): Readonly<Record<string, string>>;
  /** Looks without taking. */
  read(key: string, windows: readonly Window[]): Level[];
  /** Puts down what changed since the last time, so that it survives a restart. */
  flush(): void;
  /** Flushes for a last time. */
  close(): void;
}

/**
 * What is in a bucket, and when it was looked at (milliseconds since the epoch). A request is as many units as its
 * window has milliseconds, and each millisecond lets as many units out as the window has requests: all are whole numbers,
 * so nothing is rounded.
 */
interface Content {
  readonly at: number;
  readonly units: number;
}

export function rateLimits(clock: () => number, store: LimitStore): RateLimits {
  const used = new Map(store.load().map(({ key, use }) => [key, readUse(use)] as const));
  const changed = new Set<string>();

  function contentOf(key: string, { name, period, quota, burst }: Window, now: number): number {
    const content = used.get(key)?.get(name);
    if (!content) return 0;
    // A bucket of a smaller plan than before is full at most.
    const leaked = Math.max(0, now - content.at) * quota;
    return Math.max(0, Math.min(burst * period, content.units) - leaked);
  }

  /** A clock that was set back must not keep a full bucket full until it has caught up. */
  function followBack(key: string, now: number): void {
    const contents = used.get(key);
    for (const [name, { at, units }] of contents ?? []) if (at > now) contents?.set(name, { at: now, units });
  }

  function levelsOf(key: string, windows: readonly Window[], now: number): Level[] {
    return windows.map((window) => levelOf(window, contentOf(key, window, now)));
  }

  return {
    take(key, windows) {
      const now = clock();
      followBack(key, now);
      const units = windows.map((window) => contentOf(key, window, now) + window.period);
      const waits = windows.map(({ burst, period, quota }, i) => ((units[i] ?? 0) - burst * period) / quota);
      const wait = Math.max(...waits);
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000);
        const refusal = refuse('rate_limited', 'Too many requests; wait as long as Retry-After says', {
          retry_after: seconds,
        });
        throw new RefusalError(refusal, headersOf(levelsOf(key, windows, now)));
      }
      const contents = used.get(key) ?? new Map<string, Content>();
      used.set(key, contents);
      windows.forEach(({ name }, i) => {
        contents.set(name, { at: now, units: units[i] ?? 0 });
      });
      changed.add(key);
      return headersOf(windows.map((window, i) => levelOf(window, units[i] ?? 0)));
    },

    read: (key, windows) => levelsOf(key, windows, clock()),

    flush() {
      if (changed.size === 0) return;
      const longest = clock() - forgetAfter;
      const gone = [...used].filter(([, contents]) => [...contents.values()].every(({ at }) => at < longest));
      for (const [key] of gone) used.delete(key);
      const rows = [...changed].flatMap((key) => {
        const contents = used.get(key);
        return contents ? [{ key, use: JSON.stringify([...contents]) }] : [];
      });
      store.save(
        rows,
        gone.map(([key]) => key),
      );
      changed.clear();
    },

    close() {
      this.flush();
      store.close();
    },
  };
}

/** No window is longer than a day, so whoever did not come for two has used up nothing. */
const forgetAfter = 2 * 24 * 60 * 60 * 1000;

function levelOf(window: Window, units: number): Level {
  const { burst, period, quota } = window;
  return {
    window,
    remaining: Math.floor((burst * period - units) / period),
    resets_in: Math.ceil(units / quota / 1000),
  };
}

function readUse(use: string): Map<string, Content> {
  return new Map(JSON.parse(use) as [string, Content][]);
}

/**
 * REF's header and those of the IETF's draft (draft-ietf-httpapi-ratelimit-headers-10): `q` requests are there again
 * after `w` seconds in which nothing came; `r` are left, and all are after `t` seconds.
 */
function headersOf(levels: readonly Level[]): Record<string, string> {
  const today = levels.find(({ window }) => window.name === 'day');
  return {
    ...(today && { 'X-Rate-Limit-Remaining': String(today.remaining) }),
    'RateLimit-Policy': levels
      .map(
        ({ window: { name, burst, period, quota } }) =>
          `"${name}";q=${burst};w=${(burst * period) / quota / 1000}`,
      )
      .join(', '),
    RateLimit: levels
      .map(({ window: { name }, remaining, resets_in }) => `"${name}";r=${remaining};t=${resets_in}`)
      .join(', '),
  };
}

/** Flushes each second; the answer ends it. */
export function startFlushing(hub: HubContext): () => void {
  const timer = setInterval(() => {
    try {
      hub.limits.flush();
    } catch (error) {
      hub.log.error({ err: error }, 'what was used of the limits could not be put down; trying again');
    }
  }, 1000);
  return () => clearInterval(timer);
}
