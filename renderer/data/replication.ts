import type { ReplicationPullHandlerResult } from 'rxdb/plugins/core';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import * as z from 'zod';
import { definitionOf, deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { type Checkpoint, pullAnswer } from '../../shared/wire/pull.ts';
import type { BaseCollection, BaseRow, Database } from './database.ts';
import { askHub } from './hub.ts';
import type { Link } from './link.ts';
import { becomeNewInstall } from './new-install.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import { type Brought, isWritten, sweep } from './pulled.ts';
import type { SyncStateStore } from './sync-state.ts';

export interface ReplicationDeps {
  readonly platform: Platform;
  readonly database: Database;
  readonly state: SyncStateStore;
  readonly link: Link;
  readonly outbox: Pick<Outbox, 'newest' | 'signal'>;
  token(): string;
}

/** The pull: the hub's documents into the base. */
export interface Replication {
  /** Pulls what the collections lack. */
  resync(names: readonly ResourceName[]): void;
  close(): Promise<void>;
}

const pageSize = 500;
/** Milliseconds until the next try where the connection stands but a pull failed. */
const retryAfter = 2_000;

/** Of these a practice has thousands; without the others, which are few, there is no board to show them on. */
const many: readonly ResourceName[] = ['bookings', 'customers'];
const few = deskResources.filter((name) => !many.includes(name));
/** Milliseconds in which the board may draw itself before the many arrive, and how long those wait for the few at most. */
const drawingTime = 150;
const longestWait = 3_000;
/** Milliseconds between looks at whether a page was written. */
const lookEvery = 10;

/** What the hub sends of a document besides its own fields, and the fields that every one has. */
const pulledDocument = z.looseObject({
  id: z.string(),
  tenant_id: z.string(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  metadata: z.record(z.string(), z.string()),
  seq: z.int(),
  _deleted: z.boolean(),
});
const page = pullAnswer.extend({ documents: z.array(pulledDocument) });

/** The pages that one RESYNC fetched. */
interface Round {
  readonly epoch: string;
  readonly install: string;
  readonly lastPage: readonly BaseRow[];
  readonly appliedN: number;
  /** The hub had no more. */
  readonly complete: boolean;
}

/** Opens the pull of all collections; none starts before its first `resync`. */
export function openReplication(deps: ReplicationDeps): Replication {
  const { platform, database, state } = deps;
  const running = new Map<ResourceName, ReturnType<typeof replicate>>();
  const waiting = new Set<ResourceName>();
  let stopWaiting: () => void = () => undefined;
  let closed = false;

  function start(name: ResourceName): void {
    const collection = database.base.get(name);
    if (closed || !collection) return;
    const known = running.get(name);
    if (known) known.reSync();
    else running.set(name, replicate(deps, name, collection));
  }

  function haveFew(): boolean {
    const { filled } = state.signal.get();
    return few.every((name) => filled.includes(name));
  }

  function startWaitingIn(ms: number): void {
    stopWaiting();
    stopWaiting = platform.after(ms, () => {
      for (const name of waiting) start(name);
      waiting.clear();
    });
  }

  const unwatch = state.signal.subscribe(() => {
    if (waiting.size > 0 && haveFew()) startWaitingIn(drawingTime);
  });

  return {
    resync(names) {
      const later = haveFew() ? [] : names.filter((name) => many.includes(name));
      for (const name of names) if (!later.includes(name)) start(name);
      if (later.length > 0 && waiting.size === 0) startWaitingIn(longestWait);
      for (const name of later) waiting.add(name);
    },
    async close() {
      closed = true;
      unwatch();
      stopWaiting();
      await Promise.all([...running.values()].map((one) => one.cancel()));
    },
  };
}

function replicate(deps: ReplicationDeps, name: ResourceName, collection: BaseCollection) {
  const { platform, state, link, outbox } = deps;
  let round: Round | undefined;
  let brought: Brought | undefined;
  /** A page could not be written; the checkpoint may lie beyond it. */
  let distrusted = false;
  let cancelled = false;
  let stopRetry: () => void = () => undefined;

  function retryLater(): void {
    stopRetry();
    // Without a connection, the next one begins with a RESYNC of everything.
    if (link.state.get() === 'online') stopRetry = platform.after(retryAfter, () => replication.reSync());
  }

  /**
   * RxDB asks for the next page while it still writes the last. Unhindered, pages heap up and are written in one go, for
   * which the window stands still.
   */
  async function untilWritten(documents: readonly BaseRow[]): Promise<void> {
    const last = documents.slice(-1);
    while (!cancelled && !distrusted && !(await isWritten(collection, last)))
      await new Promise<void>((resolve) => platform.after(lookEvery, resolve));
  }

  /** Answers a page; an empty one, which RxDB forgets, where there is nothing to write or the round is void. */
  async function pull(
    after: Checkpoint | undefined,
    limit: number,
  ): Promise<ReplicationPullHandlerResult<BaseRow, Checkpoint>> {
    const { epoch, install, stale, filled } = state.signal.get();
    const nothing = { documents: [], checkpoint: after };
    const before = round?.lastPage ?? [];
    round = undefined;
    if (epoch === undefined) return nothing;
    const isFilled = filled.includes(name);
    if (isFilled || brought?.epoch !== epoch) brought = undefined;
    // What another window was brought, or this one before it was opened, nobody remembers.
    const forgotten = stale && !isFilled && !brought;
    const from = distrusted || forgotten || after?.epoch !== epoch ? undefined : after;
    if (!from && !isFilled) brought = { epoch, ids: new Set() };
    const answer = await fetchPage(deps, name, { from, limit, install });
    await untilWritten(before);
    if (!answer) {
      retryLater();
      return nothing;
    }
    if (answer.checkpoint.epoch !== epoch) {
      // The hub was restored meanwhile. A new connection begins by starting over.
      link.restart();
      return nothing;
    }
    // Numbers that this store never gave are those of another copy, and would hide what is done here (rule S11).
    const copied = answer.applied_n > outbox.newest() && install === state.signal.get().install;
    // What waits may have been carried out under the present name already: then the push finds out.
    if (copied && outbox.signal.get().every((intent) => intent.state !== 'pending')) {
      await becomeNewInstall(state, platform, link);
      return nothing;
    }
    distrusted = false;
    const documents = answer.documents.map((document) => ({ ...document, epoch }));
    for (const { id } of documents) brought?.ids.add(id);
    round = {
      epoch,
      install,
      lastPage: documents,
      appliedN: copied ? 0 : answer.applied_n,
      complete: documents.length < limit,
    };
    return { documents, checkpoint: answer.checkpoint };
  }

  /**
   * After everything that a round fetched was written: only now does `applied_n` count, because only now does every
   * later read of the base see those documents. Hiding an effect any earlier would make it flicker.
   */
  async function finish(): Promise<void> {
    const done = round;
    round = undefined;
    if (!done) return;
    if (!(await isWritten(collection, done.lastPage))) {
      distrusted = true;
      retryLater();
      return;
    }
    const now = state.signal.get();
    const current = now.epoch === done.epoch && now.install === done.install;
    const before = now.upTo[name] ?? 0;
    const fills = done.complete && !now.filled.includes(name);
    if (!current || (done.appliedN <= before && !fills)) return;
    if (fills && now.stale && brought) await sweep(collection, brought);
    await state.update((known) => {
      // Another epoch may have begun meanwhile, which has brought nothing yet.
      if (known.epoch !== done.epoch || known.install !== done.install) return known;
      const filled = fills ? [...new Set([...known.filled, name])] : known.filled;
      return {
        ...known,
        upTo: { ...known.upTo, [name]: Math.max(known.upTo[name] ?? 0, done.appliedN) },
        filled,
        stale: known.stale && deskResources.some((one) => !filled.includes(one)),
      };
    });
  }

  const replication: RxReplicationState<BaseRow, Checkpoint> = replicateRxCollection<BaseRow, Checkpoint>({
    replicationIdentifier: 'hub',
    collection,
    live: true,
    // The desk elects one window itself and starts the replication only there.
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: { batchSize: pageSize, handler: pull },
  });
  const errors = replication.error$.subscribe(() => {
    distrusted = true;
    round = undefined;
    retryLater();
  });
  void replication.startPromise.then(() =>
    replication.internalReplicationState?.events.active.down.subscribe((active) => {
      if (!active) finish().catch(retryLater);
    }),
  );

  return {
    reSync: () => replication.reSync(),
    async cancel() {
      cancelled = true;
      stopRetry();
      errors.unsubscribe();
      await replication.cancel();
    },
  };
}

async function fetchPage(
  { platform, link, token }: ReplicationDeps,
  name: ResourceName,
  ask: { from: Checkpoint | undefined; limit: number; install: string },
): Promise<z.output<typeof page> | undefined> {
  const { schemaVersion } = definitionOf(name);
  const query = new URLSearchParams({
    limit: String(ask.limit),
    install: ask.install,
    schema: String(schemaVersion),
  });
  // Without a checkpoint the hub decides what a desk keeps; with one of seq 0 it would send every old booking.
  for (const [field, value] of Object.entries(ask.from ?? {})) query.set(field, String(value));
  const path = `/v2/sync/${name}?${query}`;
  const answer = await askHub(platform, { method: 'GET', path, token: token(), signal: link.signal() });
  if (answer.kind === 'refused') link.heed(answer.refusal);
  return answer.kind === 'ok' ? page.safeParse(answer.body).data : undefined;
}
