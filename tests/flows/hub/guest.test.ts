import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
const clock = testClock('2026-04-15T09:42:11Z');
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

const priya = { name: 'Priya Sharma', email: 'priya@example.com' };
const visit = { service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

/** With the website's key. */
function asGuest(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  // As OVERVIEW says, ten bookings a minute and no more.
  clock.advance(6_000);
  const authorization = `Bearer ${hub.keys.public}`;
  return hub.call(method, path, body, { authorization, ...(token && { 'x-manage-token': token }) });
}

function bookAsGuest(start_at: string, more: object = {}): Promise<Answer> {
  return asGuest('POST', '/v2/bookings', { ...visit, customer: priya, start_at, ...more });
}

function bookingOf(id: string): Promise<Answer> {
  return hub.call('GET', `/v2/bookings/${id}`);
}

describe('a website’s visitor books for themselves', () => {
  test('and is told the public fields and their token, nothing else', async () => {
    const answer = await bookAsGuest('2026-04-20T05:00:00Z', { notes: 'First time', channel: 'phone' });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body).sort()).toEqual(
      [
        'channel',
        'end_at',
        'id',
        'links',
        'manage_token',
        'price',
        'resource_id',
        'service_id',
        'start_at',
        'status',
        'tenant_id',
      ].sort(),
    );
    expect(answer.body.links).toEqual({ self: `/v2/bookings/${text(answer.body, 'id')}` });
    expect(text(answer.body, 'manage_token')).toMatch(/^mng_\w{32}$/);
    const full = await bookingOf(text(answer.body, 'id'));
    expect(full.body).toMatchObject({
      customer_id: 'cust_priya_01',
      notes: 'First time',
      status: 'confirmed',
    });
    expect(Object.keys(full.body)).not.toContain('manage_hash');
  });

  test('the token is stored nowhere but as a hash, and shown in no event', async () => {
    const { body } = await bookAsGuest('2026-04-20T05:30:00Z');
    const token = text(body, 'manage_token');
    const stored = ['bookings', 'events', 'idempotency'].flatMap((table) =>
      rowsOf(hub, `SELECT * FROM ${table}`),
    );
    expect(JSON.stringify(stored)).not.toContain(token);
    const events = await hub.call('GET', '/v2/events?limit=100');
    expect(JSON.stringify(events.body)).not.toMatch(/manage_hash|mng_/);
  });

  test('whether the practice knew them does not show', async () => {
    const known = await bookAsGuest('2026-04-21T05:00:00Z');
    const stranger = await bookAsGuest('2026-04-21T05:30:00Z', {
      customer: { name: 'Some Body', email: 'some@example.com' },
    });
    const shape = ({ status, body, headers }: Answer) => [
      status,
      Object.entries(body).map(([field, value]) => [field, typeof value]),
      [...headers.keys()].filter((name) => name !== 'date'),
    ];
    expect(shape(stranger)).toEqual(shape(known));
    for (const { body } of [known, stranger])
      expect(JSON.stringify(body)).not.toMatch(/cust_|example\.com|Priya/);
  });

  test('a name that is not the known customer’s own is kept with the booking', async () => {
    const answer = await bookAsGuest('2026-04-21T06:00:00Z', {
      customer: { ...priya, name: 'Rohan Sharma' },
    });
    const full = await bookingOf(text(answer.body, 'id'));
    expect(full.body).toMatchObject({ customer_id: 'cust_priya_01', booked_as: 'Rohan Sharma' });
    const same = await bookAsGuest('2026-04-21T06:30:00Z', { customer: { ...priya, name: 'priya sharma' } });
    expect((await bookingOf(text(same.body, 'id'))).body).not.toHaveProperty('booked_as');
    expect((await hub.call('GET', '/v2/customers/cust_priya_01')).body.name).toBe('Priya Sharma');
  });

  test('conflicts tell no ids of others, and suggestions can be booked', async () => {
    await booked(hub, '2026-04-22T05:00:00Z');
    const answer = await bookAsGuest('2026-04-22T05:00:00Z');
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(at(answer.body, 'error', 'details', 'conflicts')).toEqual([{ type: 'existing_booking' }]);
    const [first] = list(answer.body, 'error', 'details', 'suggestions');
    expect((await bookAsGuest(text(first, 'start_at'))).status).toBe(201);
  });

  test.each([
    ['a customer’s id', { customer: undefined, customer_id: 'cust_priya_01' }],
    ['both', { customer_id: 'cust_priya_01' }],
    ['nobody', { customer: undefined }],
    ['neither e-mail nor phone', { customer: { name: 'Priya Sharma' } }],
    ['no phone number', { customer: { name: 'Priya Sharma', phone: '12' } }],
    ['rules to set aside', { override: ['existing_booking'] }],
    ['an id of its own', { id: 'bk_mine' }],
    ['metadata', { metadata: { a: 'b' } }],
    ['a length of its own', { duration: 5 }],
    ['a hash', { manage_hash: 'x' }],
  ])('%s: 422, and nothing is written', async (_what, more) => {
    const before = rowsOf(hub, 'SELECT seq FROM counters');
    expect(errorOf(await bookAsGuest('2026-04-23T05:00:00Z', more))).toBe('validation_failed');
    expect(rowsOf(hub, 'SELECT seq FROM counters')).toEqual(before);
  });

  test('an idempotency key does it once, and does not show the token again', async () => {
    const headers = {
      authorization: `Bearer ${hub.keys.public}`,
      'x-idempotency-key': 'Zx8Qk2Lm9Tp4Rv7Ws1Nb6YdJ',
    };
    const body = { ...visit, customer: priya, start_at: '2026-04-24T05:00:00Z' };
    const first = await hub.call('POST', '/v2/bookings', body, headers);
    const again = await hub.call('POST', '/v2/bookings', body, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const { manage_token, ...rest } = first.body;
    expect([typeof manage_token, again.body]).toEqual(['string', rest]);
  });
});

