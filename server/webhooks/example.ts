import type { EventType } from '../../shared/events.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Call } from '../api/route.ts';
import { exampleEvent } from '../events/examples.ts';

/** What a test sends: an event of its type as it could be, about nothing that there is. */
export function testEvent({ hub, caller, requestId }: Call, type: EventType): EventEnvelope {
  const [kind = ''] = type.split('.');
  const { id, name } = caller.actor;
  return {
    id: hub.makeId('evt'),
    type,
    api_version: 'v2',
    tenant_id: caller.tenant,
    mode: caller.mode,
    seq: 1,
    created_at: formatInstant(hub.clock()),
    data: exampleEvent(type)?.data ?? { object: { id: `${kind}_example` } },
    actor: { kind: caller.actor.kind, id, name },
    request_id: requestId,
  };
}
