import type { Deliveries, DeliveryLog } from '../store/deliveries.ts';
import { bareTry } from '../store/sqlite-deliveries.ts';
import type { StoreReads } from '../store/store.ts';
import { atOnce, type Endpoint, type Ready, type Settings, signingSecrets } from './endpoint.ts';
import type { Host } from './host.ts';
import { eventForgotten, outcomeOf, patience, secretUnreadable, type Tried } from './outcome.ts';
import { eventOf, payloadOf } from './payload.ts';
import { type Answered, send } from './send.ts';
import { signature } from './sign.ts';
import { nextTurn } from './turn.ts';

/** How many due deliveries are read at a time, and how many outcomes are put down at a time. */
const readAtOnce = 128;
const writtenAtOnce = 200;

/** Sends what is due, and puts down what came of it. */
export interface Courier {
  /** Something may be due. */
  lookFor(endpoint: Endpoint): void;
  /** Ends tries that take too long, and tries again to put down what could not be. */
  tick(endpoints: Iterable<Endpoint>): void;
  /** Of the answers to what is on its way, keeps no text. */
  withhold(endpoints: Iterable<Endpoint>): void;
  /** Ends what is on its way to an endpoint. */
  end(endpoint: Endpoint): void;
  /** Forgets what came of tries and is not yet put down. */
  forget(): void;
  /** Puts down what there is and sends no more. */
  stop(): Promise<void>;
}

interface Result {
  readonly endpoint: Endpoint;
  readonly tried: Tried;
}

interface Work {
  readonly host: Host;
  readonly store: StoreReads;
  readonly log: DeliveryLog;
  readonly tenant: string;
  /** Whether the endpoint is still the one that is told. */
  isCurrent(endpoint: Endpoint): boolean;
  /** A try failed, and that is put down. */
  missed(endpoint: Endpoint, tried: Tried): Promise<void>;
  /** It could not go on for now. */
  failed(error: unknown): void;
}

export function courier({ host, store, log, tenant, isCurrent, missed, failed }: Work): Courier {
  const own: Deliveries = log.of(tenant);
  let stopped = false;
  let results: Result[] = [];
  let flushing: Promise<void> | undefined;

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
    try {
      const limit = readAtOnce + endpoint.claimed.size;
      const found = own.due(endpoint.settings.doc.id, host.clock(), limit);
      const free = found.filter(({ n }) => !endpoint.claimed.has(n));
      for (const { n } of free) endpoint.claimed.add(n);
      if (found.length === limit) endpoint.mayHaveMore = true;
      if (free.length > 0) endpoint.queue.push(...(await withBodies(endpoint, free)));
    } finally {
      endpoint.looking = false;
    }
    pump(endpoint);
  }

  function withBodies({ settings }: Endpoint, due: readonly Omit<Ready, 'sent'>[]): Promise<Ready[]> {
    return store.read(tenant, async (view) => {
      const events = view.eventsAt(due.flatMap(({ event_seq }) => event_seq ?? []));
      const ready: Ready[] = [];
      for (const one of due) {
        const text = eventOf(one, events);
        const sent = text && (await payloadOf(view, settings.doc.api_version, text));
        ready.push({ ...one, sent });
      }
      return ready;
    });
  }

  async function fly(endpoint: Endpoint, ready: Ready): Promise<void> {
    const { settings } = endpoint;
    const began = host.clock();
    const flight = { began, abort: new AbortController(), withheld: false };
    endpoint.flights.add(flight);
    const answered = await answerTo(settings, ready, began, flight.abort.signal);
    endpoint.flights.delete(flight);
    if (stopped || !isCurrent(endpoint)) return;
    const tried = outcomeOf(host, settings.doc, ready, began, answered);
    results.push({ endpoint, tried: flight.withheld ? bareOf(tried) : tried });
    flush();
    pump(endpoint);
  }

  /** Puts outcomes down, those that come meanwhile together; a delivery is free again when that is done. */
  function flush(): void {
    flushing ??= (async () => {
      await nextTurn();
      while (results.length > 0) {
        const batch = results.splice(0, writtenAtOnce);
        try {
          putDown(batch);
        } catch (error) {
          results = [...batch, ...results];
          throw error;
        }
        for (const { endpoint, tried } of batch) endpoint.claimed.delete(tried.n);
        for (const endpoint of new Set(batch.map((one) => one.endpoint))) lookFor(endpoint);
        for (const { endpoint, tried } of batch) if (!tried.ok) await missed(endpoint, tried);
        await nextTurn();
      }
    })()
      .catch(failed)
      .finally(() => {
        flushing = undefined;
      });
  }

  function putDown(batch: readonly Result[]): void {
    const health = new Map<Endpoint, number | undefined>();
    log.write(() => {
      for (const { endpoint, tried } of batch) {
        const off = tried.status === 'pending' && !endpoint.settings.doc.enabled;
        own.settle(off ? { ...tried, status: 'failed', next_at: null } : tried);
        const since = health.has(endpoint) ? health.get(endpoint) : endpoint.failingSince;
        const next = tried.ok ? undefined : (since ?? tried.tried.at);
        if (next !== since) own.noteHealth(endpoint.settings.doc.id, next);
        health.set(endpoint, next);
      }
    });
    for (const [endpoint, since] of health) endpoint.failingSince = since;
  }

  return {
    lookFor,

    tick(endpoints) {
      const now = host.clock();
      for (const endpoint of endpoints) {
        for (const { began, abort } of endpoint.flights)
          if (Math.abs(now - began) >= patience) abort.abort('timeout');
        lookFor(endpoint);
      }
      if (results.length > 0) flush();
    },

    withhold(endpoints) {
      for (const { flights } of endpoints) for (const flight of flights) flight.withheld = true;
      results = results.map(({ endpoint, tried }) => ({ endpoint, tried: bareOf(tried) }));
    },

    end(endpoint) {
      for (const { abort } of endpoint.flights) abort.abort('stopped');
      endpoint.settings.agent.destroy();
      endpoint.queue = [];
    },

    forget() {
      results = [];
    },

    async stop() {
      stopped = true;
      flush();
      await flushing;
    },
  };
}

/** Sends one, unless there is nothing to send or nothing to sign it with. */
async function answerTo(
  settings: Settings,
  ready: Ready,
  now: number,
  signal: AbortSignal,
): Promise<Answered> {
  const { sent: body } = ready;
  if (body === undefined) return { error: eventForgotten };
  const secrets = signingSecrets(settings, now);
  if (secrets.length === 0) return { error: secretUnreadable };
  return send({ ...settings, headers: headersOf(ready, body, secrets, now), body, signal });
}

function bareOf(tried: Tried): Tried {
  return { ...tried, tried: bareTry(tried.tried) };
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