describe('with the manage_token', () => {
  test('the booking can be read and cancelled, once and until it begins', async () => {
    const { body } = await bookAsGuest('2026-04-27T05:00:00Z');
    const { manage_token, ...booking } = body;
    const path = `/v2/bookings/${text(body, 'id')}`;
    const read = await asGuest('GET', path, undefined, String(manage_token));
    expect([read.status, read.body]).toEqual([200, booking]);
    const cancelled = await asGuest('POST', `${path}/cancel`, { reason: 'Ill' }, String(manage_token));
    expect([cancelled.status, cancelled.body]).toEqual([200, { ...booking, status: 'cancelled' }]);
    expect((await bookingOf(text(body, 'id'))).body).toMatchObject({ cancel_reason: 'Ill', sequence: 1 });
    const again = await asGuest('POST', `${path}/cancel`, {}, String(manage_token));
    expect(errorOf(again)).toBe('invalid_transition');
  });

  test('nobody else’s: another token, none, another booking, one that has no token', async () => {
    const { body: mine } = await bookAsGuest('2026-04-28T05:00:00Z');
    const { body: other } = await bookAsGuest('2026-04-28T05:30:00Z');
    const staffs = await booked(hub, '2026-04-28T06:00:00Z');
    const [token, wrong] = [text(mine, 'manage_token'), text(other, 'manage_token')];
    for (const id of [text(mine, 'id'), staffs, 'bk_unknown'])
      for (const [method, path] of [
        ['GET', ''],
        ['POST', '/cancel'],
      ] as const) {
        const ask = (shown?: string) =>
          asGuest(method, `/v2/bookings/${id}${path}`, method === 'POST' ? {} : undefined, shown);
        expect(errorOf(await ask())).toBe('forbidden');
        expect(errorOf(await ask(wrong))).toBe('not_found');
        if (id !== text(mine, 'id')) expect(errorOf(await ask(token))).toBe('not_found');
      }
    expect((await bookingOf(text(mine, 'id'))).body.status).toBe('confirmed');
    expect((await bookingOf(staffs)).body.status).toBe('confirmed');
  });

  test('it opens nothing else', async () => {
    const { body } = await bookAsGuest('2026-04-29T05:00:00Z');
    const token = text(body, 'manage_token');
    const path = `/v2/bookings/${text(body, 'id')}`;
    const closed: [string, string, object?][] = [
      ['GET', '/v2/bookings'],
      ['GET', `${path}/history`],
      ['GET', `${path}/ics`],
      ['GET', `${path}?expand=customer`],
      ['PATCH', path, { notes: 'x' }],
      ['POST', `${path}/reschedule`, { start_at: '2026-04-29T05:30:00Z' }],
      ['POST', `${path}/confirm`, {}],
      ['POST', `${path}/check-in`, {}],
    ];
    for (const [method, where, sent] of closed)
      expect([where, errorOf(await asGuest(method, where, sent, token))]).toEqual([where, 'forbidden']);
  });

  test('what has begun cannot be cancelled', async () => {
    const { body } = await bookAsGuest('2026-04-30T05:00:00Z');
    const before = new Date(clock()).toISOString();
    clock.set('2026-04-30T05:00:00Z');
    const answer = await asGuest(
      'POST',
      `/v2/bookings/${text(body, 'id')}/cancel`,
      {},
      text(body, 'manage_token'),
    );
    clock.set(before);
    expect([errorOf(answer), at(answer.body, 'error', 'details', 'policy')]).toEqual([
      'outside_policy',
      'begun',
    ]);
  });
});

