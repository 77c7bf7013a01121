import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Received, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { at, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';
import { filesHolding, logOf, untilLogged } from './kit.ts';

let clock: TestClock;
let hub: TestHub;
let receiver: Receiver;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock, lookEvery: 5 });
  await referencePractice(hub);
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
});
afterEach(async () => {
  await hub.stop();
  await receiver.close();
});

const monday = '2026-04-20T05:00:00Z';
const later = '2026-04-20T06:00:00Z';

/** Which of the signatures of a request was made with a secret: the plain check, without a library. */
function signedBy({ headers, body }: Received, secret: string): number {
  const key = Buffer.from(secret.slice(6), 'base64');
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const mac = createHmac('sha256', key).update(text).digest('base64');
  return String(headers['webhook-signature']).split(' ').indexOf(`v1,${mac}`);
}

test('what an endpoint is told of: types, wildcards, from when it was there, until it is removed', async () => {
  await booked(hub, monday);
  const all = await register(hub, `${receiver.url}/all`, { events: ['*'] });
  await register(hub, `${receiver.url}/one`, { events: ['booking.confirmed', 'customer.created'] });
  await booked(hub, later);
  await hub.call('POST', '/v2/customers', { id: 'cust_new', name: 'New' });
  const got = await receiver.until(5);
  const told = (path: string) =>
    got.filter((one) => one.path === path).map(({ headers }) => headers['x-webhook-event']);
  expect(told('/all').sort()).toEqual(['booking.confirmed', 'booking.created', 'customer.created']);
  expect(told('/one').sort()).toEqual(['booking.confirmed', 'customer.created']);
  await hub.call('DELETE', `/v2/webhooks/${all.id}`);
  await hub.call('POST', '/v2/customers', { id: 'cust_newer', name: 'Newer' });
  await receiver.until(
    2,
    ({ path, headers }) => path === '/one' && headers['x-webhook-event'] === 'customer.created',
  );
  expect(receiver.got.filter(({ path }) => path === '/all')).toHaveLength(3);
  expect(errorOf(await hub.call('GET', `/v2/webhooks/${all.id}/deliveries`))).toBe('not_found');
  expect(rowsOf(hub, `SELECT 1 FROM deliveries WHERE endpoint_id = '${all.id}'`, 'live-deliveries')).toEqual(
    [],
  );
});

test('S10: endpoints of the sandbox are told of the sandbox, those of a practice of that practice', async () => {
  const sandbox = (method: string, path: string, body: object) =>
    callAs(hub, hub.keys.test, method, path, body);
  await sandbox('PATCH', '/v2/tenant', { webhook_allowed_hosts: [receiver.host] });
  const url = `${receiver.url}/test`;
  expect((await sandbox('POST', '/v2/webhooks', { url, events: ['*'] })).status).toBe(201);
  await register(hub, `${receiver.url}/live`, { events: ['*'] });
  await sandbox('POST', '/v2/customers', { name: 'Only a test' });
  await hub.call('POST', '/v2/customers', { name: 'Real' });
  const got = await receiver.until(2);
  expect(got.map(({ path, body }) => [path, JSON.parse(body).mode]).sort()).toEqual([
    ['/live', 'live'],
    ['/test', 'test'],
  ]);
});

test('while a secret changes, everything is signed with both; then with the new one alone', async () => {
  const { id, secret } = await register(hub, receiver.url, { events: ['booking.created'] });
  const { body } = await hub.call('POST', `/v2/webhooks/${id}/rotate-secret`, { overlap_minutes: 60 });
  const next = text(body, 'secret');
  await booked(hub, monday);
  await receiver.until(1);
  clock.advance(60 * 60_000);
  await booked(hub, later);
  const got = await receiver.until(2);
  expect(got.map((one) => [signedBy(one, next), signedBy(one, secret)])).toEqual([
    [0, 1],
    [0, -1],
  ]);
});

test('P2: the secret is in no answer but the one, and in no file as it is', async () => {
  const { id, secret } = await register(hub, receiver.url);
  const read = await hub.call('GET', `/v2/webhooks/${id}`);
  const rows = rowsOf(hub, 'SELECT doc FROM webhooks');
  expect(JSON.stringify([read.body, rows])).not.toContain(secret.slice(6));
  expect(Object.keys(read.body)).not.toEqual(expect.arrayContaining(['secret']));
});

