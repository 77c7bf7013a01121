import { missing } from '../../shared/commands/common.ts';
import { scopesToTell } from '../../shared/commands/webhooks/rules.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { missingScope } from '../../shared/event-objects.ts';
import type { Webhook } from '../../shared/resources/webhooks.ts';
import type { Call } from '../api/route.ts';
import type { Deliveries, Delivery } from '../store/deliveries.ts';
import type { View } from '../store/store.ts';
import type { EventKey } from './payload.ts';

/**
 * The endpoint that the path names, of the caller's practice. Whatever a route is about, this comes first: of another's
 * endpoint it says what it says of one that there never was.
 * @throws RefusalError `not_found`
 */
export async function endpointIn(view: View, call: Call): Promise<Webhook> {
  const id = call.params.id ?? '';
  const found = await view.get('webhooks', id);
  if (!found) throw new RefusalError(missing('webhooks', id));
  return found;
}

/** A delivery as its log has it. */
export type FoundDelivery = Delivery & EventKey;

/**
 * The delivery that the path names, of this endpoint.
 * @throws RefusalError `not_found`
 */
export function deliveryIn(log: Deliveries, call: Call, endpoint: Webhook): FoundDelivery {
  const id = call.params.delivery_id ?? '';
  const found = log.one(endpoint.id, id);
  if (!found) throw new RefusalError(refuse('not_found', `There is no delivery ${id}`, { id }));
  return found;
}

/** Whether the caller may see what is sent of a type, and what was answered to it, which may tell it again (rule P4). */
export function maySee({ caller }: Call, { api_version }: Webhook, type: string): boolean {
  const needed = scopesToTell({ events: [type], api_version });
  return missingScope(needed, caller.actor.scopes) === undefined;
}
