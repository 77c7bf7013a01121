import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { type FeedContents, feedEvents, feedText } from './text.ts';

/** A booking of Priya with Dr Niket in room 1, with some fields of the test's own. */
export function makeBooking(fields: Partial<Booking> = {}): Booking {
  return {
    id: 'bk_1',
    tenant_id: 'tnt_clinic',
    version: 1,
    created_at: '2026-04-15T09:42:11Z',
    updated_at: '2026-04-15T09:42:11Z',
    metadata: {},
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    status: 'confirmed',
    start_at: '2026-04-20T05:00:00Z',
    end_at: '2026-04-20T05:30:00Z',
    allocations: [
      { role: 'practitioner', resource_id: 'res_dr_niket' },
      { role: 'room', resource_id: 'res_room_1' },
    ],
    channel: 'in_person',
    notes: 'Follow-up · cardiology',
    send_confirmation: true,
    buffer_before: 0,
    buffer_after: 0,
    sequence: 0,
    override: [],
    overbooked: false,
    history: [],
    ...fields,
  };
}

/** What a feed of these bookings tells of, on 2026-04-15 in Kolkata. */
export function makeContents(bookings: readonly Booking[], feed: Partial<Feed> = {}): FeedContents {
  return {
    feed: { name: 'All bookings', privacy: 'full', past_days: 30, ...feed },
    bookings,
    now: Date.UTC(2026, 3, 15, 12),
    practice: { name: 'Dune Clinic', timezone: 'Asia/Kolkata' },
    services: new Map([['svc_consult_30', { name: '30-min consultation' }]]),
    resources: new Map([
      ['res_dr_niket', { name: 'Dr Niket' }],
      ['res_room_1', { name: 'Room 1' }],
    ]),
    customers: new Map([['cust_priya_01', { name: 'Priya Sharma' }]]),
  };
}

/** The text of a feed whose bookings come all at once. */
export function textOf(contents: FeedContents): string {
  return feedText(contents, [feedEvents(contents)]);
}
