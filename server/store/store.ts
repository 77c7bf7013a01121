import type { Condition, HubQuery } from '../../shared/commands/query.ts';
import type { EventType } from '../../shared/events.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import type { Searchable } from '../../shared/search.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';

/** What a reader in another thread may have of a store. */
export type StoreReads = Pick<Store, 'mode' | 'epoch' | 'read' | 'tenants' | 'practice'>;

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
   * Empties a tenant of everything but the documents of `keep`, gives the store a new epoch and runs `fill`, in one
   * transaction. Numbers go on from where they were. `fill` may give way to other work of the hub: this store's writers
   * wait, its readers do not.
   */
  startOver(tenant: string, keep: readonly ResourceName[], fill: (tx: Tx) => Promise<void>): Promise<void>;
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
  /**
   * Finds whose secret this is, across all tenants, by its hash; a key also by the one from before its last
   * rotation, an invitation also by that of its short code.
   */
  lookup<Name extends AccessName>(resource: Name, hash: string): Docs[Name] | undefined;
  /** What is due by `now` (milliseconds), the earliest first. */
  dueBy(now: number, limit: number): Due[];
  /** Ids of all tenants in this store. */
  tenants(): string[];
  /** Somebody who works at a tenant and was not removed. */
  staffMember(tenant: string, id: string): Docs['staff'] | undefined;
  /** Pages from which browsers may use some public key. */
  publicOrigins(): string[];
  /** The settings of a tenant. */
  practice(tenant: string): Docs['practice'] | undefined;
  /** Is told after each commit which collections of which tenant changed, and up to which seq. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /**
   * Takes what was erased off the disk, and notes it: whatever `traces` are still in the file are overwritten. Without
   * `traces`, the file is written anew.
   */
  purge(tenant: string, subjects: readonly string[], traces?: readonly string[]): Promise<void>;
  /**
   * From now until the answer is called no commit brings what was written before to its place in the file: whoever asks for
   * this does it instead (`carryOver`).
   */
  leaveCarryingOver(): () => void;
  /** Persons of a tenant who were erased; `unclean`: only those of whom something may still be on the disk. */
  erasures(tenant: string, unclean?: boolean): string[];
  close(): void;
}

/** Resources whose documents are found by the hash of a secret. */
export type AccessName = 'api_keys' | 'devices' | 'invites' | 'feeds' | 'sessions';

export type Mode = 'live' | 'test';

export interface Commit {
  readonly tenant: string;
  readonly collections: Readonly<Partial<Record<ResourceName, number>>>;
  /** The newest event's seq, where the commit appended any. */
  readonly events?: number;
  /** Persons whose data this commit removed. */
  readonly erased?: Erased;
}

/** Persons who were erased, and texts of theirs as they lay in the file. */
export interface Erased {
  readonly subjects: readonly string[];
  readonly traces: readonly string[];
}

