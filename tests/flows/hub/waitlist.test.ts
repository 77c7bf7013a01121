import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDue } from '../../../server/due.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

/** Monday, half past ten in Kolkata. */
const ten = '2026-04-20T05:00:00Z';
const half = '2026-04-20T05:30:00Z';
const until = '2026-04-30T00:00:00Z';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
  for (const id of ['cust_a', 'cust_b', 'cust_c']) await post('/customers', { id, name: id });
});
afterEach(() => hub.stop());

function post(path: string, body: object = {}): Promise<Answer> {
  return hub.call('POST', `/v2${path}`, body);
}

/** Somebody joins, a minute after whoever came before. */
async function join(id: string, more: object = {}): Promise<void> {
  clock.advance(60_000);
  const entry = { id: `wl_${id}`, customer_id: `cust_${id}`, service_id: 'svc_consult_30', until };
  const answer = await post('/waitlist', { ...entry, ...more });
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ status: 'waiting' })]);
}

async function entry(id: string): Promise<Record<string, unknown>> {
  return (await hub.call('GET', `/v2/waitlist/wl_${id}`)).body;
}

async function statuses(): Promise<unknown> {
  const { body } = await hub.call('GET', '/v2/waitlist');
  return Object.fromEntries(list(body, 'data').map((one) => [text(one, 'id').slice(3), text(one, 'status')]));
}

/** Books the whole of that Monday but for nothing, so that only what is cancelled is free. */
async function fullMonday(): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (
    let start = Date.parse('2026-04-20T03:30:00Z');
    start < Date.parse('2026-04-20T12:30:00Z');
    start += 1_800_000
  ) {
    const start_at = `${new Date(start).toISOString().slice(0, 19)}Z`;
    ids[start_at] = await booked(hub, start_at);
  }
  return ids;
}

const onMonday = { from: '2026-04-20T00:00:00Z', until: '2026-04-21T00:00:00Z' };

test('time that frees is offered in order: urgent ones first, then whoever waits longest, one after the other', async () => {
  const ids = await fullMonday();
  await join('a', onMonday);
  await join('b', onMonday);
  await join('c', { ...onMonday, urgency: 'urgent' });
  await post(`/bookings/${ids[ten]}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'waiting', c: 'offered' });
  expect((await entry('c')).offer).toMatchObject({ start_at: ten, resource_id: 'res_dr_niket' });
  // It is held: nobody else can book it, and everybody sees why.
  const taken = await book(hub, ten);
  expect(at(taken.body, 'error', 'details', 'conflicts', 0, 'type')).toBe('held');

  // Nobody answers for an hour: it is the next one's turn, and never again the same one's.
  clock.advance(60 * 60_000);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'offered', b: 'waiting', c: 'waiting' });
  expect((await entry('c')).passed).toEqual([ten]);
  await post('/waitlist/wl_a/decline');
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'offered', c: 'waiting' });

  const accepted = await post('/waitlist/wl_b/accept', { channel: 'phone' });
  expect(accepted.body).toMatchObject({ status: 'converted', customer_id: 'cust_b' });
  expect(accepted.body).not.toHaveProperty('offer');
  expect((await hub.call('GET', `/v2/bookings/${text(accepted.body, 'booking_id')}`)).body).toMatchObject({
    customer_id: 'cust_b',
    start_at: ten,
    status: 'confirmed',
    channel: 'phone',
  });
  expect(rowsOf(hub, 'SELECT id FROM holds WHERE deleted = 0')).toEqual([]);
  const told = rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'waitlist.%' ORDER BY seq");
  expect(told.map((one) => text(one, 'type').slice(9))).toEqual([
    'joined',
    'joined',
    'joined',
    'offered',
    'offered',
    'offered',
    'converted',
  ]);
});

test('only what somebody wishes is offered: days, parts of the day, people, and within their time', async () => {
  const ids = await fullMonday();
  await post('/resources', { id: 'res_other', name: 'Other', kind: 'practitioner' });
  await join('a', { ...onMonday, parts_of_day: ['afternoon'] });
  await join('b', { ...onMonday, days: ['tuesday', 'friday'] });
  await join('c', { ...onMonday, resource_ids: ['res_other'], service_id: 'svc_consult_30' });
  await hub.call('POST', '/v2/resources/res_other/offline', {});
  await post(`/bookings/${ids[ten]}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'waiting', c: 'waiting' });
  // 13:00 in Kolkata.
  await post(`/bookings/${ids['2026-04-20T07:30:00Z']}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'offered', b: 'waiting', c: 'waiting' });
  expect((await entry('a')).offer).toMatchObject({ start_at: '2026-04-20T07:30:00Z' });
});

test('every way in which time frees is one: moving, a block taken away, a visit and a class cancelled', async () => {
  const ids = await fullMonday();
  await join('a', onMonday);
  await post(`/bookings/${ids[ten]}/reschedule`, { start_at: '2026-04-21T05:00:00Z' });
  await runDue(hub.hub);
  expect((await entry('a')).offer).toMatchObject({ start_at: ten });
  await join('b', { from: '2026-04-22T00:00:00Z', until: '2026-04-22T12:00:00Z' });
  const day = { start_at: '2026-04-22T00:00:00Z', end_at: '2026-04-23T00:00:00Z' };
  await post('/resources/res_dr_niket/time-off', { id: 'blk_day', ...day });
  await hub.call('DELETE', '/v2/resources/res_dr_niket/time-off/blk_day');
  await runDue(hub.hub);
  expect((await entry('b')).offer).toMatchObject({ start_at: '2026-04-22T03:30:00Z' });
});

test('A6: a full class can be waited for: a seat given back is held for who is next', async () => {
  await post('/services', { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 1 });
  await post('/classes', { id: 'cls_one', service_id: 'svc_yoga', start_at: ten });
  const seat = text(
    (await post('/bookings', { customer_id: 'cust_priya_01', class_id: 'cls_one' })).body,
    'id',
  );
  const joined = await post('/waitlist', { id: 'wl_a', customer_id: 'cust_a', class_id: 'cls_one' });
  expect(joined.body).toMatchObject({
    service_id: 'svc_yoga',
    class_id: 'cls_one',
    until: '2026-04-20T06:00:00Z',
  });
  await join('b', { service_id: 'svc_yoga' });
  await post(`/bookings/${seat}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'offered', b: 'waiting' });
  const other = await post('/bookings', { customer_id: 'cust_b', class_id: 'cls_one' });
  expect(errorOf(other)).toBe('resource_unavailable');
  const accepted = await post('/waitlist/wl_a/accept');
  const { body } = await hub.call('GET', `/v2/bookings/${text(accepted.body, 'booking_id')}`);
  expect(body).toMatchObject({ class_id: 'cls_one', customer_id: 'cust_a' });
  expect((await hub.call('GET', '/v2/classes/cls_one')).body).toMatchObject({ seats_taken: 1 });
  // Another seat is one more that frees.
  await hub.call('PATCH', '/v2/classes/cls_one', { capacity: 2 });
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'converted', b: 'offered' });
});

