import type { Webhook } from '../../shared/resources/webhooks.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';
import { shortId } from '../api/v1/services.ts';
import type { DueDelivery } from '../store/deliveries.ts';
import type { StoredEvent, View } from '../store/store.ts';

type StoredEvents = ReadonlyMap<number, StoredEvent>;

/** Which event a delivery is of, or what is sent where there is none. */
export type EventKey = Pick<DueDelivery, 'event_id' | 'event_seq' | 'body'>;

/** JSON of the event that a delivery is of, as the store has it; undefined where it is forgotten. */
export function eventOf({ event_id, event_seq, body }: EventKey, events: StoredEvents): string | undefined {
  const stored = event_seq === null ? undefined : events.get(event_seq);
  return body ?? (stored?.id === event_id ? stored.text : undefined);
}

/**
 * What is sent of an event, as JSON: the event as it is stored, or OVERVIEW's form to the letter. Of a person who was
 * merged since, it tells the record that stayed; of one who was erased, nothing.
 */
export async function payloadOf(view: View, version: Webhook['api_version'], event: string): Promise<string> {
  if (version === 'v2') return event;
  const { type, data } = eventEnvelope.parse(JSON.parse(event));
  const { id, service_id, start_at, end_at, customer_id } = data.object;
  const customer = await view.get('customers', String(customer_id));
  const isWhole = typeof start_at === 'string' && typeof end_at === 'string';
  return JSON.stringify({
    event: type,
    data: {
      id,
      service: typeof service_id === 'string' ? shortId(service_id) : null,
      duration: isWhole ? (parseInstant(end_at) - parseInstant(start_at)) / minutes(1) : null,
      scheduled_at: isWhole ? start_at : null,
      customer: { email: customer?.email ?? null, name: customer?.name ?? null },
    },
  });
}
