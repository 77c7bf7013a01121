import { randomBytes, randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { openDesk } from '../../renderer/data/desk.ts';
import { pair } from '../../renderer/data/pairing.ts';
import type { Platform } from '../../renderer/data/platform.ts';
import { readSession } from '../../renderer/data/session.ts';
import type { AtDesk, Connection, Desk, Intent, Rescue, RunOutcome } from '../../renderer/data/types.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import type { Condition } from '../../shared/commands/query.ts';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import { idMaker } from '../../shared/ids.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import { type TestClock, testClock } from './clock.ts';
import { type StoreImage, type TestDisk, testDisk } from './disk.ts';
import { type TestNetwork, testNetwork } from './network.ts';

/** What a test tells the worker before a desk begins in it. */
export interface DeskStart {
  readonly hubUrl: string;
  readonly now: string;
  readonly storage: 'memory' | 'dexie';
  readonly identity?: DeskIdentity;
  /** The disk that the desk starts with, as another had it; in memory only. */
  readonly image?: DeskImage;
  /** Milliseconds that a page of pulled bookings takes to be written; the time in which a list could flicker. */
  readonly slowPages: number;
  /** How many times faster than on a real desk the pauses between tries pass. */
  readonly hurry: number;
}

/** Who a desk is, as far as a copy of its store would be the same. */
export interface DeskIdentity {
  readonly keptText: readonly (readonly [string, string])[];
  readonly install: string;
}

/** A copy of a desk's disk. */
export interface DeskImage {
  readonly keptText: DeskIdentity['keptText'];
  readonly store: StoreImage;
}

/** One list that a live query showed. */
export type Frame = readonly Record<string, unknown>[];

/** Milliseconds: what takes longer is patience with a slow or silent hub; in a hurry it would see faults that are none, and hide others. */
const longestPause = 5_000;

/** The computer of the desk that is at work in this thread. */
interface Computer {
  readonly platform: Platform;
  readonly network: TestNetwork;
  readonly clock: TestClock;
  readonly keptText: Map<string, string>;
  readonly disk: TestDisk;
}

function computerOf({ hubUrl, now, storage, identity, image, slowPages, hurry }: DeskStart): Computer {
  const clock = testClock(now);
  const network = testNetwork();
  const keptText = new Map<string, string>(image?.keptText ?? identity?.keptText);
  const uuids = identity ? [identity.install] : [];
  const disk = testDisk(storage, { slowPages, image: image?.store });
  const platform: Platform = {
    storage: disk.storage,
    severalWindows: false,
    baseUrl: hubUrl,
    fetch: network.fetch,
    now: clock,
    makeId: idMaker(clock, randomBytes),
    makeUuid: () => uuids.pop() ?? randomUUID(),
    keyValue: {
      getItem: (key) => keptText.get(key) ?? null,
      setItem: (key, value) => void keptText.set(key, value),
      removeItem: (key) => void keptText.delete(key),
    },
    lead: (_name, signal, held) => (signal.aborted ? Promise.resolve() : held()),
    openChannel: () => ({ post: () => undefined, listen: () => () => undefined, close: () => undefined }),
    after(ms, run) {
      const timer = setTimeout(run, ms > longestPause ? ms : ms / hurry);
      return () => clearTimeout(timer);
    },
    watchOnline: network.watchOnline,
    takeInvitation: async () => undefined,
    pinRounds: 10,
    deskName: 'Front desk',
  };
  return { platform, network, clock, keptText, disk };
}

let computer: Computer | undefined;
let opened: Desk | undefined;
let frames: Frame[] = [];
let stopRecording: () => void = () => undefined;
const frameListeners = new Set<() => void>();

function here(): Computer {
  if (!computer) throw new Error('no desk begun');
  return computer;
}

function desk(): Desk {
  if (!opened) throw new Error('the desk is closed');
  return opened;
}

/** Resolves when `check` holds, looking again after every change that `watch` tells. */
function until(watch: (onChange: () => void) => () => void, check: () => boolean): Promise<void> {
  if (check()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = watch(() => {
      if (!check()) return;
      stop();
      resolve();
    });
  });
}

