import type { Page } from '@playwright/test';

/** How a window felt: what a person waited for. Milliseconds, and MB of memory. */
export interface Feel {
  /** From each press or click to the next frame that was painted; those under 16 ms count as 16. */
  readonly interactions: readonly number[];
  /** Tasks of more than 50 ms, in which nothing could be painted. */
  readonly longTasks: readonly number[];
  /** What scripts keep, after the garbage is gone. */
  readonly memory: number;
}

/** Runs in the page before its own scripts. */
export function noteFeel(): void {
  const interactions = new Map<number, number>();
  const longTasks: number[] = [];
  let before = 0;
  Reflect.set(globalThis, 'feel', () => ({
    count: performance.interactionCount - before,
    interactions: [...interactions.values()],
    longTasks,
  }));
  Reflect.set(globalThis, 'feelAnew', () => {
    before = performance.interactionCount;
    interactions.clear();
    longTasks.length = 0;
  });
  const all: PerformanceObserverInit & { durationThreshold: number } = {
    type: 'event',
    durationThreshold: 16,
    buffered: true,
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const { interactionId, duration } = entry;
      if (interactionId)
        interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
    }
  }).observe(all);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** What was noted in the page until now. */
export async function feelOf(page: Page): Promise<Feel> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const { count, interactions, longTasks } = await page.evaluate(() => Reflect.get(globalThis, 'feel')());
  const quick = Math.max(0, count - interactions.length);
  return {
    interactions: [...interactions, ...Array.from({ length: quick }, () => 16)],
    longTasks,
    memory: usedSize / 1e6,
  };
}

/** Forgets what was noted in the page until now. */
export async function feelAnew(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.get(globalThis, 'feelAnew')());
}

/** Several windows, one after the other, as one. */
export function together(feels: readonly Feel[]): Feel {
  return {
    interactions: feels.flatMap(({ interactions }) => interactions),
    longTasks: feels.flatMap(({ longTasks }) => longTasks),
    memory: Math.max(...feels.map(({ memory }) => memory)),
  };
}
