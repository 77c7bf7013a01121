import { dayLength } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Commit, Mode } from '../store/store.ts';
import { courier } from './courier.ts';
import { type Endpoint, hasRoom, newEndpoint, settingsOf } from './endpoint.ts';
import { fanOut, sendAgain } from './fan-out.ts';
import type { Host } from './host.ts';
import type { Tried } from './outcome.ts';
import { reconcile } from './reconcile.ts';
import { nextTurn } from './turn.ts';

/** About how many rows one transaction puts down, so that what was put down before is sent meanwhile. */
const rowsAtOnce = 200;
const droppedAtOnce = 500;
/** The position is moved at the latest after so many numbers, so that a start has not much to look through. */
const longestLag = 5000;
/** An endpoint that did nothing but fail for as long is switched off (rule E5). */
const longestFailing = 5 * dayLength;

/** Tells the endpoints of one practice what happens. */
export interface Dispatcher {
  committed(commit: Commit): void;
  /** Looks at the clock: what is due, what takes too long. */
  tick(): void;
  /** Keeps nothing of the answers to what is on its way. */
  withhold(): void;
  /** Forgets the log from before an instant (milliseconds). */
  forget(before: number): Promise<void>;
  /** Ends what is on its way, which is sent again by the next start. */
  stop(): Promise<void>;
}

