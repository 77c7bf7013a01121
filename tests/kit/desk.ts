import { Worker } from 'node:worker_threads';
import { cachedEnv } from './compile-cache.ts';
import type { DeskApi, DeskIdentity, DeskWorkerData } from './desk-worker.ts';
import type { TestHub } from './hub.ts';

/** A desk of a test: the real data layer, each in a thread of its own, as each has a computer of its own. */
export type TestDesk = DeskApi & {
  /** Ends the desk like a power cut: nothing is closed, nothing is finished. */
  stop(): Promise<void>;
};

export interface TestDeskOptions {
  /** The desk's clock, which stands still until it is set. */
  readonly now?: string;
  /** `dexie` runs on IndexedDB in memory: slower, and closer to a browser. */
  readonly storage?: 'memory' | 'dexie';
  /** Starts as a copy of another desk's disk, made before that desk did anything. */
  readonly cloneOf?: DeskIdentity;
  /** Milliseconds that a page of pulled bookings takes to be written; none if absent. */
  readonly slowPages?: number;
  /** How many times faster than on a real desk the pauses between tries pass; 1 if absent. */
  readonly hurry?: number;
}

/** What a desk needs to know of its hub. */
export type HubOfDesk = Pick<TestHub, 'url' | 'invite'>;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * Starts a desk, pairs it to the hub and opens its store. A realm holds no more collections than one desk has (COL23),
 * hence the threads; everything that crosses is plain data.
 */
export async function startDesk(hub: HubOfDesk, options: TestDeskOptions = {}): Promise<TestDesk> {
  const { now = '2026-04-15T04:00:00Z', storage = 'memory', cloneOf, slowPages = 0, hurry = 1 } = options;
  const workerData: DeskWorkerData = {
    hubUrl: hub.url,
    now,
    storage,
    slowPages,
    hurry,
    ...(cloneOf && { identity: cloneOf }),
  };
  const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { workerData, env: cachedEnv });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;

  worker.on('message', ({ id, result, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error));
  });
  worker.on('error', (error) => {
    for (const call of waiting.values()) call.reject(error);
  });

  function call(method: string, args: readonly unknown[]): Promise<unknown> {
    const id = calls++;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    worker.postMessage({ id, method, args });
    return answer.promise;
  }

  const stop = async () => void (await worker.terminate());
  const desk = new Proxy({} as TestDesk, {
    get(_, name) {
      // A promise's `then` must not look like a method of the desk.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return name === 'stop' ? stop : (...args: unknown[]) => call(name, args);
    },
  });
  const refusal = cloneOf ? undefined : await desk.pair(await hub.invite());
  if (refusal) {
    await stop();
    throw new Error(refusal.message);
  }
  await desk.open();
  return desk;
}
