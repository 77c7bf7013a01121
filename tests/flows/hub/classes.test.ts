import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, countBy, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

/** Monday, half past ten in Kolkata. */
const ten = '2026-04-20T05:00:00Z';
const eleven = '2026-04-20T06:00:00Z';
const monday = 'from=2026-04-20&to=2026-04-21';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
  await post('/services', { id: 'svc_yoga', name: 'Yoga', duration: 60, capacity: 3, min_notice: 60 });
});
afterEach(() => hub.stop());

function post(path: string, body: object = {}): Promise<Answer> {
  return hub.call('POST', `/v2${path}`, body);
}

function get(path: string): Promise<Answer> {
  return hub.call('GET', `/v2${path}`);
}

/** Schedules a class. */
async function schedule(id: string, start_at: string, more: object = {}): Promise<void> {
  const answer = await post('/classes', { id, service_id: 'svc_yoga', start_at, ...more });
  expect([answer.status, answer.body]).toEqual([
    201,
    expect.objectContaining({ id, start_at, seats_taken: 0 }),
  ]);
}

function takeSeat(more: object): Promise<Answer> {
  return post('/bookings', { customer_id: 'cust_priya_01', ...more });
}

async function seatsTaken(id: string): Promise<unknown> {
  return (await get(`/classes/${id}`)).body.seats_taken;
}

function conflictsOf(answer: Answer): unknown {
  return at(answer.body, 'error', 'details', 'conflicts');
}

test('A6: of parallel bookings as many get a seat as there are, the others capacity_full and may wait', async () => {
  await schedule('cls_one', ten);
  await schedule('cls_later', '2026-04-21T05:00:00Z');
  const answers = await Promise.all(Array.from({ length: 12 }, () => takeSeat({ class_id: 'cls_one' })));
  expect(countBy(answers, ({ status }) => status)).toEqual({ 201: 3, 422: 9 });
  const refused = answers.filter(({ status }) => status === 422);
  for (const answer of refused) {
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(at(answer.body, 'error', 'details')).toMatchObject({
      conflicts: [{ type: 'capacity_full', id: 'cls_one' }],
      waitlist: true,
      suggestions: [{ start_at: '2026-04-21T05:00:00Z', class_id: 'cls_later' }],
    });
  }
  expect(await seatsTaken('cls_one')).toBe(3);
  const { body } = await get('/classes/cls_one/attendees?expand=customer');
  expect(list(body, 'data')).toHaveLength(3);
  for (const seat of list(body, 'data'))
    expect(seat).toMatchObject({
      class_id: 'cls_one',
      service_id: 'svc_yoga',
      resource_id: 'res_dr_niket',
      start_at: ten,
      end_at: eleven,
      customer: { name: 'Priya Sharma' },
    });
});

test('A6: the class owns the one claim: its seats claim nothing, and nothing else goes over it', async () => {
  await schedule('cls_one', ten);
  expect((await takeSeat({ class_id: 'cls_one' })).status).toBe(201);
  expect(rowsOf(hub, 'SELECT owner, kind FROM claims')).toEqual([{ owner: 'cls_one', kind: 'class' }]);
  const over = await book(hub, ten);
  expect(conflictsOf(over)).toEqual([{ type: 'existing_booking', id: 'cls_one' }]);
  await book(hub, '2026-04-20T07:00:00Z');
  const meets = await post('/classes', { service_id: 'svc_yoga', start_at: '2026-04-20T06:30:00Z' });
  expect(at(meets.body, 'error', 'details', 'conflicts', 0, 'type')).toBe('existing_booking');
});