export function dispatcher(host: Host, mode: Mode, tenant: string): Dispatcher {
  const store = host.stores[mode];
  const log = host.deliveries[mode];
  const own = log.of(tenant);
  const endpoints = new Map<string, Endpoint>();
  let epoch: string | undefined;
  let stale = true;
  /** Up to which number events were given to the endpoints, as they are known here. */
  let reached: number | undefined;
  let owed = true;
  let stopped = false;
  let running: Promise<void> | undefined;

  const post = courier({
    host,
    store,
    log,
    tenant,
    failed,
    missed: maybeDisable,
    isCurrent: (endpoint) => endpoints.get(endpoint.settings.doc.id) === endpoint,
  });

  function failed(error: unknown): void {
    owed = true;
    if (!stopped) host.log.error({ err: error }, 'webhooks could not go on; trying again');
  }

  /** Gives new events to the endpoints, one round at a time. */
  function kick(): void {
    owed = true;
    running ??= (async () => {
      while (owed && !stopped) {
        owed = false;
        await round();
      }
    })()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  }

  async function round(): Promise<void> {
    if (store.epoch !== epoch) await startOver();
    if (stale) await reload();
    if (endpoints.size === 0) return;
    for (let more = true; more && !stopped && !stale; ) more = await tellNext();
    // A replay goes on piece by piece, so that what happens now does not wait for it.
    for (const endpoint of endpoints.values()) if (!stale && (await replay(endpoint))) owed = true;
    if (stale) owed = true;
  }

  /** The store was restored or emptied: nothing that is known here counts. */
  async function startOver(): Promise<void> {
    ({ epoch } = store);
    for (const endpoint of endpoints.values()) post.end(endpoint);
    endpoints.clear();
    post.forget();
    reached = undefined;
    stale = true;
    await reconcile(store, log, tenant);
  }

  /**
   * Puts down what comes next; first for those who would take it now, so that they do not wait while it is put down for
   * the others (rule E3). Answers whether there is more.
   */
  async function tellNext(): Promise<boolean> {
    const all = [...endpoints.values()];
    const stored = own.position()?.seq;
    const start = reached ?? stored ?? Math.min(...all.map(({ settings }) => settings.doc.from_seq));
    const limit = Math.max(1, Math.floor(rowsAtOnce / all.length));
    const { events, seq } = await eventsAfter(start, limit);
    if (stale || stopped) return false;
    const groups = [all.filter(hasRoom), all.filter((one) => !hasRoom(one))];
    let added = false;
    for (const [i, group] of groups.entries()) {
      const listeners = group.map(({ settings }) => settings);
      log.write(() => {
        added = fanOut(host, own, listeners, events) || added;
        const last = i === groups.length - 1;
        if (last && (added || seq - (stored ?? 0) > longestLag))
          own.movePosition({ epoch: epoch ?? '', seq });
      });
      for (const endpoint of group) post.lookFor(endpoint);
      await nextTurn();
    }
    reached = seq;
    return events.length === limit;
  }

  /** Events after a number, and up to where there are no others. */
  function eventsAfter(after: number, limit: number): Promise<{ events: EventEnvelope[]; seq: number }> {
    return store.read(tenant, async (view) => {
      const events = view.events(after, limit);
      return { events, seq: events.length === limit ? (events.at(-1)?.seq ?? after) : view.seq() };
    });
  }

  async function reload(): Promise<void> {
    stale = false;
    // What an endpoint is told of from now on is not told of the past.
    if (reached !== undefined) own.movePosition({ epoch: epoch ?? '', seq: reached });
    const docs = await store.read(tenant, (view) => view.range('webhooks', []));
    // Also those that were removed just before the hub stopped.
    const known = reached === undefined ? own.endpoints() : [];
    const there = new Set(docs.map(({ id }) => id));
    for (const id of new Set([...endpoints.keys(), ...known])) if (!there.has(id)) await remove(id);
    for (const doc of docs) {
      const before = endpoints.get(doc.id);
      const settings = settingsOf(host, mode, tenant, doc, before?.settings);
      if (before) {
        before.settings = settings;
        before.disabling = false;
      } else endpoints.set(doc.id, newEndpoint(settings, own.failingSince(doc.id)));
      if (!doc.enabled) await giveUp(doc.id);
    }
  }

  /** Nothing waits for an endpoint that is switched off: it is listed as failed until it is replayed. */
  async function giveUp(id: string): Promise<void> {
    const endpoint = endpoints.get(id);
    for (const { n } of endpoint?.queue ?? []) endpoint?.claimed.delete(n);
    if (endpoint) {
      endpoint.queue = [];
      endpoint.failingSince = undefined;
    }
    if (own.failingSince(id) !== undefined) own.noteHealth(id, undefined);
    await inPieces(() => own.giveUp(id, droppedAtOnce));
  }

  async function remove(id: string): Promise<void> {
    const endpoint = endpoints.get(id);
    endpoints.delete(id);
    if (endpoint) post.end(endpoint);
    own.noteHealth(id, undefined);
    await inPieces(() => own.drop(id, droppedAtOnce));
  }

  /** Puts down the next piece of what an endpoint is to get again; answers whether there may be more. */
  async function replay(endpoint: Endpoint): Promise<boolean> {
    const { doc } = endpoint.settings;
    const replays = doc.enabled && !stopped ? doc.replays : [];
    for (const one of replays) {
      const upTo = own.replayed(one.id) ?? one.after_seq;
      if (upTo >= one.until_seq) continue;
      const { events } = await eventsAfter(upTo, rowsAtOnce);
      const last = events.length === rowsAtOnce ? events.at(-1)?.seq : undefined;
      log.write(() => {
        sendAgain(host, own, endpoint.settings, one, events);
        own.moveReplay(one.id, last ?? one.until_seq);
      });
      post.lookFor(endpoint);
      await nextTurn();
      return true;
    }
    return false;
  }

  async function maybeDisable(endpoint: Endpoint, { gone }: Tried): Promise<void> {
    const { failingSince: since, settings } = endpoint;
    const failing = since !== undefined && host.clock() - since >= longestFailing;
    if (endpoint.disabling || !settings.doc.enabled || !(gone || failing)) return;
    endpoint.disabling = true;
    const { id } = settings.doc;
    const first = own.firstMissed(id, since ?? host.clock());
    const resume_after =
      first === undefined ? await store.read(tenant, async (view) => view.seq()) : first - 1;
    await host.disable(mode, tenant, { id, reason: gone ? 'gone' : 'failing', resume_after });
  }

  async function inPieces(work: () => number): Promise<void> {
    while (!stopped && log.write(work) === droppedAtOnce) await nextTurn();
  }

  kick();
  return {
    committed({ collections, events }) {
      if (store.epoch !== epoch || collections.webhooks !== undefined || collections.practice !== undefined)
        stale = true;
      if (stale || (events !== undefined && endpoints.size > 0)) kick();
    },

    tick() {
      // What is due is not sent by settings that are known to have changed.
      if (!stale) post.tick(endpoints.values());
      if (owed || stale) kick();
    },

    withhold: () => post.withhold(endpoints.values()),

    async forget(before) {
      for (const id of endpoints.keys()) await inPieces(() => own.drop(id, droppedAtOnce, before));
    },

    async stop() {
      stopped = true;
      const putDown = post.stop();
      for (const endpoint of endpoints.values()) post.end(endpoint);
      await running;
      await putDown;
    },
  };
}
