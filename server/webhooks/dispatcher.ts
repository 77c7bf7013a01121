import { disableWebhook } from '../../shared/commands/webhooks/switch.ts';
import { dayLength } from '../../shared/time/instants.ts';
import { asHub } from '../access/grant.ts';
import type { HubContext } from '../context.ts';
import type { Commit, Store } from '../store/store.ts';
import { atOnce, type Endpoint, newEndpoint, type Ready, settingsOf, signingSecrets } from './endpoint.ts';
import { fanOut, replayPiece } from './fan-out.ts';
import { eventForgotten, outcomeOf, patience, type Tried } from './outcome.ts';
import { payloadOf } from './payload.ts';
import { send } from './send.ts';
import { signature } from './sign.ts';

/** How many due deliveries are read at a time, and how many outcomes are put down at a time. */
const readAtOnce = 128;
const writtenAtOnce = 200;
const droppedAtOnce = 500;
/** An endpoint that did nothing but fail for as long is switched off (rule E5). */
const longestFailing = 5 * dayLength;

/** Tells the endpoints of one practice what happens. */
export interface Dispatcher {
  onCommit(commit: Commit): void;
  /** Looks at the clock: what is due, what takes too long. */
  tick(): void;
  /** Forgets the log from before an instant (milliseconds). */
  forget(before: number): Promise<void>;
  /** Ends what is on its way, which is sent again by the next start. */
  stop(): Promise<void>;
}