test('A1: what slots, next, days and check tell of a class is what a booking by service and start then gets', async () => {
  await schedule('cls_one', ten, { capacity: 1 });
  await schedule('cls_two', '2026-04-20T08:00:00Z');
  const slots = () => get(`/availability/slots?service_id=svc_yoga&${monday}`);
  expect((await slots()).body.data).toMatchObject([
    { start_at: ten, end_at: eleven, class_id: 'cls_one', seats_left: 1, resource_id: 'res_dr_niket' },
    { start_at: '2026-04-20T08:00:00Z', class_id: 'cls_two', seats_left: 3 },
  ]);
  const asked = { service_id: 'svc_yoga', start_at: ten };
  expect((await post('/availability/check', asked)).body).toMatchObject({ available: true, end_at: eleven });
  expect((await takeSeat(asked)).body).toMatchObject({ class_id: 'cls_one', start_at: ten });
  expect((await slots()).body.data).toMatchObject([{ class_id: 'cls_two' }]);
  expect((await get('/availability/next?service_id=svc_yoga')).body.data).toMatchObject([
    { class_id: 'cls_two' },
  ]);
  expect((await get(`/availability/days?service_id=svc_yoga&${monday}`)).body.data).toMatchObject([
    { date: '2026-04-20', starts: 1, first_start_at: '2026-04-20T08:00:00Z' },
  ]);
  expect((await post('/availability/check', asked)).body).toMatchObject({
    available: false,
    conflicts: [{ type: 'capacity_full', id: 'cls_one' }],
  });
  expect(errorOf(await takeSeat(asked))).toBe('resource_unavailable');
  // No class starts at this time.
  expect(conflictsOf(await takeSeat({ ...asked, start_at: eleven }))).toEqual([
    { type: 'outside_working_hours' },
  ]);
  // A8: an hour's notice counts for seats, too.
  clock.set('2026-04-20T07:30:00Z');
  expect((await slots()).body.data).toEqual([]);
  expect(conflictsOf(await takeSeat({ class_id: 'cls_two' }))).toEqual([{ type: 'min_notice' }]);
  expect((await takeSeat({ class_id: 'cls_two', override: ['min_notice'] })).body).toMatchObject({
    override: ['min_notice'],
  });
});

test('A9: a held seat is taken until the hold expires, and is booked by its hold', async () => {
  await schedule('cls_one', ten, { capacity: 1 });
  const hold = await post('/holds', { id: 'hold_seat', class_id: 'cls_one', hold_minutes: 5 });
  expect(hold.body).toMatchObject({ class_id: 'cls_one', start_at: ten });
  expect(rowsOf(hub, "SELECT owner FROM claims WHERE kind = 'hold'")).toEqual([]);
  expect(errorOf(await takeSeat({ class_id: 'cls_one' }))).toBe('resource_unavailable');
  expect((await get(`/availability/slots?service_id=svc_yoga&${monday}`)).body.data).toEqual([]);
  const own = await takeSeat({ class_id: 'cls_one', hold_id: 'hold_seat' });
  expect([own.status, await seatsTaken('cls_one')]).toEqual([201, 1]);
  await post(`/bookings/${text(own.body, 'id')}/cancel`);
  await post('/holds', { class_id: 'cls_one', hold_minutes: 5 });
  clock.advance(5 * 60_000);
  expect((await takeSeat({ class_id: 'cls_one' })).status).toBe(201);
});

test('A6: a seat given back is free at once; reopened and moved bookings need one', async () => {
  await schedule('cls_one', ten, { capacity: 1 });
  await schedule('cls_two', '2026-04-20T08:00:00Z');
  const id = text((await takeSeat({ class_id: 'cls_one' })).body, 'id');
  await post(`/bookings/${id}/cancel`);
  expect(await seatsTaken('cls_one')).toBe(0);
  const other = text((await takeSeat({ class_id: 'cls_one' })).body, 'id');
  expect(conflictsOf(await post(`/bookings/${id}/reopen`))).toEqual([
    { type: 'capacity_full', id: 'cls_one' },
  ]);
  const moved = await post(`/bookings/${other}/reschedule`, { class_id: 'cls_two' });
  expect(moved.body).toMatchObject({ class_id: 'cls_two', start_at: '2026-04-20T08:00:00Z', sequence: 1 });
  expect([await seatsTaken('cls_one'), await seatsTaken('cls_two')]).toEqual([0, 1]);
  expect((await post(`/bookings/${id}/reopen`)).body).toMatchObject({
    status: 'confirmed',
    class_id: 'cls_one',
  });
  expect(conflictsOf(await post(`/bookings/${other}/reschedule`, { start_at: ten }))).toEqual([
    { type: 'capacity_full', id: 'cls_one' },
  ]);
  expect((await post(`/bookings/${id}/no-show`)).status).toBe(200);
  expect(await seatsTaken('cls_one')).toBe(0);
});

