import type { Replay, Webhook } from '../../shared/resources/webhooks.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Deliveries, DeliverySource, NewDelivery } from '../store/deliveries.ts';
import type { Host } from './host.ts';

type Making = Pick<Host, 'clock' | 'makeId'>;

/** An endpoint as far as the fan-out goes. */
export interface Listener {
  readonly doc: Webhook;
  readonly types: ReadonlySet<string>;
}

/** Puts down a delivery of each event for each of the endpoints that is told of it; answers whether there was any. */
export function fanOut(
  making: Making,
  own: Deliveries,
  listeners: readonly Listener[],
  events: readonly EventEnvelope[],
): boolean {
  let added = false;
  for (const event of events)
    for (const { doc, types } of listeners)
      if (doc.enabled && event.seq > doc.from_seq && types.has(event.type)) {
        own.add(deliveryOf(making, doc, event, 'event'));
        added = true;
      }
  return added;
}

/** Puts down those of `events` that a replay is to send again. */
export function sendAgain(
  making: Making,
  own: Deliveries,
  { doc, types }: Listener,
  replay: Replay,
  events: readonly EventEnvelope[],
): void {
  for (const event of events)
    if (event.seq <= replay.until_seq && types.has(event.type) && isMeant(own, doc, replay, event))
      own.addAgain(deliveryOf(making, doc, event, 'replay'));
}

function isMeant(own: Deliveries, { id }: Webhook, replay: Replay, event: EventEnvelope): boolean {
  const at = parseInstant(event.created_at);
  if (replay.types && !replay.types.includes(event.type)) return false;
  if (replay.from && at < parseInstant(replay.from)) return false;
  if (replay.to && at >= parseInstant(replay.to)) return false;
  return replay.include_delivered || !own.wasTaken(id, event.seq);
}

function deliveryOf(
  { clock, makeId }: Making,
  { id }: Webhook,
  event: EventEnvelope,
  source: DeliverySource,
): NewDelivery {
  const about = event.data.object.id;
  return {
    id: makeId('dlv'),
    endpoint_id: id,
    event_id: event.id,
    event_seq: event.seq,
    type: event.type,
    ...(typeof about === 'string' && { order_key: about }),
    source,
    created_at: clock(),
  };
}
