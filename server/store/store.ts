import type { Condition, Query } from '../../shared/commands/query.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';

/**
 * What the hub asks of a database, with its guarantees in words. Every implementation passes the same contract suite
 * (`tests/contract/store.ts`).
 */
export interface Store {
  /** Live and sandbox data are two stores (rule S10). */
  readonly mode: Mode;
  /** Made new at every restore; part of every cursor (decision 4). */
  readonly epoch: string;
  /**
   * Runs `work` over a consistent snapshot and never waits for a writer. `work` may await the view's own answers and
   * nothing else.
   */
  read<T>(tenant: string, work: (view: View) => Promise<T>): Promise<T>;
  /**
   * Runs `work` with the tenant's counter row locked, so that commands of a practice run one after the other. What it
   * wrote is durable when the promise resolves, and gone without a trace when `work` throws. Works that wait at the
   * same time share one transaction, a savepoint each (group commit). `work` may await `tx` and nothing else.
   */
  write<T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Finds whose secret this is, across all tenants, by its hash. */
  lookup<Name extends AccessName>(resource: Name, hash: string): Docs[Name] | undefined;
  /** What is due by `now` (milliseconds), the earliest first. */
  dueBy(now: number, limit: number): Due[];
  /** Ids of all tenants in this store. */
  tenants(): string[];
  /** The settings of a tenant. */
  practice(tenant: string): Docs['practice'] | undefined;
  /** Is told after each commit which collections of which tenant changed, and up to which seq. */
  onCommit(listener: (commit: Commit) => void): () => void;
  close(): void;
}

/** Resources whose documents are found by the hash of a secret. */
export type AccessName = 'api_keys' | 'devices' | 'invites' | 'feeds';

export type Mode = 'live' | 'test';

export interface Commit {
  readonly tenant: string;
  readonly collections: Readonly<Partial<Record<ResourceName, number>>>;
  /** The newest event's seq, where the commit appended any. */
  readonly events?: number;
}

/** Reads inside one snapshot. */
export interface View extends Query {
  /** The tenant's newest number: everything up to it is in this snapshot (decision 4). */
  seq(): number;
  /** The newest change of every collection. */
  collectionSeqs(): Partial<Record<ResourceName, number>>;
  /** One page of a filtered, sorted list. */
  list<Name extends ResourceName>(resource: Name, page: ListPage): Docs[Name][];
  /** Changed documents with `after < seq`, tombstones included, in the order of their seq. */
  changes(resource: ResourceName, after: number, limit: number, leaveOut?: LeaveOut): ChangedDoc[];
  /** Events with `after < seq`, in the order of their seq. */
  events(after: number, limit: number): EventEnvelope[];
  /** The highest n of an install whose intent was executed with a seq of at most `seq`. */
  appliedIntent(install: string, seq: number): number;
}

/** A keyset page: rows strictly after (or before) `from` in the order of `sort`, then id. */
export interface ListPage {
  readonly conditions: readonly Condition[];
  /** A column or `created_at`, `updated_at`, `id`. */
  readonly sort: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly from?: { readonly value: string | number; readonly id: string; readonly backwards: boolean };
}

/** Documents a first sync does not send: unchanged since `until` and with `field` below `below`. */
export interface LeaveOut {
  readonly field: string;
  readonly below: string;
  readonly until: number;
}

export interface ChangedDoc {
  readonly doc: BaseDoc;
  readonly seq: number;
  readonly deleted: boolean;
}

/** Reads and writes inside one command's transaction. */
export interface Tx extends View {
  /** Stores a document, its columns and its claims; takes the next seq. */
  put(resource: ResourceName, doc: BaseDoc, deleted: boolean): number;
  /** Whether a document of this id was there once and was deleted. */
  wasDeleted(resource: ResourceName, id: string): boolean;
  /** Appends an event with the next seq, which it returns filled in. */
  append(event: Omit<EventEnvelope, 'seq'>): EventEnvelope;
  /** Removes holds that expired before `now` (milliseconds) and claim time on any of the resources (decision 6). */
  dropExpiredHolds(resourceIds: readonly string[], now: number): void;
  /** The stored answer of a request that carried an idempotency key. */
  recall(key: string, now: number): StoredAnswer | undefined;
  /** Stores it until `expires_at` (milliseconds), replacing an earlier one of the key. */
  remember(key: string, answer: StoredAnswer, expiresAt: number): void;
  /** The outcome of an intent that was executed before. */
  intent(install: string, n: number): StoredIntent | undefined;
  /** Outcomes by the intents' own ids, whatever install they came under. */
  intentsById(ids: readonly string[]): StoredIntent[];
  /** Stores an intent's outcome at the newest seq, replacing an earlier one of the same number. */
  rememberIntent(install: string, n: number, intent: StoredIntent): void;
  /** Puts a command on the one list of what must happen later. */
  addDue(due: Omit<Due, 'tenant'>): void;
  /** Takes it off again. */
  removeDue(due: Omit<Due, 'tenant'>): void;
}

/** A command to carry out at an instant (milliseconds since the epoch). */
export interface Due {
  readonly tenant: string;
  readonly at: number;
  readonly command: string;
  /** JSON of its arguments. */
  readonly args: string;
}

export interface StoredAnswer {
  readonly fingerprint: string;
  /** Sealed under a key that only the caller can derive. */
  readonly body: Uint8Array;
}

/**
 * An install is a UUID, so it names a desk's store by itself: a desk that is paired anew has another device, and what it
 * had sent before is still found.
 */
export interface StoredIntent {
  readonly id: string;
  readonly state: 'accepted' | 'refused';
  /** JSON of the refusal. */
  readonly refusal?: string | undefined;
}