describe('a secret key books with an inline customer', () => {
  const start = (n: number) => `2026-05-04T0${4 + Math.floor(n / 2)}:${n % 2 ? '30' : '00'}:00Z`;

  test('who is known by e-mail or phone, whatever its form, is found', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_ravi', name: 'Ravi Kumar', phone: '098765 43210' });
    const found: unknown[] = [];
    for (const [n, customer] of [
      { name: 'Ravi Kumar', phone: '+91 98765 43210' },
      { name: 'Priya Sharma', email: 'PRIYA@example.com' },
    ].entries())
      found.push((await book(hub, start(n), { customer_id: undefined, customer })).body.customer_id);
    expect(found).toEqual(['cust_ravi', 'cust_priya_01']);
  });

  test('of two with one phone number it is the one of that name', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_child', name: 'Anu Kumar', phone: '+919876543210' });
    const customer = { name: 'Anu Kumar', phone: '+919876543210' };
    expect((await book(hub, start(2), { customer_id: undefined, customer })).body.customer_id).toBe(
      'cust_child',
    );
  });

  test('who is not known becomes a customer, told before the booking', async () => {
    const customer = { name: 'New Person', email: 'new@example.com', phone: '098111 22333', language: 'hi' };
    const { body } = await book(hub, start(3), { customer_id: undefined, customer });
    const made = await hub.call('GET', text(body, 'links', 'customer'));
    expect(made.body).toMatchObject({ ...customer, phone: '+919811122333', tags: [] });
    const events = rowsOf(hub, 'SELECT type FROM events ORDER BY seq DESC LIMIT 3').map((row) =>
      at(row, 'type'),
    );
    expect(events.reverse()).toEqual(['customer.created', 'booking.created', 'booking.confirmed']);
  });

  test('P4: a key that may not write customers finds and makes none', async () => {
    const key = await hub.call('POST', '/v2/api-keys', {
      name: 'Narrow',
      scopes: ['bookings:write', 'bookings:read'],
    });
    const authorization = `Bearer ${text(key.body, 'secret')}`;
    const body = {
      ...visit,
      start_at: start(4),
      customer: { name: 'Priya Sharma', email: 'priya@example.com' },
    };
    expect(errorOf(await hub.call('POST', '/v2/bookings', body, { authorization }))).toBe('forbidden');
    const known = { ...visit, start_at: start(4), customer_id: 'cust_priya_01' };
    expect((await hub.call('POST', '/v2/bookings', known, { authorization })).status).toBe(201);
  });

  test('B2: where the time is taken nobody is made', async () => {
    const before = rowsOf(hub, 'SELECT count(*) FROM customers');
    const customer = { name: 'Too Late', email: 'late@example.com' };
    expect(errorOf(await book(hub, start(3), { customer_id: undefined, customer }))).toBe(
      'resource_unavailable',
    );
    expect(rowsOf(hub, 'SELECT count(*) FROM customers')).toEqual(before);
  });
});

test('OVERVIEW: a website’s key makes ten bookings a minute', async () => {
  const fresh = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
  await referencePractice(fresh);
  const authorization = `Bearer ${fresh.keys.public}`;
  const statuses: number[] = [];
  for (let n = 0; n < 11; n++) {
    const start_at = `2026-04-20T${String(4 + Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}:00Z`;
    const body = { ...visit, customer: priya, start_at };
    statuses.push((await fresh.call('POST', '/v2/bookings', body, { authorization })).status);
  }
  const secret = await book(fresh, '2026-04-21T05:00:00Z');
  await fresh.stop();
  expect(statuses).toEqual([...Array(10).fill(201), 429]);
  expect(secret.status).toBe(201);
});
