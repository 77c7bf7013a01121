import { eventObjects } from '../../shared/event-objects.ts';
import { isEmitted } from '../../shared/event-payloads.ts';
import type { EventType } from '../../shared/events.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import { exampleOf } from '../api/examples.ts';

interface Told {
  /** What some types say besides. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly object: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>>;
}

const before = { version: 1, updated_at: '2026-04-15T09:40:00Z' };

function becomes(field: string, from: unknown, to: unknown): Told {
  return { object: { [field]: to, version: 2 }, previous: { [field]: from, ...before } };
}

/** What an example of a type tells beside the example of its resource. */
const told: Readonly<Partial<Record<EventType, Told>>> = {
  'booking.cancelled': becomes('status', 'confirmed', 'cancelled'),
  'booking.no_show': becomes('status', 'confirmed', 'no_show'),
  'booking.checked_in': becomes('status', 'confirmed', 'checked_in'),
  'booking.completed': becomes('status', 'in_progress', 'completed'),
  'booking.rescheduled': {
    object: { version: 2 },
    previous: { start_at: '2026-04-19T05:00:00Z', end_at: '2026-04-19T05:30:00Z', ...before },
  },
  'booking.updated': becomes('notes', 'Follow-up', 'Follow-up · cardiology'),
  'schedule.violation_detected': {
    object: {},
    previous: {},
    details: { reasons: [{ type: 'resource_offline', resource_id: 'res_dr_niket' }] },
  },
  'customer.updated': becomes('name', 'Priya', 'Priya Sharma'),
  'resource.taken_offline': becomes('online', true, false),
  'resource.brought_online': becomes('online', false, true),
  'resource.skill_added': becomes('skills', [], ['laser']),
  'resource.skill_removed': becomes('skills', ['laser'], []),
  'service.updated': becomes('name', 'Consultation', 'Consultation, 30 minutes'),
  'service.archived': becomes('archived', false, true),
};

/**
 * A made-up event of a type, as a receiver gets it; undefined of a type that nothing tells yet. `about` gives it another
 * id, practice, mode or time.
 */
export function exampleEvent(
  type: EventType,
  about: Partial<Pick<EventEnvelope, 'id' | 'tenant_id' | 'mode' | 'seq' | 'created_at' | 'request_id'>> = {},
): EventEnvelope | undefined {
  const objects: readonly ResourceName[] = eventObjects[type];
  const [name] = objects;
  if (!name || !isEmitted(type)) return undefined;
  const { object, previous, details } = told[type] ?? { object: {}, previous: undefined };
  return {
    id: 'evt_01HXYZ234',
    type,
    api_version: 'v2',
    tenant_id: 'tnt_clinic',
    mode: 'live',
    seq: 189,
    created_at: '2026-04-15T09:42:11Z',
    data: {
      object: { ...exampleOf(definitionOf(name)), ...object },
      ...(previous && { previous }),
      ...(details && { details }),
    },
    actor: { kind: 'key', id: 'key_01HXYZ234', name: 'Website' },
    request_id: 'req_01HXYZ',
    ...about,
  };
}