export function dispatcher(hub: HubContext, store: Store, tenant: string): Dispatcher {
  const endpoints = new Map<string, Endpoint>();
  let { epoch } = store;
  let stale = true;
  /** Up to which number events were given to the endpoints, as they are known here. */
  let reached: number | undefined;
  let owed = true;
  let stopped = false;
  let running: Promise<void> | undefined;
  let results: { endpoint: Endpoint; tried: Tried }[] = [];
  let flushing: Promise<void> | undefined;

  function failed(error: unknown): void {
    owed = true;
    if (!stopped) hub.log.error({ err: error }, 'webhooks could not go on; trying again');
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
    if (stale) await reload();
    if (endpoints.size === 0) return;
    const all = [...endpoints.values()];
    for (let more = true; more && !stopped && !stale; ) {
      const listeners = all.map(({ settings }) => settings);
      const done = await fanOut(hub, store, tenant, listeners, reached);
      more = done.more;
      reached = done.seq;
      await nextTurn();
      for (const endpoint of all) lookFor(endpoint);
    }
    // A replay goes on piece by piece, so that what happens now does not wait for it.
    for (const endpoint of all) if (!stale && (await replay(endpoint))) owed = true;
    if (stale) owed = true;
  }

  async function reload(): Promise<void> {
    stale = false;
    // What an endpoint is told of from now on is not told of the past.
    const upTo = reached;
    if (upTo !== undefined) await store.write(tenant, async (tx) => tx.deliver.moveCursor(upTo));
    const [docs, known] = await store.read(tenant, async (view) => [
      await view.range('webhooks', []),
      // Those that were removed just before the hub stopped.
      upTo === undefined ? view.deliveries.endpoints() : [],
    ]);
    const there = new Set(docs.map(({ id }) => id));
    for (const id of new Set([...endpoints.keys(), ...known])) if (!there.has(id)) await remove(id);
    for (const doc of docs) {
      const before = endpoints.get(doc.id);
      const settings = settingsOf(hub, store.mode, tenant, doc, before?.settings);
      if (before) {
        before.settings = settings;
        before.disabling = false;
      } else {
        const since = await store.read(tenant, async (view) => view.deliveries.failingSince(doc.id));
        endpoints.set(doc.id, newEndpoint(settings, since));
      }
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
    for (let found = droppedAtOnce; found === droppedAtOnce; )
      found = await store.write(tenant, async (tx) => {
        if (tx.deliveries.failingSince(id) !== undefined) tx.deliver.noteHealth(id, undefined);
        return tx.deliver.giveUp(id, droppedAtOnce);
      });
  }

  async function remove(id: string): Promise<void> {
    const endpoint = endpoints.get(id);
    endpoints.delete(id);
    if (endpoint) end(endpoint);
    for (let found = droppedAtOnce; found === droppedAtOnce; )
      found = await store.write(tenant, async (tx) => {
        tx.deliver.noteHealth(id, undefined);
        return tx.deliver.drop(id, droppedAtOnce);
      });
  }

  /** Puts down the next piece of what an endpoint is to get again; answers whether there may be more. */
  async function replay(endpoint: Endpoint): Promise<boolean> {
    const { doc } = endpoint.settings;
    const replays = doc.enabled && !stopped ? doc.replays : [];
    for (const one of replays) {
      const upTo = await store.read(tenant, async (view) => view.deliveries.replayed(one.id));
      if (upTo !== undefined && upTo >= one.until_seq) continue;
      await replayPiece(hub, store, tenant, endpoint.settings, one);
      await nextTurn();
      lookFor(endpoint);
      return true;
    }
    return false;
  }

  function lookFor(endpoint: Endpoint): void {
    endpoint.mayHaveMore = true;
    pump(endpoint);
  }

  /** Sends what is queued, as many at a time as an endpoint may have, and looks for more in time. */
  function pump(endpoint: Endpoint): void {
    if (stopped || !endpoint.settings.doc.enabled) return;
    while (endpoint.flights.size < atOnce) {
      const ready = endpoint.queue.shift();
      if (!ready) break;
      fly(endpoint, ready).catch(failed);
    }
    if (endpoint.mayHaveMore && !endpoint.looking && endpoint.queue.length < atOnce)
      look(endpoint).catch(failed);
  }

  async function look(endpoint: Endpoint): Promise<void> {
    endpoint.looking = true;
    endpoint.mayHaveMore = false;
    const { id, api_version } = endpoint.settings.doc;
    try {
      const limit = readAtOnce + endpoint.claimed.size;
      await store.read(tenant, async (view) => {
        const found = view.deliveries.due(id, hub.clock(), limit);
        for (const due of found) {
          if (endpoint.claimed.has(due.n)) continue;
          endpoint.claimed.add(due.n);
          const body = due.event === null ? undefined : await payloadOf(view, api_version, due.event);
          endpoint.queue.push({ ...due, body });
        }
        if (found.length === limit) endpoint.mayHaveMore = true;
      });
    } finally {
      endpoint.looking = false;
    }
    pump(endpoint);
  }

  async function fly(endpoint: Endpoint, ready: Ready): Promise<void> {
    const { settings } = endpoint;
    const began = hub.clock();
    const flight = { began, abort: new AbortController() };
    endpoint.flights.add(flight);
    const answered =
      ready.body === undefined
        ? { error: eventForgotten }
        : await send({
            ...settings,
            headers: headersOf(ready, ready.body, signingSecrets(settings, began), began),
            body: ready.body,
            signal: flight.abort.signal,
          });
    endpoint.flights.delete(flight);
    if (stopped || endpoints.get(settings.doc.id) !== endpoint) return;
    results.push({ endpoint, tried: outcomeOf(hub, settings.doc, ready, began, answered) });
    flush();
    pump(endpoint);
  }

  /** Puts outcomes down, those that come meanwhile together; a delivery is free again when that is durable. */
  function flush(): void {
    flushing ??= (async () => {
      while (results.length > 0) {
        const batch = results.splice(0, writtenAtOnce);
        try {
          await putDown(batch);
        } catch (error) {
          results = [...batch, ...results];
          throw error;
        }
        await nextTurn();
        for (const { endpoint, tried } of batch) endpoint.claimed.delete(tried.n);
        for (const endpoint of new Set(batch.map((one) => one.endpoint))) lookFor(endpoint);
        for (const { endpoint, tried } of batch) if (!tried.ok) await maybeDisable(endpoint, tried);
      }
    })()
      .catch(failed)
      .finally(() => {
        flushing = undefined;
      });
  }

  async function putDown(batch: typeof results): Promise<void> {
    const health = new Map<Endpoint, number | undefined>();
    await store.write(tenant, async (tx) => {
      for (const { endpoint, tried } of batch) {
        const off = tried.status === 'pending' && !endpoint.settings.doc.enabled;
        tx.deliver.settle(off ? { ...tried, status: 'failed', next_at: null } : tried);
        const since = health.has(endpoint) ? health.get(endpoint) : endpoint.failingSince;
        const next = tried.ok ? undefined : (since ?? tried.tried.at);
        if (next !== since) tx.deliver.noteHealth(endpoint.settings.doc.id, next);
        health.set(endpoint, next);
      }
    });
    for (const [endpoint, since] of health) endpoint.failingSince = since;
  }

  async function maybeDisable(endpoint: Endpoint, { gone }: Tried): Promise<void> {
    const { failingSince: since, settings } = endpoint;
    const failing = since !== undefined && hub.clock() - since >= longestFailing;
    if (endpoint.disabling || !settings.doc.enabled || !(gone || failing)) return;
    endpoint.disabling = true;
    const { id } = settings.doc;
    const missed = await store.read(tenant, async (view) => ({
      first: view.deliveries.firstMissed(id, since ?? hub.clock()),
      seq: view.seq(),
    }));
    const resume_after = missed.first === undefined ? missed.seq : missed.first - 1;
    const reason = gone ? 'gone' : 'failing';
    await asHub(hub, tenant, disableWebhook, { id, reason, resume_after }, store.mode);
  }

  function end(endpoint: Endpoint): void {
    for (const { abort } of endpoint.flights) abort.abort('stopped');
    endpoint.settings.agent.destroy();
    endpoint.queue = [];
  }

  kick();
  return {
    onCommit({ collections, events }) {
      if (store.epoch !== epoch) {
        ({ epoch } = store);
        for (const endpoint of endpoints.values()) end(endpoint);
        endpoints.clear();
        results = [];
        reached = undefined;
        stale = true;
      }
      if (collections.webhooks !== undefined || collections.practice !== undefined) stale = true;
      if (stale || (events !== undefined && endpoints.size > 0)) kick();
    },

    tick() {
      const now = hub.clock();
      for (const endpoint of endpoints.values()) {
        for (const { began, abort } of endpoint.flights)
          if (Math.abs(now - began) >= patience) abort.abort('timeout');
        lookFor(endpoint);
      }
      if (results.length > 0) flush();
      if (owed) kick();
    },

    async forget(before) {
      for (const id of endpoints.keys())
        for (let found = droppedAtOnce; found === droppedAtOnce && !stopped; )
          found = await store.write(tenant, async (tx) => tx.deliver.drop(id, droppedAtOnce, before));
    },

    async stop() {
      stopped = true;
      for (const endpoint of endpoints.values()) end(endpoint);
      await running;
      flush();
      await flushing;
    },
  };
}

function headersOf(
  { event_id, type, attempts }: Ready,
  body: string,
  secrets: readonly string[],
  now: number,
): Record<string, string> {
  const at = Math.floor(now / 1000);
  return {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': 'Dunebook-Webhooks/1',
    'webhook-id': event_id,
    'webhook-timestamp': String(at),
    'webhook-signature': signature(secrets, event_id, at, body),
    'X-Webhook-Event': type,
    'X-Webhook-Attempt': String(attempts + 1),
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
