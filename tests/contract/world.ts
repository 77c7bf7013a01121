import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { hashSecret } from '../../server/access/secrets.ts';
import type { Route } from '../../server/api/route.ts';
import { runDue } from '../../server/due.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import type { TestHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { text } from '../kit/rest.ts';

/** A moment before REF's example, on which the requests of this folder are made. */
export const today = '2026-04-15T09:42:11Z';

/** `count` half hours from 09:00 in Kolkata on a day of May 2026, a Monday if `day` is 4. */
function slot(n: number, day = 4): string {
  const minutes = 3 * 60 + 30 + n * 30;
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `2026-05-${String(day).padStart(2, '0')}T${time}:00Z`;
}

const visit = {
  customer_id: 'cust_priya_01',
  service_id: 'svc_consult_30',
  resource_id: 'res_dr_niket',
};

/** Two consultations in one stay. */
const stay = {
  customer_id: 'cust_priya_01',
  items: [
    { service_id: 'svc_consult_30', resource_id: 'res_dr_niket' },
    { service_id: 'svc_consult_30', resource_id: 'res_dr_niket', duration: 30, gap_before: 0 },
  ],
};

/** What does not happen by itself, so that nothing is sent while requests are watched. */
const rare = ['webhook.endpoint_disabled'];

