import type { Replay, Webhook } from '../../shared/resources/webhooks.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { HubContext } from '../context.ts';
import type { DeliverySource, NewDelivery } from '../store/deliveries.ts';
import type { Store, Tx } from '../store/store.ts';

/** About how many rows one transaction puts down, so that nobody who writes waits long. */
const rowsAtOnce = 200;

/** The stored cursor is moved at the latest after so many numbers, so that a start has not much to look through. */
const longestLag = 5000;

/** An endpoint as far as the fan-out goes. */
export interface Listener {
  readonly doc: Webhook;
  readonly types: ReadonlySet<string>;
}

/**
 * Puts down a delivery of each event after `from` for each endpoint that is told of it, and moves the stored cursor, in one
 * transaction; where nobody is told of anything, nothing is written. Without `from` it goes on at the stored cursor. Answers
 * how far it is, and whether there may be more.
 */
export function fanOut(
  hub: HubContext,
  store: Store,
  tenant: string,
  listeners: readonly Listener[],
  from: number | undefined,
): Promise<{ seq: number; more: boolean }> {
  const atOnce = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, listeners.length)));
  return store.write(tenant, async (tx) => {
    const stored = tx.deliveries.cursor();
    const start = from ?? stored ?? Math.min(...listeners.map(({ doc }) => doc.from_seq));
    let added = false;
    const events = tx.events(start, atOnce);
    for (const event of events)
      for (const { doc, types } of listeners)
        if (doc.enabled && event.seq > doc.from_seq && types.has(event.type)) {
          tx.deliver.add(deliveryOf(hub, doc, event, 'event'));
          added = true;
        }
    const more = events.length === atOnce;
    const seq = more ? (events.at(-1)?.seq ?? start) : tx.seq();
    if (added || seq - (stored ?? 0) > longestLag) tx.deliver.moveCursor(seq);
    return { seq, more };
  });
}

/** Puts down a piece of a replay. */
export function replayPiece(
  hub: HubContext,
  store: Store,
  tenant: string,
  { doc, types }: Listener,
  replay: Replay,
): Promise<void> {
  return store.write(tenant, async (tx) => {
    const start = tx.deliveries.replayed(replay.id) ?? replay.after_seq;
    const events = tx.events(start, rowsAtOnce).filter(({ seq }) => seq <= replay.until_seq);
    for (const event of events)
      if (types.has(event.type) && isMeant(tx, doc, replay, event))
        tx.deliver.addAgain(deliveryOf(hub, doc, event, 'replay'));
    const last = events.length === rowsAtOnce ? events.at(-1)?.seq : undefined;
    tx.deliver.moveReplay(replay.id, last ?? replay.until_seq);
  });
}

function isMeant(tx: Tx, { id }: Webhook, replay: Replay, event: EventEnvelope): boolean {
  const at = parseInstant(event.created_at);
  if (replay.types && !replay.types.includes(event.type)) return false;
  if (replay.from && at < parseInstant(replay.from)) return false;
  if (replay.to && at >= parseInstant(replay.to)) return false;
  return replay.include_delivered || !tx.deliveries.wasTaken(id, event.seq);
}

function deliveryOf(
  hub: HubContext,
  { id }: Webhook,
  event: EventEnvelope,
  source: DeliverySource,
): NewDelivery {
  const about = event.data.object.id;
  return {
    id: hub.makeId('dlv'),
    endpoint_id: id,
    event_id: event.id,
    event_seq: event.seq,
    type: event.type,
    ...(typeof about === 'string' && { order_key: about }),
    source,
    created_at: hub.clock(),
  };
}