test('B3: rescheduling a class moves its bookings with it in one step, cancelling it cancels them', async () => {
  await schedule('cls_one', ten);
  const ids = [];
  for (const _ of [1, 2]) ids.push(text((await takeSeat({ class_id: 'cls_one' })).body, 'id'));
  await post('/holds', { id: 'hold_seat', class_id: 'cls_one' });
  await book(hub, '2026-04-20T07:30:00Z');
  const refused = await post('/classes/cls_one/reschedule', { start_at: '2026-04-20T07:00:00Z' });
  expect(errorOf(refused)).toBe('resource_unavailable');
  expect((await get(`/bookings/${ids[0]}`)).body).toMatchObject({ start_at: ten, version: 1 });

  // It may lie over its own old time.
  const half = '2026-04-20T05:30:00Z';
  const moved = await post('/classes/cls_one/reschedule', { start_at: half });
  expect(moved.body).toMatchObject({ start_at: half, end_at: '2026-04-20T06:30:00Z', seats_taken: 2 });
  for (const id of ids)
    expect((await get(`/bookings/${id}`)).body).toMatchObject({
      start_at: half,
      sequence: 1,
      class_id: 'cls_one',
    });
  expect((await get('/holds/hold_seat')).status).toBe(404);

  const cancelled = await post('/classes/cls_one/cancel', { reason: 'Teacher is ill' });
  expect(cancelled.body).toMatchObject({
    status: 'cancelled',
    seats_taken: 0,
    cancel_reason: 'Teacher is ill',
  });
  for (const id of ids)
    expect((await get(`/bookings/${id}`)).body).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'Teacher is ill',
    });
  expect((await book(hub, half)).status).toBe(201);
  expect(conflictsOf(await takeSeat({ class_id: 'cls_one' }))).toEqual([{ type: 'closure', id: 'cls_one' }]);
  expect(errorOf(await post('/classes/cls_one/cancel'))).toBe('invalid_transition');
  const told = rowsOf(
    hub,
    "SELECT type FROM events WHERE type NOT LIKE 'customer.%' ORDER BY seq DESC LIMIT 8",
  );
  expect(told.map((event) => text(event, 'type')).slice(2, 5)).toEqual([
    'booking.cancelled',
    'booking.cancelled',
    'resource.availability_changed',
  ]);
});

test('B2: nobody loses a seat by a smaller class, and one that has begun is not called off', async () => {
  await schedule('cls_one', ten);
  const id = text((await takeSeat({ class_id: 'cls_one' })).body, 'id');
  await post('/holds', { class_id: 'cls_one' });
  const smaller = await hub.call('PATCH', '/v2/classes/cls_one', { capacity: 1 });
  expect([errorOf(smaller), at(smaller.body, 'error', 'details', 'seats_taken')]).toEqual([
    'outside_policy',
    2,
  ]);
  expect((await hub.call('PATCH', '/v2/classes/cls_one', { capacity: 2 })).body).toMatchObject({
    capacity: 2,
  });
  await post(`/bookings/${id}/check-in`);
  expect(errorOf(await post('/classes/cls_one/cancel'))).toBe('invalid_transition');
  expect((await get('/classes/cls_one')).body).toMatchObject({ status: 'scheduled', seats_taken: 1 });
  await post(`/bookings/${id}/start`);
  expect(errorOf(await post('/classes/cls_one/reschedule', { start_at: eleven }))).toBe('invalid_transition');
});

test('a booking says its service and start, or its class; only services with seats have classes', async () => {
  const bare = await takeSeat({});
  expect([errorOf(bare), list(bare.body, 'error', 'details', 'issues')]).toEqual([
    'validation_failed',
    [
      { path: 'service_id', message: 'is missing' },
      { path: 'start_at', message: 'is missing' },
    ],
  ]);
  expect(errorOf(await takeSeat({ class_id: 'cls_none' }))).toBe('not_found');
  expect(errorOf(await post('/classes', { service_id: 'svc_consult_30', start_at: ten }))).toBe(
    'invalid_service',
  );
  await schedule('cls_one', ten);
  expect(errorOf(await takeSeat({ class_id: 'cls_one', start_at: eleven }))).toBe('not_found');
});
