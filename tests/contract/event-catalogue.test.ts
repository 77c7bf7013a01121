import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runDue } from '../../server/due.ts';
import { eventObjects } from '../../shared/event-objects.ts';
import { commandsOf, isEmitted, payloadSchema } from '../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { testClock } from '../kit/clock.ts';
import { type EventReader, readEvents } from '../kit/event-stream.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { referencePractice } from '../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../kit/receiver.ts';
import { at, list, text } from '../kit/rest.ts';
import { today } from './world.ts';

/**
 * Types whose commands are yet to come. A type leaves this list when a command declares it, and none may be on neither
 * side: so what is missing is known.
 */
const planned: readonly EventType[] = [
  'booking.payment_received',
  'booking.reminder_sent',
  'schedule.optimization_started',
  'schedule.optimization_finished',
  'schedule.committed',
  'payment.succeeded',
  'payment.failed',
  'payment.refunded',
  'payment.disputed',
  'calendar.connected',
  'calendar.sync_failed',
  'calendar.disconnected',
  'data_request.received',
  'data_request.completed',
  'audit.access_review_due',
  'breach.detected',
];

const allTypes = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
const emitted = allTypes.filter((type) => isEmitted(type));

type Step = readonly [method: string, path: string, body?: Readonly<Record<string, unknown>>];

const visit = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

/** A booking of its own for an action, on a Monday of 2026 at half past ten in Kolkata. */
function booking(id: string, day: string, more: Record<string, unknown> = {}): Step {
  return ['POST', '/bookings', { ...visit, id, start_at: `2026-${day}T05:00:00Z`, ...more }];
}

const waits = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30', until: '2026-08-01T00:00:00Z' };

/** For each type: what leads up to it, and last the request that makes it happen. */
const actions: Readonly<Partial<Record<EventType, readonly Step[]>>> = {
  'booking.created': [booking('bk_created', '05-04')],
  'booking.confirmed': [
    ['POST', '/services', { id: 'svc_asks', name: 'Asks first', duration: 30, requires_confirmation: true }],
    booking('bk_confirmed', '05-11', { service_id: 'svc_asks' }),
    ['POST', '/bookings/bk_confirmed/confirm'],
  ],
  'booking.cancelled': [
    booking('bk_cancelled', '05-18'),
    ['POST', '/bookings/bk_cancelled/cancel', { reason: 'Ill' }],
  ],
  'booking.rescheduled': [
    booking('bk_moved', '05-25'),
    ['POST', '/bookings/bk_moved/reschedule', { start_at: '2026-05-25T06:00:00Z' }],
  ],
  'booking.no_show': [booking('bk_missed', '06-01'), ['POST', '/bookings/bk_missed/no-show']],
  'booking.checked_in': [booking('bk_arrived', '06-08'), ['POST', '/bookings/bk_arrived/check-in']],
  'booking.completed': [
    booking('bk_done', '06-15'),
    ['POST', '/bookings/bk_done/check-in'],
    ['POST', '/bookings/bk_done/start'],
    ['POST', '/bookings/bk_done/complete'],
  ],
  'booking.updated': [
    booking('bk_noted', '06-22'),
    ['PATCH', '/bookings/bk_noted', { notes: 'By the window' }],
  ],
  'booking.conflict_detected': [
    booking('bk_laid_over', '06-29'),
    [
      'POST',
      '/closures',
      { id: 'blk_over', start_at: '2026-06-29T00:00:00Z', end_at: '2026-06-30T00:00:00Z' },
    ],
  ],
  'series.cancelled': [
    [
      'POST',
      '/series',
      { ...visit, id: 'ser_gone', start_local: '2026-08-11T09:00', rrule: 'FREQ=WEEKLY;COUNT=3' },
    ],
    ['POST', '/series/ser_gone/cancel', { reason: 'Moved away' }],
  ],
  'series.created': [
    [
      'POST',
      '/series',
      { ...visit, id: 'ser_made', start_local: '2026-07-07T09:00', rrule: 'FREQ=WEEKLY;COUNT=3' },
    ],
  ],
  'schedule.violation_detected': [
    ['POST', '/resources', { id: 'res_leaves', name: 'Dr Leaves', kind: 'practitioner' }],
    booking('bk_violated', '07-06', { resource_id: 'res_leaves' }),
    ['POST', '/resources/res_leaves/offline'],
  ],
  'customer.created': [['POST', '/customers', { id: 'cust_new', name: 'Ravi Kumar', phone: '098765 43210' }]],
  'customer.updated': [
    ['POST', '/customers', { id: 'cust_changed', name: 'Ravi' }],
    ['PATCH', '/customers/cust_changed', { name: 'Ravi Kumar' }],
  ],
  'customer.merged': [
    ['POST', '/customers', { id: 'cust_twice', name: 'Priya S' }],
    ['POST', '/customers/cust_twice/merge', { into: 'cust_priya_01' }],
  ],
  'customer.deleted': [
    ['POST', '/customers', { id: 'cust_gone', name: 'Gone Soon' }],
    ['DELETE', '/customers/cust_gone'],
  ],
  'consent.changed': [
    ['PUT', '/customers/cust_priya_01/consents/marketing', { granted: true, source: 'Form', wording: 'v3' }],
  ],
  'customer.consent_changed': [
    ['PUT', '/customers/cust_priya_01/consents/photos', { granted: true, source: 'Form', wording: 'v3' }],
  ],
  'resource.created': [['POST', '/resources', { id: 'res_new', name: 'Dr Asha', kind: 'practitioner' }]],
  'resource.updated': [
    ['POST', '/resources', { id: 'res_changed', name: 'Room', kind: 'room' }],
    ['PATCH', '/resources/res_changed', { name: 'Room 2' }],
  ],
  'resource.availability_changed': [
    [
      'POST',
      '/resources/res_dr_niket/time-off',
      { start_at: '2026-08-03T00:00:00Z', end_at: '2026-08-08T00:00:00Z' },
    ],
  ],
  'resource.taken_offline': [
    ['POST', '/resources', { id: 'res_off', name: 'Room', kind: 'room' }],
    ['POST', '/resources/res_off/offline'],
  ],
  'resource.brought_online': [
    ['POST', '/resources', { id: 'res_on', name: 'Room', kind: 'room' }],
    ['POST', '/resources/res_on/offline'],
    ['POST', '/resources/res_on/online'],
  ],
  'resource.skill_added': [
    ['POST', '/resources', { id: 'res_able', name: 'Dr Able', kind: 'practitioner' }],
    ['POST', '/resources/res_able/skills', { skill: 'laser' }],
  ],
  'resource.skill_removed': [
    ['POST', '/resources', { id: 'res_once', name: 'Dr Once', kind: 'practitioner', skills: ['laser'] }],
    ['DELETE', '/resources/res_once/skills/laser'],
  ],
  'service.created': [['POST', '/services', { id: 'svc_new', name: 'Peel', duration: 45 }]],
  'service.updated': [
    ['POST', '/services', { id: 'svc_changed', name: 'Peel', duration: 45 }],
    ['PATCH', '/services/svc_changed', { price: { amount: 99.5, currency: 'INR', type: 'flat' } }],
  ],
  'waitlist.joined': [['POST', '/waitlist', { ...waits, id: 'wl_joined' }]],
  'waitlist.offered': [
    ['POST', '/waitlist', { ...waits, id: 'wl_offered' }],
    ['POST', '/waitlist/wl_offered/offer', { start_at: '2026-07-06T05:00:00Z' }],
  ],
  'waitlist.converted': [
    ['POST', '/waitlist', { ...waits, id: 'wl_converted' }],
    ['POST', '/waitlist/wl_converted/offer', { start_at: '2026-07-13T05:00:00Z' }],
    ['POST', '/waitlist/wl_converted/accept'],
  ],
  'service.archived': [
    ['POST', '/services', { id: 'svc_old', name: 'Peel', duration: 45 }],
    ['DELETE', '/services/svc_old'],
  ],
};

