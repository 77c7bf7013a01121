import type { Docs } from '../../shared/resources/index.ts';
import { formatInstant, parseInstant } from '../../shared/time/instants.ts';
import type { CardModel } from '../board/model.ts';

/** Documents and cards for the tests of the screens. */

const common = {
  tenant_id: 'tnt_1',
  version: 1,
  created_at: '2026-04-01T08:00:00Z',
  updated_at: '2026-04-01T08:00:00Z',
  metadata: {},
};

export function resource(id: string, more: Partial<Docs['resources']> = {}): Docs['resources'] {
  return {
    ...common,
    id,
    name: id,
    kind: 'practitioner',
    skills: [],
    shared_buffers: false,
    sort_order: 1,
    online: true,
    ...more,
  };
}

export function service(id: string, more: Partial<Docs['services']> = {}): Docs['services'] {
  return {
    ...common,
    id,
    name: 'Consultation',
    description: '',
    duration: 30,
    buffer_before: 0,
    buffer_after: 0,
    min_notice: 0,
    overrides: [],
    needs: [],
    any_staff: 'priority',
    requires_confirmation: false,
    archived: false,
    ...more,
  };
}

export function customer(id: string, more: Partial<Docs['customers']> = {}): Docs['customers'] {
  return { ...common, id, name: 'Priya Sharma', tags: [], ...more };
}

/** A confirmed visit of 30 minutes. */
export function booking(
  id: string,
  start_at: string,
  more: Partial<Docs['bookings']> = {},
): Docs['bookings'] {
  return {
    ...common,
    id,
    channel: 'in_person',
    send_confirmation: false,
    customer_id: 'cust_1',
    service_id: 'svc_1',
    resource_id: 'res_a',
    status: 'confirmed',
    start_at,
    end_at: formatInstant(parseInstant(start_at) + 30 * 60_000),
    allocations: [{ role: 'practitioner', resource_id: 'res_a' }],
    buffer_before: 0,
    buffer_after: 0,
    sequence: 0,
    override: [],
    overbooked: false,
    history: [],
    ...more,
  };
}

/** A card of 30 minutes in column `res_a`. */
export function card(start: number, more: Partial<CardModel> = {}): CardModel {
  return {
    key: 'bk_1 res_a',
    id: 'bk_1',
    kind: 'booking',
    column: 'res_a',
    resource_id: 'res_a',
    service_id: 'svc_1',
    main: true,
    status: 'confirmed',
    freed: false,
    movable: true,
    customer: 'Priya Sharma',
    service: 'Consultation',
    color: '#000000',
    notes: false,
    alert: undefined,
    waiting: false,
    overbooked: false,
    buffer_before: 0,
    buffer_after: 0,
    time: '10:00',
    label: '10:00 Priya Sharma',
    lane: 0,
    of: 1,
    start,
    end: start + 30 * 60_000,
    ...more,
  };
}
