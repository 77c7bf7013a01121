import { giveBackDeskThread, takeDeskThread } from './desk-thread.ts';
import type { DeskApi, DeskIdentity, DeskImage, DeskStart } from './desk-worker.ts';
import type { TestHub } from './hub.ts';

/** A desk of a test: the real data layer, each in a thread of its own, as each has a computer of its own. */
export type TestDesk = DeskApi & {
  /** Ends the desk as a power cut does: from then on nothing of it reaches the hub. */
  stop(): Promise<void>;
};

export interface TestDeskOptions {
  /** The desk's clock, which stands still until it is set. */
  readonly now?: string;
  /** `dexie` runs on IndexedDB in memory: slower, and closer to a browser. */
  readonly storage?: 'memory' | 'dexie';
  /** Starts as a copy of another desk's disk, made before that desk did anything. */
  readonly cloneOf?: DeskIdentity;
  /** Starts with a copy of another desk's disk, made at any time. */
  readonly imageOf?: DeskImage;
  /** Milliseconds that a page of pulled bookings takes to be written; none if absent. */
  readonly slowPages?: number;
  /** How many times faster than on a real desk the pauses between tries pass; 1 if absent. */
  readonly hurry?: number;
}

/** What a desk needs to know of its hub. */
export type HubOfDesk = Pick<TestHub, 'url' | 'invite'>;

/**
 * Starts a desk, pairs it to the hub and opens its store. A realm holds no more collections than one desk has (COL23),
 * hence the threads.
 */
export async function startDesk(hub: HubOfDesk, options: TestDeskOptions = {}): Promise<TestDesk> {
  const { now = '2026-04-15T04:00:00Z', storage = 'memory', cloneOf, imageOf } = options;
  const { slowPages = 0, hurry = 1 } = options;
  const thread = takeDeskThread();
  const start: DeskStart = {
    hubUrl: hub.url,
    now,
    storage,
    slowPages,
    hurry,
    ...(cloneOf && { identity: cloneOf }),
    ...(imageOf && { image: imageOf }),
  };
  const stop = () => giveBackDeskThread(thread);
  const desk = new Proxy({} as TestDesk, {
    get(_, name) {
      // A promise's `then` must not look like a method of the desk.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return name === 'stop' ? stop : (...args: unknown[]) => thread.call(name, args);
    },
  });
  await desk.begin(start);
  const isKnown = cloneOf !== undefined || imageOf !== undefined;
  const refusal = isKnown ? undefined : await desk.pair(await hub.invite());
  if (refusal) {
    await stop();
    throw new Error(refusal.message);
  }
  await desk.open();
  return desk;
}