let hub: TestHub;
let stream: EventReader;
let receiver: Receiver;
/** Of the endpoint that is told of everything. */
let secret: string;
const clock = testClock(today);
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
  ({ secret } = await register(hub, `${receiver.url}/all`, { events: ['*'] }));
  // Switched off at once, for it answers 410.
  receiver.answer((request, response) => response.writeHead(request.url === '/gone' ? 410 : 200).end());
  stream = await readEvents(hub);
  await stream.next();
});
afterAll(async () => {
  stream.close();
  await hub.stop();
  await receiver.close();
});

async function newest(): Promise<string> {
  for (let after = ''; ; ) {
    const { body } = await hub.call('GET', `/v2/events?limit=100${after && `&after=${after}`}`);
    after = text(body, 'next_cursor');
    if (body.has_more !== true) return after;
  }
}

describe('the catalogue of events', () => {
  test('each of the 48 types is emitted by a command or is on the list of what is planned', () => {
    expect(allTypes).toHaveLength(48);
    expect(allTypes.filter((type) => !isEmitted(type))).toEqual([...planned].sort(inOrder));
    expect([...Object.keys(actions), 'webhook.endpoint_disabled'].sort()).toEqual([...emitted].sort());
    for (const type of emitted) expect([type, eventObjects[type].length > 0]).toEqual([type, true]);
  });

  test.each(emitted)(
    'E1: %s happens, is in the outbox and the stream, reaches a real HTTP server, and is of its form',
    async (type) => {
      if (type === 'webhook.endpoint_disabled') return endpointDisabled();
      const steps = actions[type] ?? [];
      let before = '';
      let requestId: string | null = null;
      for (const [method, path, body] of steps) {
        before = await newest();
        const answer = await hub.call(method, `/v2${path}`, body ?? (method === 'POST' ? {} : undefined));
        expect([path, answer.status, at(answer.body, 'error')]).toEqual([path, answer.status, undefined]);
        requestId = answer.headers.get('x-request-id');
      }
      const { body } = await hub.call('GET', `/v2/events?limit=100&after=${before}`);
      const found = list(body, 'data').filter((event) => at(event, 'type') === type);
      expect(found.length).toBeGreaterThan(0);
      for (const event of found) {
        expect(at(event, 'request_id')).toBe(requestId);
        await isTold(type, event);
      }
      // What it tells is declared by the command that did it.
      const [method, path] = steps.at(-1) ?? ['', ''];
      const served = commandsOf(type).flatMap(({ http }) => http);
      expect(served.some((one) => one.method === method && isOf(one.path, path))).toBe(true);
    },
  );

  test('/v2/event-types shows of each available type what tells it, a schema and a sample of that schema', async () => {
    const { body } = await hub.call('GET', '/v2/event-types');
    const entries = list(body, 'data');
    expect(entries.map((entry) => at(entry, 'type'))).toEqual(allTypes);
    for (const entry of entries) {
      const type = text(entry, 'type');
      const isPlanned = planned.some((one) => one === type);
      expect([type, at(entry, 'status')]).toEqual([type, isPlanned ? 'planned' : 'available']);
      expect([type, at(entry, 'schema') === undefined]).toEqual([type, isPlanned]);
      expect([type, list(entry, 'commands').length === 0]).toEqual([type, isPlanned]);
      expect((await hub.call('GET', `/v2/event-types/${type}`)).body).toEqual(entry);
      if (isPlanned) continue;
      const check = validator(at(entry, 'schema'));
      expect([type, check(at(entry, 'sample'))]).toEqual([type, []]);
      expect([type, check({ ...Object(at(entry, 'sample')), type: 'other.type' }).length]).not.toEqual([
        type,
        0,
      ]);
    }
    expect((await hub.call('GET', '/v2/event-types/booking.eaten')).status).toBe(404);
  });

  test('everything that is in the outbox by now is of the published JSON Schema of its type', async () => {
    await runDue(hub.hub);
    const { body } = await hub.call('GET', '/v2/event-types');
    const events: object[] = [];
    for (let after = ''; ; ) {
      const page = await hub.call('GET', `/v2/events?limit=100${after && `&after=${after}`}`);
      events.push(...list(page.body, 'data'));
      after = text(page.body, 'next_cursor');
      if (page.body.has_more !== true) break;
    }
    // Compiling takes so long that a connection left open meanwhile may be closed.
    const checks = new Map(
      list(body, 'data')
        .filter((entry) => at(entry, 'schema'))
        .map((entry) => [text(entry, 'type'), validator(at(entry, 'schema'))]),
    );
    for (const event of events) {
      const type = text(event, 'type');
      expect([type, checks.get(type)?.(event)]).toEqual([type, []]);
    }
    expect(events.length).toBeGreaterThan(40);
  });
});

