import type { Webhook } from '../../shared/resources/webhooks.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';
import { shortId } from '../api/v1/services.ts';
import type { View } from '../store/store.ts';

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