test('P4: nobody has others told what they may not read', async () => {
  const made = await hub.call('POST', '/v2/api-keys', {
    name: 'Few',
    scopes: ['webhooks:write', 'webhooks:read'],
  });
  const few = text(made.body, 'secret');
  const url = `${receiver.url}/few`;
  const answer = await callAs(hub, few, 'POST', '/v2/webhooks', { url, events: ['*'] });
  expect([errorOf(answer), at(answer.body, 'error', 'details', 'scope')]).toEqual([
    'forbidden',
    'events:read',
  ]);
  const { id } = await register(hub, receiver.url);
  await booked(hub, monday);
  const [first] = await untilLogged(hub, id, 'succeeded', 2);
  const path = `/v2/webhooks/${id}/deliveries/${text(first, 'id')}`;
  expect(at((await callAs(hub, few, 'GET', path)).body, 'request', 'body')).toBeUndefined();
  expect(at((await hub.call('GET', path)).body, 'request', 'body')).toBe(receiver.got[0]?.body);
});

test('v1: OVERVIEW’s payload to the letter, for its five types and no other', async () => {
  const { id } = await register(hub, receiver.url, { events: ['*'], api_version: 'v1' });
  const booking = await booked(hub, monday);
  await hub.call('POST', `/v2/bookings/${booking}/reschedule`, { start_at: later });
  await hub.call('POST', `/v2/bookings/${booking}/check-in`);
  await hub.call('POST', `/v2/bookings/${booking}/start`);
  await hub.call('POST', `/v2/bookings/${booking}/complete`);
  const other = await booked(hub, monday);
  await hub.call('POST', `/v2/bookings/${other}/cancel`);
  await untilLogged(hub, id, 'succeeded', 7);
  const payload = (event: string, of: string, scheduled_at: string) => ({
    event,
    data: {
      id: of,
      service: 'consult_30',
      duration: 30,
      scheduled_at,
      customer: { email: 'priya@example.com', name: 'Priya Sharma' },
    },
  });
  const sent = receiver.got.map(({ body }) => JSON.parse(body));
  expect(sent.filter(({ data }) => data.id === booking)).toEqual([
    payload('booking.created', booking, monday),
    payload('booking.confirmed', booking, monday),
    payload('booking.rescheduled', booking, later),
    payload('booking.completed', booking, later),
  ]);
  expect(sent.filter(({ data }) => data.id === other).at(-1)).toEqual(
    payload('booking.cancelled', other, monday),
  );
  const none = await hub.call('POST', '/v2/webhooks', {
    url: receiver.url,
    events: ['customer.*'],
    api_version: 'v1',
  });
  expect(errorOf(none)).toBe('validation_failed');
});

describe('the log', () => {
  test('lists, filters, walks and shows; sends one again', async () => {
    const { id } = await register(hub, receiver.url);
    const ids = [await booked(hub, monday), await booked(hub, later)];
    await untilLogged(hub, id, 'succeeded', 4);
    expect(await logOf(hub, id, '&type=booking.created')).toHaveLength(2);
    expect(await logOf(hub, id, '&status=failed')).toEqual([]);
    const path = `/v2/webhooks/${id}/deliveries`;
    const walked: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { body } = await hub.call('GET', `${path}?limit=3${cursor && `&cursor=${cursor}`}`);
      walked.push(...list(body, 'data').map((one) => at(one, 'id')));
      cursor = body.next_cursor;
    }
    const all = (await logOf(hub, id)).map((one) => at(one, 'id'));
    expect(walked).toEqual(all.toReversed());
    expect(errorOf(await hub.call('GET', `${path}?cursor=x`))).toBe('invalid_cursor');

    const again = await hub.call('POST', `${path}/${all[0]}/redeliver`, {}, { 'idempotency-key': 'again-1' });
    expect(again).toMatchObject({ status: 202, body: { status: 'pending', source: 'redelivery' } });
    const replayed = await hub.call(
      'POST',
      `${path}/${all[0]}/redeliver`,
      {},
      { 'idempotency-key': 'again-1' },
    );
    expect(replayed.headers.get('idempotent-replayed')).toBe('true');
    await receiver.until(5);
    await untilLogged(hub, id, 'succeeded', 4);
    expect(receiver.got).toHaveLength(5);
    expect(receiver.got[4]?.headers).toMatchObject({
      'webhook-id': receiver.got[0]?.headers['webhook-id'],
      'x-webhook-attempt': '2',
    });
    expect(ids).toHaveLength(2);
    const counters = await hub.call('GET', `/v2/webhooks/${id}/counters`);
    expect(counters.body).toMatchObject({ of: 4, succeeded: 4, success_rate: 1, latency_ms: { p95: 0 } });
  });

  test('a test sends an example of any type, signed like any other', async () => {
    const { id, secret } = await register(hub, receiver.url, { events: ['booking.created'] });
    for (const type of ['customer.merged', 'payment.succeeded', 'webhook.endpoint_disabled'])
      expect((await hub.call('POST', `/v2/webhooks/${id}/test`, { type })).status).toBe(202);
    const got = await receiver.until(3);
    expect(got.map((one) => signedBy(one, secret))).toEqual([0, 0, 0]);
    expect(got.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      'customer.merged',
      'payment.succeeded',
      'webhook.endpoint_disabled',
    ]);
    expect((await untilLogged(hub, id, 'succeeded', 3)).map((one) => at(one, 'source'))).toEqual(
      Array(3).fill('test'),
    );
  });
});

