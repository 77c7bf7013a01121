import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../kit/hub.ts';
import { at, list, text } from '../kit/rest.ts';
import { overviewErrorCodes, overviewExample, overviewFields } from './documents.ts';

const service = overviewExample('Example Service');
const payload = overviewExample('Webhook Events');
const conflict = overviewExample('Error Response Format');

/** A Thursday before OVERVIEW's Saturday, on which its consultant works until 20:00 in New York. */
const clock = testClock('2024-01-11T10:00:00Z');
const daysOfWeek = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock });
  await hub.call('POST', '/v2/services', service);
  // OVERVIEW's example of a conflict lies on a Saturday, at five in the morning where its service is offered.
  await hub.call('POST', '/v2/services', { id: 'srv_late', name: 'Late', duration: 60, slot_step: 60 });
  const day = [{ start: '00:00', end: '24:00' }];
  await hub.call('POST', '/v2/resources', {
    name: 'Consultant',
    timezone: 'America/New_York',
    working_hours: { weekly: Object.fromEntries(daysOfWeek.map((name) => [name, day])) },
  });
});
afterAll(() => hub.stop());

const customer = at(payload, 'data', 'customer');

function create(scheduled_at: string, more: object = {}, headers?: Record<string, string>): Promise<Answer> {
  clock.advance(6_000);
  return hub.call('POST', '/v1/bookings', { service: 'late', scheduled_at, customer, ...more }, headers);
}

describe('OVERVIEW: services', () => {
  test('the example comes out as it stands, with its fields and no other', async () => {
    for (const id of ['srv_consultation', 'consultation'])
      expect((await hub.call('GET', `/v1/services/${id}`)).body).toEqual(service);
    const listed = await hub.call('GET', '/v1/services');
    expect(list(listed.body, 'data')).toContainEqual(service);
  });

  test('every service has every field of the interface, whatever it was made with', async () => {
    const { body } = await hub.call('GET', '/v1/services/late');
    expect(Object.keys(body)).toEqual(overviewFields('Service'));
    expect(body).toMatchObject({ price: { amount: 0, currency: 'INR', type: 'custom' } });
    expect(at(body, 'availability')).toEqual({
      days: daysOfWeek,
      hours: { start: '00:00', end: '24:00' },
      timezone: 'Asia/Kolkata',
    });
  });

  test('an archived one is gone', async () => {
    await hub.call('POST', '/v2/services', { id: 'srv_old', name: 'Old', duration: 30 });
    await hub.call('DELETE', '/v2/services/srv_old');
    expect((await hub.call('GET', '/v1/services/old')).status).toBe(404);
    expect(
      list((await hub.call('GET', '/v1/services')).body, 'data').map((one) => at(one, 'id')),
    ).not.toContain('srv_old');
  });
});

describe('OVERVIEW: bookings', () => {
  test('the payload’s fields go in and come out', async () => {
    const { id, ...data } = Object(at(payload, 'data'));
    const sent = { service: data.service, duration: data.duration, customer: data.customer };
    // The example's own day is a Saturday, on which its own service is not offered.
    const scheduled_at = '2024-01-19T15:00:00Z';
    const made = await hub.call('POST', '/v1/bookings', { ...sent, scheduled_at });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      ...data,
      scheduled_at,
      id: expect.stringMatching(/^bk_/),
      status: 'confirmed',
    });
    expect(id).toMatch(/^bk_/);
    expect((await hub.call('GET', `/v1/bookings/${text(made.body, 'id')}`)).body).toEqual(made.body);
    const inV2 = await hub.call('GET', `/v2/bookings/${text(made.body, 'id')}?expand=customer`);
    expect(inV2.body).toMatchObject({ service_id: service.id, start_at: scheduled_at, customer });
  });

  test('they are cancelled and rescheduled, through the same commands as all others', async () => {
    const { body } = await create('2024-01-22T10:00:00Z');
    const path = `/v1/bookings/${text(body, 'id')}`;
    const moved = await hub.call('POST', `${path}/reschedule`, { scheduled_at: '2024-01-22T12:00:00Z' });
    expect([moved.status, moved.body]).toEqual([200, { ...body, scheduled_at: '2024-01-22T12:00:00Z' }]);
    const off = await hub.call('POST', `${path}/cancel`, { reason: 'Ill' });
    expect([off.status, off.body]).toEqual([200, { ...moved.body, status: 'cancelled' }]);
    const events = list((await hub.call('GET', '/v2/events?limit=100')).body, 'data');
    const types = events
      .filter((event) => at(event, 'data', 'object', 'id') === body.id)
      .map((event) => at(event, 'type'));
    expect(types).toEqual([
      'booking.created',
      'booking.confirmed',
      'booking.rescheduled',
      'booking.cancelled',
    ]);
  });

  test('B1, A1: free times are those that can be booked', async () => {
    const range = 'from=2024-01-29T05:00:00Z&to=2024-01-30T05:00:00Z';
    const free = await hub.call('GET', `/v1/availability?service=late&${range}`);
    const first = list(free.body, 'data').map((one) => text(one, 'scheduled_at'));
    expect(first.length).toBe(24);
    expect(at(free.body, 'data', 0, 'duration')).toBe(60);
    for (const scheduled_at of first) expect((await create(scheduled_at)).status).toBe(201);
    expect((await hub.call('GET', `/v1/availability?service=late&${range}`)).body.data).toEqual([]);
  });

  test('the same request with the same idempotency key makes one booking', async () => {
    const headers = { 'x-idempotency-key': 'idem_v1' };
    const first = await create('2024-02-01T10:00:00Z', {}, headers);
    const again = await create('2024-02-01T10:00:00Z', {}, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });
});