test('staff offer a time themselves, see who fits, and may leave it all to themselves', async () => {
  await hub.call('PATCH', '/v2/tenant', { waitlist_offer_minutes: 0 });
  const ids = await fullMonday();
  await join('a', onMonday);
  await join('b', { ...onMonday, urgency: 'urgent' });
  await post(`/bookings/${ids[half]}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'waiting' });
  const { body } = await hub.call('GET', '/v2/waitlist/matches?from=2026-04-20&to=2026-04-21');
  expect(body.data).toMatchObject([
    { waitlist_id: 'wl_b', start_at: half, urgency: 'urgent' },
    { waitlist_id: 'wl_a', start_at: half },
  ]);
  const offered = await post('/waitlist/wl_a/offer', { offer_minutes: 10 });
  expect(offered.body).toMatchObject({ status: 'offered', offer: { start_at: half } });
  expect(errorOf(await post('/waitlist/wl_a/offer'))).toBe('invalid_transition');
  expect(errorOf(await post('/waitlist/wl_b/offer'))).toBe('resource_unavailable');
  expect(errorOf(await post('/waitlist/wl_b/offer', { start_at: ten }))).toBe('resource_unavailable');
  expect(errorOf(await post('/waitlist/wl_b/accept'))).toBe('invalid_transition');
  clock.advance(10 * 60_000);
  expect(errorOf(await post('/waitlist/wl_a/accept'))).toBe('hold_expired');
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'waiting' });
  await post('/waitlist/wl_b/offer', { start_at: half });
  expect((await hub.call('DELETE', '/v2/waitlist/wl_b')).status).toBe(204);
  expect((await book(hub, half)).status).toBe(201);
});

test('a wait ends with its time; who waits longer waits again; who declines for good waits for nothing', async () => {
  await join('a', { until: '2026-04-15T06:00:00Z' });
  clock.set('2026-04-15T06:00:00Z');
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'expired' });
  await hub.call('PATCH', '/v2/waitlist/wl_a', { until });
  expect(await statuses()).toEqual({ a: 'waiting' });
  await post('/waitlist/wl_a/offer');
  await post('/waitlist/wl_a/decline', { keep_waiting: false });
  expect(await statuses()).toEqual({ a: 'declined' });
  const past = await post('/waitlist', {
    customer_id: 'cust_b',
    service_id: 'svc_consult_30',
    until: '2026-04-14T00:00:00Z',
  });
  expect(errorOf(past)).toBe('validation_failed');
});

test('who walks in is booked in one step and has arrived; nothing is offered to them by itself', async () => {
  const ids = await fullMonday();
  await join('a', { ...onMonday, from: '2026-04-15T04:00:00Z', walk_in: true });
  await join('b', onMonday);
  await post(`/bookings/${ids[ten]}/cancel`);
  await runDue(hub.hub);
  expect(await statuses()).toEqual({ a: 'waiting', b: 'offered' });
  await post('/waitlist/wl_b/decline', { keep_waiting: false });
  const answer = await post('/waitlist/wl_a/book', { start_at: ten });
  expect(answer.body).toMatchObject({ status: 'converted', booking_id: 'bk_a', walk_in: true });
  expect((await hub.call('GET', '/v2/bookings/bk_a')).body).toMatchObject({
    customer_id: 'cust_a',
    status: 'checked_in',
    checked_in_at: '2026-04-15T04:00:00Z',
    version: 1,
  });
  const again = await post('/waitlist/wl_a/book', { start_at: half });
  expect([again.status, errorOf(again)]).toEqual([409, 'invalid_transition']);
});

test('B2: who waits stays on the list where the time is not free', async () => {
  await booked(hub, ten);
  await join('a', { walk_in: true });
  const taken = await post('/waitlist/wl_a/book', { start_at: ten });
  expect([taken.status, errorOf(taken)]).toEqual([422, 'resource_unavailable']);
  expect((await entry('a')).status).toBe('waiting');
});