/** One of everything, so that every route has something to be about; sandbox and live hold the same. */
export async function seedWorld(hub: TestHub): Promise<void> {
  await referencePractice(hub);
  const steps: [path: string, body?: object][] = [
    ['/customers', { id: 'cust_spare', name: 'Spare Customer' }],
    ['/customers', { id: 'cust_twice', name: 'Priya Sharma', email: 'priya@example.com' }],
    ['/services', { id: 'svc_spare', name: 'Spare', duration: 20 }],
    ['/services', { id: 'svc_asks', name: 'Asks first', duration: 30, requires_confirmation: true }],
    ['/resources', { id: 'res_spare', name: 'Spare room', kind: 'room' }],
    ['/bookings', { ...visit, id: 'bk_confirmed', start_at: slot(0) }],
    ['/bookings', { ...visit, id: 'bk_pending', service_id: 'svc_asks', start_at: slot(1) }],
    ['/bookings', { ...visit, id: 'bk_arrived', start_at: slot(2) }],
    ['/bookings/bk_arrived/check-in'],
    ['/bookings', { ...visit, id: 'bk_begun', start_at: slot(3) }],
    ['/bookings/bk_begun/check-in'],
    ['/bookings/bk_begun/start'],
    ['/bookings', { ...visit, id: 'bk_cancelled', start_at: slot(4) }],
    ['/bookings/bk_cancelled/cancel', { reason: 'Ill' }],
    ['/bookings', { ...visit, id: 'bk_missed', start_at: slot(5) }],
    ['/bookings', { ...visit, id: 'bk_moved', start_at: slot(6) }],
    ['/bookings', { ...visit, id: 'bk_called_off', start_at: slot(7) }],
    ['/bookings', { ...visit, id: 'bk_arrives', start_at: slot(8) }],
    ['/closures', { id: 'blk_closure', start_at: '2026-12-24T00:00:00Z', end_at: '2026-12-27T00:00:00Z' }],
    ['/closures', { id: 'blk_spare', start_at: '2026-12-30T00:00:00Z', end_at: '2026-12-31T00:00:00Z' }],
    [
      '/resources/res_dr_niket/time-off',
      { id: 'blk_off', start_at: '2026-08-03T00:00:00Z', end_at: '2026-08-08T00:00:00Z' },
    ],
    ['/bookings', { ...visit, id: 'bk_v1', start_at: slot(9, 5) }],
    ['/bookings', { ...visit, id: 'bk_laid_over', start_at: '2026-09-07T05:00:00Z' }],
    [
      '/resources/res_dr_niket/time-off',
      { id: 'blk_over', start_at: '2026-09-07T00:00:00Z', end_at: '2026-09-08T00:00:00Z' },
    ],
    ['/services', { id: 'svc_class', name: 'Yoga', duration: 60, capacity: 8 }],
    ['/classes', { id: 'cls_one', service_id: 'svc_class', start_at: slot(0, 7) }],
    ['/classes', { id: 'cls_spare', service_id: 'svc_class', start_at: slot(2, 7) }],
    ['/classes', { id: 'cls_off', service_id: 'svc_class', start_at: slot(4, 7) }],
    ['/bookings', { customer_id: 'cust_priya_01', id: 'bk_seat', class_id: 'cls_one' }],
    ...['one', 'spare', 'offered', 'declines'].map((name): [string, object] => [
      '/waitlist',
      { id: `wl_${name}`, customer_id: 'cust_priya_01', service_id: 'svc_consult_30', until: slot(0, 29) },
    ]),
    [
      '/waitlist',
      {
        id: 'wl_here',
        customer_id: 'cust_priya_01',
        service_id: 'svc_consult_30',
        until: slot(0, 29),
        walk_in: true,
      },
    ],
    ['/waitlist/wl_offered/offer', { start_at: slot(0, 11), offer_minutes: 600 }],
    ['/waitlist/wl_declines/offer', { start_at: slot(2, 11), offer_minutes: 600 }],
    ['/visits', { ...stay, id: 'vis_one', start_at: slot(0, 8) }],
    ['/visits', { ...stay, id: 'vis_moved', start_at: slot(4, 8) }],
    ['/visits', { ...stay, id: 'vis_off', start_at: slot(8, 8) }],
    ['/resources', { id: 'res_stands_in', name: 'Dr Asha', sort_order: 900 }],
    ['/bookings', { ...visit, id: 'bk_passed_on', start_at: '2026-05-11T05:00:00Z' }],
    ['/bookings', { ...visit, id: 'bk_violated', start_at: '2026-09-14T05:00:00Z' }],
    [
      '/resources/res_dr_niket/time-off',
      { id: 'blk_over_too', start_at: '2026-09-14T00:00:00Z', end_at: '2026-09-15T00:00:00Z' },
    ],
    ['/api-keys', { id: 'key_spare', name: 'Spare' }],
    ['/api-keys', { id: 'key_turning', name: 'Turning' }],
    ['/calendar/feeds', { id: 'feed_spare', name: 'Spare' }],
    ['/calendar/feeds', { id: 'feed_turning', name: 'Turning' }],
    ['/calendar/feeds', { id: 'feed_going', name: 'Going' }],
    ['/staff', { id: 'stf_ola', name: 'Ola', role: 'owner', pin: '283915' }],
    ['/staff', { id: 'stf_spare', name: 'Spare', role: 'front_desk' }],
    ['/webhooks', { id: 'whe_one', url: 'https://hooks.example.com/one', events: rare }],
    ['/webhooks', { id: 'whe_spare', url: 'https://hooks.example.com/spare', events: rare }],
    ['/webhooks/whe_one/test', { type: 'booking.created' }],
    [
      '/series',
      { ...visit, id: 'ser_weekly', start_local: '2026-06-02T09:00', rrule: 'FREQ=WEEKLY;COUNT=3' },
    ],
    ['/holds', { id: 'hold_one', service_id: 'svc_consult_30', start_at: slot(9) }],
  ];
  for (const [path, body] of steps) {
    const answer = await hub.call('POST', `/v2${path}`, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }
}

/** A request that goes well in `seedWorld`'s practice, for each route: `METHOD /path/{of}/the/route`. */
export interface Sample {
  /** Where it differs from the route's own path. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** In the place of a JSON body. */
  readonly csv?: string;
  readonly status: number;
  /** Only a desk may. */
  readonly desk?: true;
  /** Who asks, where it is neither a desk nor the live key. */
  readonly bearer?: string;
  /** It would put other data in the place of what the tests ask about: they leave out that it goes well. */
  readonly replacesAll?: true;
}

function get(path: string): Sample {
  return { path, status: 200 };
}

function act(path: string, body: Record<string, unknown> = {}): Sample {
  return { path, body, status: 200 };
}

/** In an order in which each still finds what it is about. */
const fixed: Readonly<Record<string, Sample>> = {
  'GET /v2/health': get('/v2/health'),
  'GET /v2/health/ready': get('/v2/health/ready'),
  'GET /v2/health/details': get('/v2/health/details'),
  'GET /v2/metrics': get('/v2/metrics'),
  'GET /v2/me': get('/v2/me'),
  'GET /v2/tenant': get('/v2/tenant'),
  'GET /v2/tenant/usage': get('/v2/tenant/usage'),
  'GET /v2/limits': get('/v2/limits'),
  'GET /v2/errors/{code}': get('/v2/errors/not_found'),
  'GET /v2/api-keys': get('/v2/api-keys?sort=-created_at'),
  'GET /v2/api-keys/{id}': get('/v2/api-keys/key_spare'),
  'POST /v2/api-keys': {
    path: '/v2/api-keys',
    status: 201,
    body: {
      id: 'key_new',
      name: 'Website',
      kind: 'public',
      mode: 'live',
      scopes: ['services:read', 'availability:read'],
      allowed_origins: ['https://www.example.com'],
      expires_at: '2027-01-01T00:00:00Z',
      plan: 'solo',
      external_id: 'site',
      metadata: { page: 'home' },
    },
  },
  'POST /v2/api-keys/{id}/rotate': act('/v2/api-keys/key_turning/rotate', { overlap_minutes: 60 }),
  'DELETE /v2/api-keys/{id}': { path: '/v2/api-keys/key_spare', status: 204 },
  'GET /v2/staff': get('/v2/staff?role=owner,manager&sort=name'),
  'GET /v2/staff/{id}': get('/v2/staff/stf_spare'),
  'POST /v2/staff': {
    path: '/v2/staff',
    status: 201,
    body: {
      id: 'stf_new',
      name: 'Dr Niket',
      email: 'niket@example.com',
      role: 'practitioner',
      resource_id: 'res_dr_niket',
      pin: '4711',
      password: 'correct horse battery',
      external_id: 'niket',
      metadata: { room: '2' },
    },
  },
  'PATCH /v2/staff/{id}': act('/v2/staff/stf_spare', { name: 'Spare Hand', role: 'read_only' }),
  'POST /v2/staff/{id}/reset-pin': act('/v2/staff/stf_spare/reset-pin'),
  'DELETE /v2/staff/{id}': { path: '/v2/staff/stf_spare', status: 204 },
  'GET /v2/devices/pairing-codes': get('/v2/devices/pairing-codes'),
  'POST /v2/devices/pairing-codes': {
    path: '/v2/devices/pairing-codes',
    status: 201,
    body: { valid_minutes: 10 },
  },
  'GET /v2/sharing': get('/v2/sharing'),
  'PUT /v2/sharing': {
    path: '/v2/sharing',
    status: 200,
    body: { on: false, port: 4651, feeds_over_http: false },
  },
  'GET /v2/devices': get('/v2/devices'),
  'GET /v2/schedule/week-sheet': get('/v2/schedule/week-sheet?from=2026-04-20&resource_id=res_dr_niket'),
  'GET /v2/paper': get('/v2/paper'),
  'PUT /v2/paper': { path: '/v2/paper', status: 200, body: { on: true } },
  'PUT /v2/backups/settings': {
    path: '/v2/backups/settings',
    status: 200,
    body: {
      at: '03:00',
      keep: { daily: 7, weekly: 4, monthly: 12 },
      warn_after_days: 3,
      passphrase: 'a long walk in the dunes',
    },
  },
  'GET /v2/backups/settings': get('/v2/backups/settings'),
  'GET /v2/backups/state': get('/v2/backups/state'),
  'GET /v2/backups': get('/v2/backups'),
  // The last: how far it is by then is another thing each time.
  'POST /v2/backups': { path: '/v2/backups', status: 202, body: {} },
  'POST /v2/backups/{id}/restore': {
    path: '/v2/backups/bkp_01JZC0N3E8QZ3V6KX8T2M4B7RA/restore',
    status: 202,
    body: { passphrase: 'a long walk in the dunes' },
    replacesAll: true,
  },
  'GET /v2/exports': get('/v2/exports'),
  'POST /v2/exports': { path: '/v2/exports', status: 202, body: {} },
  'GET /v2/calendar/feeds': get('/v2/calendar/feeds'),
  'GET /v2/calendar/feeds/{id}': get('/v2/calendar/feeds/feed_spare'),
  'POST /v2/calendar/feeds': {
    path: '/v2/calendar/feeds',
    status: 201,
    body: {
      id: 'feed_new',
      name: 'Dr Niket',
      resource_id: 'res_dr_niket',
      privacy: 'initials',
      past_days: 30,
      alarm_minutes: 10,
      external_id: 'phone',
      metadata: { of: 'phone' },
    },
  },
  'POST /v2/calendar/feeds/{id}/rotate': act('/v2/calendar/feeds/feed_turning/rotate'),
  'DELETE /v2/calendar/feeds/{id}': { path: '/v2/calendar/feeds/feed_going', status: 204 },
  'GET /v2/errors': get('/v2/errors'),
  'GET /v2/event-types': get('/v2/event-types'),
  'GET /v2/event-types/{type}': get('/v2/event-types/booking.cancelled'),
  'GET /v2/openapi.json': get('/v2/openapi.json'),
  'GET /v2/openapi-3.0.json': get('/v2/openapi-3.0.json'),
  'GET /v2/graphql': get('/v2/graphql?query=%7B__typename%7D'),
  'GET /v2/graphql/schema.graphql': get('/v2/graphql/schema.graphql'),
  'POST /v2/graphql': act('/v2/graphql', { query: '{ __typename }' }),
  'GET /v2/services': get('/v2/services?archived=false&sort=-updated_at&limit=10'),
  'GET /v2/services/{id}': get('/v2/services/svc_spare'),
  'GET /v2/resources': get('/v2/resources?kind=room,practitioner&online=true'),
  'GET /v2/resources/{id}': get('/v2/resources/res_spare'),
  'GET /v2/customers': get('/v2/customers?updated_since=2026-04-01T00:00:00Z'),
  'GET /v2/customers/{id}': get('/v2/customers/cust_spare'),
  'GET /v2/customers/duplicates': get('/v2/customers/duplicates?customer_id=cust_priya_01&limit=5'),
  'GET /v2/customers/{id}/timeline': get('/v2/customers/cust_priya_01/timeline?kind=visit,booking,change'),
  'PUT /v2/customers/{customer_id}/consents/{purpose}': act(
    '/v2/customers/cust_priya_01/consents/marketing',
    {
      granted: true,
      source: 'Form at the front desk',
      wording: 'Newsletter, version 3',
    },
  ),
  'GET /v2/customers/{customer_id}/consents': get('/v2/customers/cust_priya_01/consents?granted=true'),
  'GET /v2/customers/{customer_id}/consents/{purpose}': get('/v2/customers/cust_priya_01/consents/marketing'),
  'POST /v2/customers/{id}/merge': act('/v2/customers/cust_twice/merge', { into: 'cust_priya_01' }),
  'GET /v2/imports': get('/v2/imports?status=running,done'),
  'GET /v2/bookings': get('/v2/bookings?status=confirmed,pending&from=2026-04-01T00:00:00%2B02:00'),
  'GET /v2/bookings/{id}': get('/v2/bookings/bk_confirmed'),
  'GET /v2/bookings/{id}/history': get('/v2/bookings/bk_begun/history'),
  'GET /v2/bookings/{id}/ics': get('/v2/bookings/bk_cancelled/ics'),
  'GET /v2/resources/{resource_id}/bookings': get('/v2/resources/res_dr_niket/bookings'),
  'GET /v2/customers/{customer_id}/bookings': get('/v2/customers/cust_priya_01/bookings'),
  'GET /v2/waitlist': get('/v2/waitlist?status=waiting,offered&urgency=normal&service_id=svc_consult_30'),
  'GET /v2/waitlist/{id}': get('/v2/waitlist/wl_one'),
  'GET /v2/waitlist/matches': get(
    '/v2/waitlist/matches?from=2026-05-11&to=2026-05-12&zone=Asia/Kolkata&resource_id=res_dr_niket',
  ),
  'POST /v2/waitlist': {
    path: '/v2/waitlist',
    status: 201,
    body: {
      id: 'wl_new',
      customer_id: 'cust_priya_01',
      service_id: 'svc_consult_30',
      resource_ids: ['res_dr_niket'],
      days: ['monday', 'tuesday'],
      parts_of_day: ['morning'],
      from: '2026-05-01T00:00:00Z',
      until: '2026-06-01T00:00:00Z',
      urgency: 'urgent',
      notes: 'Can be here within an hour',
      external_id: 'waits',
      metadata: { source: 'phone' },
    },
  },
  'PATCH /v2/waitlist/{id}': act('/v2/waitlist/wl_one', { urgency: 'urgent', days: null }),
  'POST /v2/waitlist/{id}/offer': act('/v2/waitlist/wl_one/offer', {
    start_at: slot(4, 11),
    resource_id: 'res_dr_niket',
    offer_minutes: 30,
  }),
  'POST /v2/waitlist/{id}/accept': act('/v2/waitlist/wl_offered/accept', {
    channel: 'phone',
    notes: 'Called back',
    send_confirmation: true,
  }),
  'POST /v2/waitlist/{id}/book': act('/v2/waitlist/wl_here/book', {
    start_at: slot(6, 11),
    resource_id: 'res_dr_niket',
    channel: 'in_person',
    notes: 'Came by',
    send_confirmation: false,
    override: ['slot_step'],
    override_reason: 'Came by',
  }),
  'POST /v2/waitlist/{id}/decline': act('/v2/waitlist/wl_declines/decline', { keep_waiting: true }),
  'DELETE /v2/waitlist/{id}': { path: '/v2/waitlist/wl_spare', status: 204 },
  'GET /v2/visits': get(
    '/v2/visits?customer_id=cust_priya_01&from=2026-05-01T00:00:00Z&sort=-start_at&limit=2',
  ),
  'GET /v2/visits/{id}': get('/v2/visits/vis_one'),
  'POST /v2/visits': {
    path: '/v2/visits',
    status: 201,
    body: {
      ...stay,
      id: 'vis_new',
      start_at: slot(12, 8),
      channel: 'in_person',
      notes: 'Follow-up',
      send_confirmation: true,
      metadata: { ward: 'A' },
      override: ['slot_step'],
      override_reason: 'Asked for it',
    },
  },
  'POST /v2/visits/{id}/reschedule': act('/v2/visits/vis_moved/reschedule', {
    start_at: slot(5, 8),
    override: [],
    override_reason: 'Asked for it',
  }),
  'POST /v2/visits/{id}/cancel': act('/v2/visits/vis_off/cancel', { reason: 'Ill' }),
  'POST /v2/availability/visits': act('/v2/availability/visits', {
    items: stay.items,
    from: '2026-06-20',
    to: '2026-07-10',
    zone: 'Asia/Kolkata',
    limit: 3,
  }),
  'GET /v2/classes': get(
    '/v2/classes?service_id=svc_class&status=scheduled&sort=-start_at&from=2026-05-01T00:00:00Z',
  ),
  'GET /v2/classes/{id}': get('/v2/classes/cls_one'),
  'GET /v2/classes/{class_id}/attendees': get(
    '/v2/classes/cls_one/attendees?status=confirmed&expand=customer',
  ),
  'POST /v2/classes': {
    path: '/v2/classes',
    status: 201,
    body: {
      id: 'cls_new',
      service_id: 'svc_class',
      resource_id: 'res_dr_niket',
      start_at: slot(6, 7),
      duration: 45,
      capacity: 4,
      notes: 'Please bring a mat',
      external_id: 'thursdays',
      metadata: { level: '2' },
      override: [],
      override_reason: 'Asked for it',
    },
  },
  'PATCH /v2/classes/{id}': act('/v2/classes/cls_one', { capacity: 10, notes: null }),
  'POST /v2/classes/{id}/reschedule': act('/v2/classes/cls_spare/reschedule', {
    start_at: slot(10, 7),
    resource_id: 'res_dr_niket',
    duration: 30,
    override: [],
    override_reason: 'Asked for it',
  }),
  'POST /v2/classes/{id}/cancel': act('/v2/classes/cls_off/cancel', { reason: 'Teacher is ill' }),
  'GET /v2/closures': get('/v2/closures'),
  'GET /v2/closures/{id}': get('/v2/closures/blk_closure'),
  'GET /v2/resources/{resource_id}/time-off': get('/v2/resources/res_dr_niket/time-off'),
  'GET /v2/resources/{resource_id}/time-off/{id}': get('/v2/resources/res_dr_niket/time-off/blk_off'),
  'GET /v2/series': get('/v2/series?status=active&sort=start_local'),
  'GET /v2/series/{id}': get('/v2/series/ser_weekly'),
  'GET /v2/series/{series_id}/bookings': get('/v2/series/ser_weekly/bookings?sort=start_at'),
  'POST /v2/series/preview': act('/v2/series/preview', {
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_local: '2026-06-09T09:00',
    rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630',
  }),
  'POST /v2/series': {
    path: '/v2/series',
    status: 201,
    body: {
      ...visit,
      start_local: '2026-06-03T10:00',
      rrule: 'FREQ=WEEKLY;COUNT=4',
      on_conflict: 'skip',
      notes: 'Every Wednesday',
    },
  },
  'PATCH /v2/series/{id}': act('/v2/series/ser_weekly', {
    scope: 'following',
    occurrence: '2026-06-09T09:00',
    start_local: '2026-06-10T11:00',
    new_id: 'ser_later',
  }),
  'POST /v2/series/{id}/cancel': act('/v2/series/ser_later/cancel', { scope: 'all', reason: 'Moved away' }),
  'GET /v2/holds': get('/v2/holds?resource_id=res_dr_niket'),
  'GET /v2/holds/{id}': get('/v2/holds/hold_one'),
  'GET /v2/events': get('/v2/events?limit=100'),
  'GET /v2/availability/slots': get(
    '/v2/availability/slots?service_id=svc_consult_30&from=2026-05-04T00:00:00Z&to=2026-05-06T00:00:00Z',
  ),
  'PATCH /v2/tenant': act('/v2/tenant', { name: 'Dune Clinic North' }),
  'POST /v2/services': {
    path: '/v2/services',
    status: 201,
    body: {
      id: 'srv_new',
      name: 'Peel',
      description: 'With a mask',
      duration: 45,
      price: { amount: 99.5, currency: 'INR', type: 'flat' },
      availability: { days: ['monday'], hours: { start: '09:00', end: '17:00' }, timezone: 'Asia/Kolkata' },
      buffer_before: 5,
      buffer_after: 10,
      slot_step: 15,
      min_notice: 60,
      max_horizon: 100_000,
      overrides: [{ resource_id: 'res_dr_niket', duration: 30, price: { amount: 120, currency: 'INR' } }],
      needs: [{ role: 'practitioner', kind: 'practitioner', skills: ['laser'], count: 1 }],
      category: 'Skin',
      color: '#2f9e44',
      requires_confirmation: false,
      external_id: 'peel',
      metadata: { shelf: '3' },
    },
  },
  'PATCH /v2/services/{id}': act('/v2/services/srv_new', { price: null, name: 'Soft peel' }),
  'DELETE /v2/services/{id}': { path: '/v2/services/srv_new', status: 204 },
  'POST /v2/services/{id}/restore': act('/v2/services/srv_new/restore'),
  'POST /v2/resources': {
    path: '/v2/resources',
    status: 201,
    body: {
      id: 'res_new',
      name: 'Dr Asha',
      kind: 'practitioner',
      timezone: 'Asia/Kolkata',
      working_hours: {
        weekly: { monday: [{ start: '09:00', end: '12:00' }] },
        overrides: [{ date: '2026-05-04', ranges: [] }],
      },
      skills: ['laser'],
      shared_buffers: true,
      color: '#2f9e44',
      sort_order: 3,
      external_id: 'asha',
      metadata: { floor: '2' },
    },
  },
  'PATCH /v2/resources/{id}': act('/v2/resources/res_new', { skills: ['laser', 'peel'], color: null }),
  'POST /v2/resources/{id}/offline': act('/v2/resources/res_new/offline'),
  'POST /v2/resources/{id}/online': act('/v2/resources/res_new/online'),
  'DELETE /v2/resources/{id}': { path: '/v2/resources/res_new', status: 204 },
  'POST /v2/customers': {
    path: '/v2/customers',
    status: 201,
    body: {
      id: 'cust_new',
      name: 'Ravi Kumar',
      email: 'ravi@example.com',
      phone: '098765 43210',
      language: 'hi',
      notes: 'Knows Dr Niket',
      alert: 'Allergic to latex',
      tags: ['vip'],
      external_id: 'ravi',
      metadata: { source: 'web' },
    },
  },
  'PATCH /v2/customers/{id}': act('/v2/customers/cust_new', { email: null }),
  'DELETE /v2/customers/{id}': { path: '/v2/customers/cust_new', status: 204 },
  'POST /v2/bookings': {
    path: '/v2/bookings',
    status: 201,
    body: {
      ...visit,
      id: 'bk_new',
      start_at: slot(0, 5),
      duration: 30,
      channel: 'video_zoom',
      notes: 'Follow-up',
      send_confirmation: true,
      external_id: 'visit-1',
      metadata: { ward: 'A' },
      override: ['slot_step'],
      override_reason: 'Asked for it',
    },
  },
  'PATCH /v2/bookings/{id}': act('/v2/bookings/bk_new', { notes: null, channel: 'phone' }),
  'POST /v2/bookings/{id}/reschedule': act('/v2/bookings/bk_moved/reschedule', {
    start_at: slot(3, 5),
    resource_id: 'res_dr_niket',
    duration: 30,
    override: [],
    override_reason: 'Asked for it',
  }),
  'POST /v2/bookings/{id}/confirm': act('/v2/bookings/bk_pending/confirm'),
  'POST /v2/bookings/{id}/cancel': act('/v2/bookings/bk_called_off/cancel', { reason: 'Ill' }),
  'POST /v2/bookings/{id}/check-in': act('/v2/bookings/bk_arrives/check-in'),
  'POST /v2/bookings/{id}/start': act('/v2/bookings/bk_arrived/start'),
  'POST /v2/bookings/{id}/complete': act('/v2/bookings/bk_begun/complete'),
  'POST /v2/bookings/{id}/no-show': act('/v2/bookings/bk_missed/no-show'),
  'POST /v2/bookings/{id}/reopen': act('/v2/bookings/bk_cancelled/reopen'),
  'POST /v2/closures': {
    path: '/v2/closures',
    status: 201,
    body: {
      id: 'blk_new',
      start_at: '2027-01-01T00:00:00Z',
      end_at: '2027-01-02T00:00:00Z',
      reason: 'New year',
      external_id: 'ny',
      metadata: {},
    },
  },
  'PATCH /v2/resources/{resource_id}/time-off/{id}': act('/v2/resources/res_dr_niket/time-off/blk_over', {
    reason: 'Family',
  }),
  'GET /v2/closures/presets': get('/v2/closures/presets?country=DE&region=BY&year=2027'),
  'POST /v2/closures/presets': {
    path: '/v2/closures/presets',
    status: 201,
    body: { country: 'DE', region: 'BY', year: 2027, dates: ['2027-12-25', '2027-12-26'] },
  },
  'PATCH /v2/closures/{id}': act('/v2/closures/blk_spare', { reason: 'Stocktaking' }),
  'DELETE /v2/closures/{id}': { path: '/v2/closures/blk_spare', status: 204 },
  'POST /v2/resources/{resource_id}/time-off': {
    path: '/v2/resources/res_dr_niket/time-off',
    status: 201,
    body: {
      id: 'blk_trip',
      start_at: '2027-02-01T00:00:00Z',
      end_at: '2027-02-02T00:00:00Z',
      reason: 'Trip',
    },
  },
  'DELETE /v2/resources/{resource_id}/time-off/{id}': {
    path: '/v2/resources/res_dr_niket/time-off/blk_off',
    status: 204,
  },
  'GET /v2/availability/next': get('/v2/availability/next?service_id=svc_consult_30&limit=3'),
  'GET /v2/availability/days': get(
    '/v2/availability/days?service_id=svc_consult_30&from=2026-05-04&to=2026-05-06&zone=Asia/Kolkata',
  ),
  'POST /v2/availability/check': act('/v2/availability/check', {
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at: slot(0),
    duration: 30,
    hold_id: 'hold_one',
  }),
  'GET /v2/services/{service_id}/availability': get(
    '/v2/services/svc_consult_30/availability?from=2026-05-04&to=2026-05-06&resource_id=res_dr_niket',
  ),
  'GET /v2/services/{service_id}/resources': get('/v2/services/svc_consult_30/resources'),
  'GET /v2/resources/{resource_id}/availability': get(
    '/v2/resources/res_dr_niket/availability?from=2026-05-04&to=2026-05-06',
  ),
  'GET /v2/resources/{id}/working-hours': get('/v2/resources/res_dr_niket/working-hours'),
  'PUT /v2/resources/{id}/working-hours': act('/v2/resources/res_spare/working-hours', {
    timezone: 'Asia/Kolkata',
    working_hours: { weekly: { monday: [{ start: '09:00', end: '12:00' }] }, overrides: [] },
  }),
  'POST /v2/resources/{id}/skills': act('/v2/resources/res_spare/skills', { skill: 'deep tissue' }),
  'DELETE /v2/resources/{id}/skills/{skill}': {
    path: '/v2/resources/res_spare/skills/deep%20tissue',
    status: 204,
  },
  'GET /v2/bookings/attention': get('/v2/bookings/attention'),
  'POST /v2/bookings/{id}/resolve': act('/v2/bookings/bk_laid_over/resolve'),
  'GET /v2/schedule': get('/v2/schedule?date=2026-05-04&resource_id=res_dr_niket'),
  'GET /v2/schedule/day-sheet': get('/v2/schedule/day-sheet?date=2026-05-04'),
  'GET /v2/schedule/utilization': get('/v2/schedule/utilization?from=2026-05-04&to=2026-05-11'),
  'GET /v2/schedule/violations': get('/v2/schedule/violations'),
  'POST /v2/schedule/violations/{id}/acknowledge': act('/v2/schedule/violations/bk_violated/acknowledge'),
  'POST /v2/schedule/reassign/preview': act('/v2/schedule/reassign/preview', {
    resource_id: 'res_dr_niket',
    date: '2026-05-11',
  }),
  'POST /v2/schedule/reassign': act('/v2/schedule/reassign', {
    moves: [{ booking_id: 'bk_passed_on', resource_id: 'res_stands_in' }],
  }),
  'POST /v2/bookings/batch': act('/v2/bookings/batch', {
    bookings: [{ ...visit, start_at: slot(8, 5) }],
    atomic: true,
  }),
  'GET /v1/services': get('/v1/services'),
  'GET /v1/services/{id}': get('/v1/services/consult_30'),
  'GET /v1/availability': get(
    '/v1/availability?service=consult_30&from=2026-05-05T00:00:00Z&to=2026-05-06T00:00:00Z',
  ),
  'POST /v1/bookings': {
    path: '/v1/bookings',
    status: 201,
    body: {
      service: 'consult_30',
      scheduled_at: slot(10, 5),
      duration: 30,
      customer: { email: 'priya@example.com', name: 'Priya Sharma', phone: '098765 43210' },
      notes: 'From the old website',
    },
  },
  'GET /v1/bookings/{id}': get('/v1/bookings/bk_confirmed'),
  'POST /v1/bookings/{id}/reschedule': act('/v1/bookings/bk_v1/reschedule', { scheduled_at: slot(11, 5) }),
  'POST /v1/bookings/{id}/cancel': act('/v1/bookings/bk_v1/cancel', { reason: 'Ill' }),
  'POST /v2/holds': {
    path: '/v2/holds',
    status: 201,
    body: {
      id: 'hold_new',
      service_id: 'svc_consult_30',
      resource_id: 'res_dr_niket',
      start_at: slot(5, 5),
      duration: 30,
      hold_minutes: 10,
    },
  },
  'DELETE /v2/holds/{id}': { path: '/v2/holds/hold_new', status: 204 },
  'GET /v2/webhooks': get('/v2/webhooks?enabled=true'),
  'GET /v2/webhooks/{id}': get('/v2/webhooks/whe_one'),
  'POST /v2/webhooks': {
    path: '/v2/webhooks',
    status: 201,
    body: {
      id: 'whe_new',
      url: 'https://hooks.example.com/dunebook',
      events: rare,
      api_version: 'v2',
      schedule: 'long',
      description: 'Accounts',
      external_id: 'accounts',
      metadata: { team: 'a' },
    },
  },
  'PATCH /v2/webhooks/{id}': act('/v2/webhooks/whe_new', { schedule: 'standard', description: 'Books' }),
  'DELETE /v2/webhooks/{id}': { path: '/v2/webhooks/whe_spare', status: 204 },
  'POST /v2/webhooks/{id}/rotate-secret': act('/v2/webhooks/whe_one/rotate-secret', { overlap_minutes: 60 }),
  'POST /v2/webhooks/{id}/enable': act('/v2/webhooks/whe_one/enable', { replay: true }),
  'POST /v2/webhooks/{id}/test': {
    path: '/v2/webhooks/whe_one/test',
    status: 202,
    body: { type: 'booking.created' },
  },
  'GET /v2/webhooks/{id}/counters': get('/v2/webhooks/whe_one/counters'),
  'GET /v2/webhooks/{id}/deliveries': get(
    '/v2/webhooks/whe_one/deliveries?status=pending&type=booking.created&limit=5',
  ),
};

/** `fixed`, and those requests that need a secret of the hub's. */
export async function samplesOf(hub: TestHub): Promise<Readonly<Record<string, Sample>>> {
  const intent = {
    n: 1,
    id: 'int_one',
    command: 'customers.create',
    args: { id: 'cust_typed', name: 'Typed at a desk' },
    issued_at: today,
    depends_on: [],
  };
  const events = await hub.call('GET', '/v2/events?limit=1');
  const deliveries = await hub.call('GET', '/v2/webhooks/whe_one/deliveries');
  const delivery = `/v2/webhooks/whe_one/deliveries/${text(deliveries.body, 'data', 0, 'id')}`;
  const session = await hub.call('POST', '/v2/sessions', { staff_id: 'stf_ola', pin: '283915' });
  const leaving = await hub.call('POST', '/v2/sessions', { staff_id: 'stf_ola', pin: '283915' });
  const paired = await hub.call('POST', '/v2/devices/pair', { invitation: await hub.invite() });
  const again = await hub.call('POST', '/v2/devices/pair', { invitation: await hub.invite() });
  const codes = await hub.call('GET', '/v2/devices/pairing-codes');
  const table = { 'content-type': 'text/csv' };
  const imported = await hub.call('POST', '/v2/customers/import', 'name\nRead From File\n', table);
  const undone = await hub.call('POST', '/v2/customers/import', 'name\nTaken Back\n', table);
  const [shown, removed] = [await exported(hub), await exported(hub)];
  // Nothing is to be written by itself while requests are watched.
  await runDue(hub.hub);
  return {
    // First: they go when one of the others erases somebody.
    'GET /v2/exports/{id}': get(`/v2/exports/${shown}`),
    'GET /v2/exports/{id}/download': get(`/v2/exports/${shown}/download`),
    'DELETE /v2/exports/{id}': { path: `/v2/exports/${removed}`, status: 204 },
    ...fixed,
    'GET /v2/imports/{id}': get(`/v2/imports/${text(imported.body, 'id')}`),
    'GET /v2/imports/{import_id}/rows': get(
      `/v2/imports/${text(imported.body, 'id')}/rows?state=created,skipped&sort=row`,
    ),
    'POST /v2/customers/import': {
      path: '/v2/customers/import?dry_run=true&duplicates=update',
      status: 200,
      csv: 'Name;Phone\nAnna Berg;098765 43210\n',
    },
    'POST /v2/imports/{id}/undo': {
      path: `/v2/imports/${text(undone.body, 'id')}/undo`,
      status: 202,
      body: {},
    },
    'GET /v2/sessions/staff': { path: '/v2/sessions/staff', status: 200, desk: true },
    'POST /v2/sandbox/reset': { path: '/v2/sandbox/reset', status: 200, bearer: hub.keys.test, body: {} },
    'POST /v2/sessions': {
      path: '/v2/sessions',
      status: 201,
      body: { staff_id: 'stf_ola', pin: '283915', tenant_id: hub.tenant, mode: 'live' },
    },
    'GET /v2/sessions/current': {
      path: '/v2/sessions/current',
      status: 200,
      bearer: text(session.body, 'token'),
    },
    'DELETE /v2/sessions/current': {
      path: '/v2/sessions/current',
      status: 204,
      bearer: text(leaving.body, 'token'),
    },
    'GET /v2/devices/pairing-codes/{id}': get(
      `/v2/devices/pairing-codes/${text(codes.body, 'data', 0, 'id')}`,
    ),
    'GET /v2/devices/{id}': get(`/v2/devices/${text(paired.body, 'device_id')}`),
    'DELETE /v2/devices/{id}': { path: `/v2/devices/${text(paired.body, 'device_id')}`, status: 204 },
    'GET /calendar/feed/{token}.ics': get(new URL(hub.feedUrl).pathname),
    'POST /v2/devices/pair': {
      path: '/v2/devices/pair',
      status: 201,
      body: { invitation: await hub.invite(), name: 'Second desk' },
    },
    'POST /v2/devices/replace': {
      path: '/v2/devices/replace',
      status: 204,
      desk: true,
      body: { token_hash: hashSecret(text(again.body, 'token')) },
    },
    'POST /v2/sync/intents': {
      path: '/v2/sync/intents',
      status: 200,
      desk: true,
      body: { wire: wireVersion, install: randomUUID(), intents: [intent] },
    },
    'GET /v2/webhooks/{id}/deliveries/{delivery_id}': get(delivery),
    'POST /v2/webhooks/{id}/deliveries/{delivery_id}/redeliver': {
      path: `${delivery}/redeliver`,
      status: 202,
      body: {},
    },
    'POST /v2/webhooks/{id}/replay': {
      path: '/v2/webhooks/whe_one/replay',
      status: 202,
      body: {
        types: ['booking.*'],
        from: today,
        to: '2026-04-16T00:00:00Z',
        after: text(events.body, 'data', 0, 'id'),
        include_delivered: true,
      },
    },
    'GET /v2/events/{id}': get(`/v2/events/${text(events.body, 'data', 0, 'id')}`),
    'GET /v2/sync/status': { path: '/v2/sync/status', status: 200, desk: true },
    'GET /v2/events/stream': get(
      `/v2/events/stream?types=booking.*&after=${text(events.body, 'data', 0, 'id')}`,
    ),
    'GET /v2/sync/stream': { path: '/v2/sync/stream', status: 200, desk: true },
    'GET /v2/sync/{collection}': { path: '/v2/sync/bookings?limit=2', status: 200, desk: true },
  };
}

export function nameOf(route: Route): string {
  return `${route.method} ${route.path}`;
}

/** The id of a complete export, once it is written. */
async function exported(hub: TestHub): Promise<string> {
  const { body } = await hub.call('POST', '/v2/exports', {});
  const id = text(body, 'id');
  await vi.waitUntil(
    async () => text((await hub.call('GET', `/v2/exports/${id}`)).body, 'status') === 'done',
    { timeout: 60_000, interval: 50 },
  );
  return id;
}