describe('OVERVIEW: errors', () => {
  test('a conflict is the example’s, with its times', async () => {
    const requested = text(conflict, 'error', 'details', 'requested_time');
    const next = text(conflict, 'error', 'details', 'next_available');
    for (let hour = Date.parse(requested); hour < Date.parse(next); hour += 3_600_000)
      expect((await create(new Date(hour).toISOString().replace('.000', ''))).status).toBe(201);
    const answer = await create(requested);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(conflict);
    expect((await create(next)).status).toBe(201);
  });

  test('a time between two steps is as little available', async () => {
    const answer = await create('2024-02-05T10:20:00Z');
    expect([answer.status, at(answer.body, 'error', 'code')]).toEqual([409, 'BOOKING_CONFLICT']);
    expect(at(answer.body, 'error', 'details')).toEqual({
      requested_time: '2024-02-05T10:20:00Z',
      next_available: '2024-02-05T11:00:00Z',
    });
  });

  test('the common codes are those of the table, with the statuses of the design', async () => {
    const fresh = await startHub({ clock: testClock('2024-01-11T10:00:00Z') });
    await fresh.call('POST', '/v2/services', { id: 'srv_late', name: 'Late', duration: 60 });
    await fresh.call('POST', '/v2/resources', { name: 'Consultant' });
    const body = { service: 'late', customer };
    const seen: [unknown, number][] = [];
    const codeOf = (answer: Answer): [unknown, number] => [at(answer.body, 'error', 'code'), answer.status];
    const hour = (n: number) => ({
      ...body,
      scheduled_at: `2024-01-20T${String(n).padStart(2, '0')}:00:00Z`,
    });
    await fresh.call('POST', '/v1/bookings', hour(0));
    seen.push(codeOf(await fresh.call('POST', '/v1/bookings', hour(0))));
    seen.push(codeOf(await fresh.call('POST', '/v1/bookings', { ...hour(1), service: 'nothing' })));
    for (let n = 2; n < 9; n++) await fresh.call('POST', '/v1/bookings', hour(n));
    const limited = await fresh.call('POST', '/v1/bookings', hour(10));
    seen.push(codeOf(limited));
    const nobody = await fresh.call('GET', '/v1/services', undefined, {
      authorization: 'Bearer sk_live_nonsense123',
    });
    seen.push(codeOf(nobody));
    await fresh.stop();
    expect(seen).toEqual([
      ['BOOKING_CONFLICT', 409],
      ['INVALID_SERVICE', 404],
      ['RATE_LIMITED', 429],
      ['UNAUTHORIZED', 401],
    ]);
    expect(seen.map(([code]) => code)).toEqual(overviewErrorCodes());
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Object.keys(Object(limited.body.error))).toEqual(['code', 'message', 'details']);
  });

  test('whatever is wrong is told in its envelope', async () => {
    const found = await create('2024-02-06T10:00:00Z');
    const path = `/v1/bookings/${text(found.body, 'id')}`;
    const wrong: [string, string, object | undefined, string, number][] = [
      ['GET', '/v1/bookings/bk_nothing', undefined, 'NOT_FOUND', 404],
      ['GET', '/v1/nothing', undefined, 'UNKNOWN_ENDPOINT', 404],
      ['DELETE', '/v1/services', undefined, 'METHOD_NOT_ALLOWED', 405],
      ['GET', '/v1/services?nothing=1', undefined, 'VALIDATION_FAILED', 422],
      ['POST', '/v1/bookings', { service: 'late' }, 'VALIDATION_FAILED', 422],
      ['POST', `${path}/cancel`, { why: 'x' }, 'VALIDATION_FAILED', 422],
      [
        'GET',
        '/v1/availability?service=nothing&from=2024-01-29T05:00:00Z&to=2024-01-30T05:00:00Z',
        undefined,
        'INVALID_SERVICE',
        404,
      ],
    ];
    for (const [method, where, body, code, status] of wrong) {
      const answer = await hub.call(method, where, body);
      expect([where, at(answer.body, 'error', 'code'), answer.status]).toEqual([where, code, status]);
      for (const field of Object.keys(Object(answer.body.error)))
        expect(['code', 'message', 'details']).toContain(field);
      expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    }
  });

  test('a website’s key reads services and times, and no more', async () => {
    const headers = { authorization: `Bearer ${hub.keys.public}` };
    expect((await hub.call('GET', '/v1/services', undefined, headers)).status).toBe(200);
    const refused = await create('2024-02-07T10:00:00Z', {}, headers);
    expect([refused.status, at(refused.body, 'error', 'code')]).toEqual([403, 'FORBIDDEN']);
  });
});