function inOrder(a: EventType, b: EventType): number {
  return allTypes.indexOf(a) - allTypes.indexOf(b);
}

/** An event is of its form, and came by the stream and by webhook, signed. */
async function isTold(type: EventType, event: object): Promise<void> {
  expect(payloadSchema(type)?.safeParse(event).error?.issues).toBeUndefined();
  const id = text(event, 'id');
  expect(await untilEvent(id)).toEqual(event);
  const [got] = await receiver.until(
    1,
    ({ path, headers }) => path === '/all' && headers['webhook-id'] === id,
  );
  // The library looks at the clock of the machine; the hub's is another.
  vi.setSystemTime(clock());
  expect(new Webhook(secret).verify(got?.body ?? '', { ...got?.headers })).toEqual(event);
  vi.useRealTimers();
  expect(got?.headers['x-webhook-event']).toBe(type);
}

/** The hub's own doing: an endpoint answers 410. */
async function endpointDisabled(): Promise<void> {
  const { id } = await register(hub, `${receiver.url}/gone`, { events: ['service.*'] });
  await hub.call('POST', '/v2/services', { id: 'svc_last', name: 'Peel', duration: 45 });
  const type = 'webhook.endpoint_disabled';
  await receiver.until(1, ({ headers }) => headers['x-webhook-event'] === type);
  const { body } = await hub.call('GET', `/v2/events?types=${type}`);
  const [event = {}] = list(body, 'data');
  expect(at(event, 'data', 'object')).toMatchObject({ id, enabled: false, disabled_reason: 'gone' });
  await isTold(type, event);
}

/** Whether a path is one of `/bookings/{id}/cancel`. */
function isOf(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}

/** A check of a JSON Schema by a validator that knows nothing of the hub: what is wrong with a value. */
function validator(schema: unknown): (value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // The pattern beside it says which addresses are taken; this one's idea of them is another.
  ajv.addFormat('email', true);
  const check = ajv.compile(Object(schema));
  return (value) =>
    check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const seen = new Map<string, Record<string, unknown>>();

/** Reads the stream until the event of an id has come. */
async function untilEvent(id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const known = seen.get(id);
    if (known) return known;
    for (const event of await stream.events(1)) seen.set(text(event, 'id'), event);
  }
}
