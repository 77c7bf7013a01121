import type { RxStorage } from 'rxdb/plugins/core';
import type { MakeId } from '../../shared/ids.ts';

/** A few short texts that outlive the window: `localStorage`, or a `Map` in tests. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** How the windows of one desk tell each other what the store does not: `BroadcastChannel`, or nothing. */
export interface Channel {
  post(message: unknown): void;
  listen(onMessage: (message: unknown) => void): () => void;
  close(): void;
}

/** Everything outside the desk that its data layer touches; the composition root of a runtime makes it. */
export interface Platform {
  /** RxDB's storage: Dexie in browsers, memory in tests. */
  readonly storage: RxStorage<unknown, unknown>;
  /** Removes a local store that does not open, all that is in it. Absent: this is left to a person. */
  readonly removeStore?: (name: string) => Promise<void>;
  /** False where no other window can have the same store open. */
  readonly severalWindows: boolean;
  /** What a desk has is shown before it speaks with the hub: when that is done. Absent: there is nothing to show. */
  readonly firstScreen?: Promise<void>;
  /** What comes before `/v2`: empty in windows (ARCHITECTURE, decision 7). */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch, by this computer's clock; it may be wrong and may step (rule S9). */
  readonly now: () => number;
  readonly makeId: MakeId;
  readonly makeUuid: () => string;
  /** Holds the session, which must be there before the store is opened. */
  readonly keyValue: KeyValue;
  /** Runs `held` while no other window of the desk does; waits for its turn until `signal` ends the waiting. */
  readonly lead: (name: string, signal: AbortSignal, held: () => Promise<void>) => Promise<void>;
  readonly openChannel: (name: string) => Channel;
  /** Calls `run` once after `ms` milliseconds unless the answer is called before. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Calls `onOnline` when there is reason to believe that the hub can be reached again, `onOffline` for the opposite. */
  readonly watchOnline: (onOnline: () => void, onOffline: () => void) => () => void;
  /**
   * The one-time invitation that came with this window, if it was not taken before; otherwise, where `mayAsk`, one that
   * the desktop program gets from the hub of this computer.
   */
  readonly takeInvitation: (mayAsk: boolean) => Promise<string | undefined>;
  /**
   * The secret with which a practice is set up at a hub that has none, where the program or a link gave it to this window;
   * it outlives a reload.
   */
  readonly setupSecret?: string | undefined;
  /** Forgets that secret: there is a practice now. */
  readonly forgetSetup?: () => void;
  /** Rounds by which a PIN is kept; absent: as many as a desk needs. Fewer in tests. */
  readonly pinRounds?: number;
  /** Under which the hub lists this desk, unless somebody gives it a name. */
  readonly deskName: string;
  /** Version of this desk's program, for the list of desks; absent where none is known. */
  readonly program?: string;
  /** Why the hub does not answer, where the desktop program knows more than that. */
  readonly whyAway?: () => Promise<'offline' | 'untrusted'>;
  /** Has the desktop program forget the hub on another computer that this desk was let in at. */
  readonly leaveHub?: () => Promise<void>;
}