/** Reads inside one snapshot. */
export interface View extends HubQuery {
  /** The tenant's newest number: everything up to it is in this snapshot (decision 4). */
  seq(): number;
  /** The newest change of every collection. */
  collectionSeqs(): Partial<Record<ResourceName, number>>;
  /** The documents of these ids that there are, in any order. */
  getMany<Name extends ResourceName>(resource: Name, ids: readonly string[]): Promise<Docs[Name][]>;
  /** One page of a filtered, sorted list. */
  list<Name extends ResourceName>(resource: Name, page: ListPage): Docs[Name][];
  /** One page of a walk through a filtered, sorted list, however the list changes meanwhile. */
  walk(resource: ResourceName, page: WalkPage): WalkRow[];
  /** Where the walks of several lists begin: by value, the first rows of those in which `field` has it. */
  walkEach(
    resource: ResourceName,
    field: string,
    values: readonly string[],
    page: Omit<ListPage, 'from'>,
  ): Map<string, WalkRow[]>;
  /** Changed documents with `after < seq`, tombstones included, in the order of their seq. */
  changes(resource: ResourceName, after: number, limit: number, leaveOut?: LeaveOut): ChangedDoc[];
  /** How many documents there are, or how many meet the conditions. */
  count(resource: ResourceName, conditions?: readonly Condition[]): number;
  /** Events with `after < seq` that are not forgotten, in the order of their seq; `only`: those of some types. */
  events(after: number, limit: number, only?: EventChoice): EventEnvelope[];
  /** The event of an id, unless it is forgotten. */
  event(id: string): EventEnvelope | undefined;
  /** Up to which seq events are forgotten; 0 where none are. */
  forgottenEvents(): number;
  /** Who may match a search: all that do, or the first thousand of each way to match; unranked. */
  candidates(resource: ResourceName, text: string): Searchable[];
  /** Pairs of documents that may be about one person, in the order of their ids. */
  pairs(resource: ResourceName, page: PairPage): Pair[];
  /** Events about persons, the newest first unless `upwards`. */
  told(subjects: readonly string[], page: ToldPage): EventEnvelope[];
  /** What lies under these numbers, forgotten or not. */
  eventsAt(seqs: readonly number[]): Map<number, StoredEvent>;
  /** The numbers of the events about these persons, forgotten or not. */
  eventsAbout(subjects: readonly string[]): number[];
  /** Events with `after < seq` as they lie in the store, forgotten ones included, in the order of their seq. */
  keptEvents(after: number, limit: number): KeptEvent[];
  /** Everything on the list of what must happen later. */
  dues(): Omit<Due, 'tenant'>[];
  /** Persons who were erased, in the order of their ids. */
  erased(): string[];
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

/** A page of pairs after the two ids; `of`: only those with this one. */
export interface PairPage {
  readonly limit: number;
  readonly after?: readonly [string, string] | undefined;
  readonly of?: string | undefined;
}

/** Two documents that may be about one person, and what is the same in both. */
export interface Pair {
  readonly ids: readonly [string, string];
  readonly name: boolean;
  readonly phone: boolean;
  readonly email: boolean;
}

/** Events of some types up to a seq: bounded, since those of a rare type may be far apart. */
export interface EventChoice {
  readonly types: readonly EventType[];
  readonly until: number;
}

/** An event as it lies in the store. */
export interface StoredEvent {
  readonly id: string;
  /** JSON */
  readonly text: string;
}

/** An event with the person whom it tells of. */
export interface KeptEvent {
  readonly seq: number;
  readonly subject?: string;
  readonly event: EventEnvelope;
}

/** Up to `limit` events from before an instant, none from the number `needed` on. */
export interface OldEvents {
  readonly before: string;
  readonly limit: number;
  readonly needed?: number | undefined;
}

/** A page of events of some types: strictly before `from`, or after it. */
export interface ToldPage {
  readonly types: readonly EventType[];
  readonly limit: number;
  readonly from?: { readonly at: string; readonly seq: number } | undefined;
  readonly upwards: boolean;
}

/**
 * A page of a walk that began at the seq `asOf`: rows stand where they stood then, and what was made since is left out.
 * So a row that is there all the time is met exactly once, even if it is changed, and with it what the list is sorted by.
 */
export interface WalkPage extends ListPage {
  /** Absent on the first page, where the walk begins. */
  readonly asOf?: number | undefined;
}

/** A document as it is now, and the value by which it stands where it stands. */
export interface WalkRow {
  readonly doc: BaseDoc;
  readonly value: string | number;
}

/** How many numbers a walk may last: where rows stood is forgotten after as many changes. */
export const longestWalk = 200_000;

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
  /**
   * Notes when a document was last used (`noted` of its resource), and what its user then said (`notes`): no change of it,
   * so it takes no seq.
   */
  noteUse(resource: ResourceName, id: string, at: string, notes?: Readonly<Record<string, unknown>>): void;
  /** Whether a document of this id was there once and was deleted. */
  wasDeleted(resource: ResourceName, id: string): boolean;
  /** Appends an event with the next seq, which it returns filled in. `subject` is the person it tells of. */
  append(event: Omit<EventEnvelope, 'seq'>, subject?: string): EventEnvelope;
  /**
   * Forgets old events, the oldest first, and answers how many: nobody reads them as events any more. What tells of a
   * person stays as that person's history.
   */
  forgetEvents(old: OldEvents): number;
  /** Removes holds that expired before `now` (milliseconds) and claim time on any of the resources (decision 6). */
  dropExpiredHolds(resourceIds: readonly string[], now: number): void;
  /** Notes whom this work is about: what is remembered in it goes when they are erased (rule P4). */
  about(subject: string): void;
  /** Overwrites or removes what any table holds of these persons (rule P4). `done`: what this work did of it already. */
  erase(subjects: readonly string[], done: readonly Replaced[], now: number): void;
  /** The stored answer of a request that carried an idempotency key. */
  recall(key: string, now: number): StoredAnswer | undefined;
  /** Stores it until `expires_at` (milliseconds), replacing an earlier one of the key. */
  remember(key: string, answer: StoredAnswer, expiresAt: number): void;
  /** Removes up to `limit` stored answers, of any tenant, that ran out by `now`; answers when the next one does (milliseconds). */
  forgetAnswers(now: number, limit: number): number;
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
  /** What wrong tries to sign in under a name have led to. */
  lockout(name: string): Lockout | undefined;
  /** Puts it down; one without failures is taken off. Those of all tenants that ended before `forget` go with it. */
  putLockout(name: string, lockout: Lockout, forget: number): void;
}

/** A document that another version took the place of. */
export interface Replaced {
  readonly resource: ResourceName;
  readonly before: BaseDoc;
  readonly after: BaseDoc;
}

/** How often somebody tried in vain, and until when they are not let try again (milliseconds since the epoch). */
export interface Lockout {
  readonly failures: number;
  readonly locked_until: number;
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