describe('replay', () => {
  async function replayed(id: string, body: object): Promise<string[]> {
    receiver.got.length = 0;
    const answer = await hub.call('POST', `/v2/webhooks/${id}/replay`, body);
    expect(answer.status).toBe(202);
    // What comes after it in the log is there when it is through.
    await hub.call('POST', `/v2/webhooks/${id}/test`, { type: 'booking.created' });
    await receiver.until(1, ({ headers }) => headers['x-webhook-event'] === 'booking.created');
    await untilLogged(hub, id, 'pending', 0);
    const { body: events } = await hub.call('GET', '/v2/events?limit=100');
    const known = new Map(list(events, 'data').map((event) => [at(event, 'id'), text(event, 'type')]));
    return receiver.got.flatMap(({ headers }) => known.get(headers['webhook-id']) ?? []).sort();
  }

  test('by type, by range, since a cursor, and with what was taken before', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_before', name: 'Before' });
    const { body: page } = await hub.call('GET', '/v2/events?limit=100');
    clock.advance(60_000);
    await booked(hub, monday);
    const { id } = await register(hub, receiver.url, { events: ['booking.*', 'customer.*'] });
    expect(await replayed(id, { types: ['booking.confirmed'] })).toEqual(['booking.confirmed']);
    expect(await replayed(id, { after: page.next_cursor })).toEqual(['booking.created']);
    expect(await replayed(id, { to: '2026-04-15T04:00:30Z' })).toEqual([
      'customer.created',
      'customer.created',
    ]);
    expect(await replayed(id, {})).toEqual([]);
    expect(await replayed(id, { types: ['booking.*'], include_delivered: true })).toEqual([
      'booking.confirmed',
      'booking.created',
    ]);
    const last = text(list(page, 'data').at(-1), 'id');
    expect(await replayed(id, { after: last, include_delivered: true })).toHaveLength(2);
  });
});

test('P4: what an endpoint answered about a person goes when the person is erased', async () => {
  receiver.answer((_request, response, got) => {
    response.writeHead(200, { 'x-echo': 'Priya Sharma' }).end(got.body);
  });
  const { id } = await register(hub, receiver.url, { events: ['booking.created'], api_version: 'v1' });
  const booking = await booked(hub, monday);
  const [sent] = await untilLogged(hub, id, 'succeeded', 1);
  await hub.call('POST', `/v2/bookings/${booking}/cancel`);
  expect(JSON.stringify(sent)).toContain('Priya Sharma');
  expect((await hub.call('DELETE', '/v2/customers/cust_priya_01')).status).toBe(204);
  await hub.hub.erasures.settled();
  const path = `/v2/webhooks/${id}/deliveries/${text(sent, 'id')}`;
  const { body } = await hub.call('GET', path);
  expect(JSON.stringify(body)).not.toContain('Priya');
  // Files and folders come and go while they are looked through.
  await vi.waitFor(() => expect(filesHolding(hub.dataDir, 'Priya Sharma')).toEqual([]), { timeout: 60_000 });
});