function holds(doc: object, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([field, value]) => Reflect.get(doc, field) === value);
}

const api = {
  /** A desk of its own begins, on a computer of its own. */
  async begin(start: DeskStart): Promise<void> {
    await api.close();
    computer = computerOf(start);
    // RxDB looks at the clock, too: what the computer claims must be the same for both.
    Date.now = computer.clock;
  },
  /** The desk is over; the thread may begin another. */
  async end(): Promise<void> {
    computer?.network.cut();
    await api.close();
    computer = undefined;
  },
  async pair(invitation: string): Promise<Refusal | undefined> {
    const paired = await pair(here().platform, invitation);
    return isRefusal(paired) ? paired : undefined;
  },
  /** Opens the store; after `close`, the same store again. */
  async open(): Promise<void> {
    const session = readSession(here().platform.keyValue);
    if (!session) throw new Error('pair first');
    opened = await openDesk(here().platform, session);
  },
  async close(): Promise<void> {
    stopRecording();
    await opened?.close();
    opened = undefined;
  },
  /** The disk loses the store, as a browser loses one whose files are damaged; what is kept beside it stays. */
  async loseStore(): Promise<void> {
    await api.close();
    here().disk.empty();
    await api.open();
  },
  async cutNetwork(): Promise<void> {
    here().network.cut();
  },
  async mendNetwork(): Promise<void> {
    here().network.mend();
  },
  /** From now on every request is sent twice, and only the second answer arrives. */
  async sendEverythingTwice(): Promise<void> {
    here().network.sendTwice();
  },
  /** The next `count` answers to pushed intents are lost on the way back. */
  async dropPushAnswers(count: number): Promise<void> {
    here().network.dropAnswers('/v2/sync/intents', count);
  },
  /** It is let in, and does not hear of it. */
  async dropPairAnswer(): Promise<void> {
    here().network.dropAnswers('/v2/devices/pair', 1);
  },
  /** The next `count` requests never reach the hub. */
  async dropRequests(count: number): Promise<void> {
    here().network.dropRequests(count);
  },
  /** Each of the next `count` requests is overtaken by a later one. */
  async reorderRequests(count: number): Promise<void> {
    here().network.reorder(count);
  },
  /** The next pushed intents reach the hub once more, after those that follow them. */
  async repeatLate(): Promise<void> {
    here().network.repeatLate();
  },
  /** From now on pushed intents claim to be of this wire version. */
  async pretendWireVersion(version: number): Promise<void> {
    here().network.pretendWireVersion(version);
  },
  /** Its disk has room for so many more writes only; absent: again for all. */
  async leaveRoom(writes?: number): Promise<void> {
    here().disk.leaveRoom(writes);
  },
  /** Resolves when a write had no room since then. */
  untilFull: (): Promise<void> => here().disk.untilFull(),
  async setClock(iso: string): Promise<void> {
    here().clock.set(iso);
  },
  run: (name: CommandName, args: Record<string, unknown>): Promise<RunOutcome> => desk().run(name, args),
  get: <Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined> =>
    desk().read((query) => query.get(resource, id)),
  range: <Name extends ResourceName>(
    resource: Name,
    conditions: Condition[],
    options?: { order?: string; limit?: number },
  ): Promise<Docs[Name][]> => desk().read((query) => query.range(resource, conditions, options)),
  connection: async (): Promise<Connection> => desk().connection.get(),
  attention: async (): Promise<readonly Intent[]> => desk().attention.get(),
  pending: async (): Promise<readonly Intent[]> => desk().pending.get(),
  rescue: async (): Promise<Rescue | undefined> => desk().rescue.get(),
  seenRescue: async (): Promise<void> => desk().seenRescue(),
  dismiss: (id: string): Promise<void> => desk().dismiss(id),
  replaceWith: (id: string, args: Record<string, unknown>): Promise<RunOutcome> =>
    desk().replaceWith(id, args),
  search: (text: string): Promise<readonly Customer[]> => desk().searchCustomers(text),
  roster: () => desk().people.roster(),
  /** Signs in, or unlocks. */
  enter: (id: string, pin: string): Promise<Refusal | undefined> => desk().people.enter(id, pin),
  goOnAs: async (id: string): Promise<boolean> => desk().people.goOnAs(id),
  goOnAsDesk: async (): Promise<void> => desk().people.goOnAsDesk(),
  lock: async (): Promise<void> => desk().people.lock(),
  signOut: async (id: string): Promise<void> => desk().people.signOut(id),
  atDesk: async (): Promise<AtDesk> => desk().people.at.get(),
  /** Resolves when who has signed in here is as said. */
  untilAtDesk: (ids: readonly string[], locked: boolean): Promise<void> =>
    until(desk().people.at.subscribe, () => {
      const at = desk().people.at.get();
      return at.locked === locked && at.people.map(({ id }) => id).join() === ids.join();
    }),
  pairAgain: (invitation: string): Promise<Refusal | undefined> => desk().pair(invitation),
  /** Resolves when the connection is as `wanted` says. */
  untilConnection: (wanted: Partial<Connection>): Promise<void> =>
    until(desk().connection.subscribe, () => holds(desk().connection.get(), wanted)),
  /** Resolves with the document when it shows with these fields. */
  untilShown<Name extends ResourceName>(
    resource: Name,
    id: string,
    wanted: Record<string, unknown> = {},
  ): Promise<Docs[Name]> {
    return new Promise((resolve, reject) => {
      const stop = desk().live(
        [resource],
        (query) => query.get(resource, id),
        (doc) => {
          if (!doc || !holds(doc, wanted)) return;
          queueMicrotask(() => stop());
          resolve(doc);
        },
        reject,
      );
    });
  },
  /** Resolves when the document no longer shows. */
  untilGone(resource: ResourceName, id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = desk().live(
        [resource],
        (query) => query.get(resource, id),
        (doc) => {
          if (doc) return;
          queueMicrotask(() => stop());
          resolve();
        },
        reject,
      );
    });
  },
  /** Notes every list that a live query over `resource` shows from now on. */
  async record(resource: ResourceName, conditions: Condition[]): Promise<void> {
    stopRecording();
    frames = [];
    stopRecording = desk().live(
      [resource],
      (query) => query.range(resource, conditions),
      (docs) => {
        frames.push(docs);
        for (const listener of [...frameListeners]) listener();
      },
    );
  },
  /** The recorded lists, as soon as the last of them holds the document with these fields. */
  async recordedUntil(id: string, wanted: Record<string, unknown>): Promise<readonly Frame[]> {
    await until(
      (listener) => {
        frameListeners.add(listener);
        return () => frameListeners.delete(listener);
      },
      () => frames.at(-1)?.some((row) => row.id === id && holds(row, wanted)) ?? false,
    );
    return frames;
  },
  /** A copy of this desk's disk as it is right now. */
  async image(): Promise<DeskImage> {
    return { keptText: [...here().keptText], store: here().disk.image() };
  },
  /** What a copy of this desk's disk would hold of who it is. */
  async identity(): Promise<DeskIdentity> {
    return { keptText: [...here().keptText], install: desk().install() };
  },
};

/** What a test may ask of a desk. */
export type DeskApi = typeof api;

interface Call {
  readonly id: number;
  readonly method: keyof DeskApi;
  readonly args: readonly unknown[];
}

parentPort?.on('message', async ({ id, method, args }: Call) => {
  try {
    const result: unknown = await Reflect.apply(api[method], api, args);
    parentPort?.postMessage({ id, result });
  } catch (error) {
    parentPort?.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
