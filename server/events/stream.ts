import type { Response } from 'express';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Call, Caller } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { authGate, endOf } from '../gates/auth.ts';
import type { Store } from '../store/store.ts';
import { type Chosen, unlessReadable } from './may-read.ts';
import { type EventPage, eventPage } from './page.ts';
import { type EventPositions, ofOtherStore, tooOld } from './positions.ts';
import { type StreamWriter, slowReader, streamWriter } from './stream-writer.ts';

/** How many streams one key, desk or person may have open at a time. */
export const streamsEach = 10;
/** Milliseconds between lines that say nothing but "still here". */
export const heartbeatEvery = 5_000;
/** Milliseconds after which a receiver whose connection broke tries again, as the stream tells it. */
const retryAfter = 2_000;
const pageSize = 100;

/** The streams of events that a hub has open. */
export interface EventStreams {
  /**
   * Sends what follows the seq `start` and then whatever happens, until either side ends it.
   * @throws RefusalError `rate_limited` where the caller has too many of them
   */
  open(call: Call, response: Response, start: number, types: Chosen): void;
}

export function eventStreams(hub: HubContext, positions: EventPositions): EventStreams {
  const open = new Map<string, number>();
  const frames = new WeakMap<EventEnvelope, string>();
  const pages = sharedPages();
  const identify = authGate(hub);

  function frameOf(store: Store, event: EventEnvelope): string {
    const known =
      frames.get(event) ?? `id: ${positions.write(store, event.seq)}\ndata: ${JSON.stringify(event)}\n\n`;
    frames.set(event, known);
    return known;
  }

  return {
    open({ caller }, response, start, types) {
      const release = take(open, caller.actor.id);
      const store = hub.stores[caller.mode];
      const { epoch } = store;
      response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.flushHeaders();
      const out = streamWriter(response);
      const news = commitsOf(store, caller, () => stillAllowed(identify, caller, types, out));
      let at = start;
      let told = start;
      out.send(`retry: ${retryAfter}\nid: ${positions.write(store, start)}\n\n`);

      const heartbeat = setInterval(() => {
        // A person's session is not kept alive by being looked at, so it is only asked when it ends.
        if (caller.session && endOf(hub, caller.mode, caller.session) <= hub.clock())
          return out.end(refuse('unauthorized', 'This session has ended; sign in again'));
        if (!caller.session) stillAllowed(identify, caller, types, out);
        // With types, the position moves though nothing is sent.
        if (out.beat(at > told ? `id: ${positions.write(store, at)}\n\n` : ':\n\n'))
          told = Math.max(told, at);
      }, heartbeatEvery);
      response.on('close', () => {
        clearInterval(heartbeat);
        news.stop();
        release();
      });

      async function run(): Promise<void> {
        for (let live = false; !out.ended(); ) {
          const next = await pages(store, caller.tenant, at, types);
          if (store.epoch !== epoch) return out.end(ofOtherStore());
          if (at < next.forgotten) return out.end(tooOld());
          for (const event of next.page.events) {
            if (!(await out.send(frameOf(store, event)))) return out.end(slowReader);
            told = event.seq;
          }
          at = next.page.upTo;
          if (next.page.more) continue;
          // A snapshot may be older than the commit that this was woken by; the next turn has a new one.
          if (at < news.newest()) await nextTurn();
          else {
            if (!live) {
              out.send(`event: live\nid: ${positions.write(store, at)}\ndata: {}\n\n`);
              told = at;
            }
            live = true;
            await news.next();
          }
        }
      }
      run().catch((error) => {
        hub.log.error({ err: error }, 'a stream of events failed');
        out.end(refuse('internal', 'Something went wrong in the hub'));
      });
    },
  };
}

/** Counts a stream of this caller; the answer takes it off. */
function take(open: Map<string, number>, id: string): () => void {
  const count = open.get(id) ?? 0;
  if (count >= streamsEach)
    throw new RefusalError(
      refuse('rate_limited', `${streamsEach} streams are open already; end one of them`, { retry_after: 10 }),
    );
  open.set(id, count + 1);
  return () => {
    const left = (open.get(id) ?? 1) - 1;
    if (left > 0) open.set(id, left);
    else open.delete(id);
  };
}

/** Ends the stream of a key that was revoked, a desk that was removed, a person who may no longer. */
function stillAllowed(
  identify: ReturnType<typeof authGate>,
  { bearer }: Caller,
  chosen: Chosen,
  out: StreamWriter,
): void {
  try {
    const { actor } = identify(`Bearer ${bearer}`);
    const barred = unlessReadable(actor.scopes, chosen);
    if (barred) out.end(barred);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    out.end(error.refusal);
  }
}

/** Wakes whoever waits when events were committed, or the store began anew. */
function commitsOf(store: Store, { tenant }: Caller, onAccess: () => void) {
  let newest = 0;
  let wake = () => {};
  const stop = store.onCommit((commit) => {
    if (commit.tenant !== tenant) return;
    newest = Math.max(newest, commit.events ?? 0);
    const { api_keys, devices, sessions, staff } = commit.collections;
    if (api_keys ?? devices ?? sessions ?? staff) onAccess();
    wake();
  });
  return {
    newest: () => newest,
    /** Resolves with the next commit. */
    next(): Promise<void> {
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    stop() {
      stop();
      wake();
    },
  };
}

interface Found {
  readonly page: EventPage;
  readonly forgotten: number;
}

/** Streams that are at the same place ask the same at the same time: they are read once per turn of the event loop. */
function sharedPages() {
  const asked = new Map<string, Promise<Found>>();
  return function pageAfter(store: Store, tenant: string, after: number, types: Chosen): Promise<Found> {
    const key = [store.mode, tenant, after, types?.join()].join(' ');
    const found =
      asked.get(key) ??
      store.read(tenant, async (view) => ({
        page: eventPage(view, after, pageSize, types),
        forgotten: view.forgottenEvents(),
      }));
    if (asked.size === 0) setImmediate(() => asked.clear());
    asked.set(key, found);
    return found;
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
