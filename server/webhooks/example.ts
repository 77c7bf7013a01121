import type { EventType } from '../../shared/events.ts';
import { allResources } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import { exampleOf } from '../api/examples.ts';
import type { Call } from '../api/route.ts';

/** What a test sends: an event of its type as it could be, about nothing that there is. */
export function exampleEvent({ hub, caller, requestId }: Call, type: EventType): EventEnvelope {
  const [kind = ''] = type.split('.');
  const definition = allResources.find(({ singular }) => singular === (named[kind] ?? kind));
  const { id, name } = caller.actor;
  return {
    id: hub.makeId('evt'),
    type,
    api_version: 'v2',
    tenant_id: caller.tenant,
    mode: caller.mode,
    seq: 1,
    created_at: formatInstant(hub.clock()),
    data: { object: definition ? exampleOf(definition) : { id: `${kind}_example` } },
    actor: { kind: caller.actor.kind, id, name },
    request_id: requestId,
  };
}

const named: Readonly<Record<string, string>> = { webhook: 'webhook endpoint' };
