import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookingStatuses } from '../../../shared/resources/bookings.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, rowsOf, text, watchWrites } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;

function act(id: string, action: string, body: object = {}, headers = {}): Promise<Answer> {
  return hub.call('POST', `/v2/bookings/${id}/${action}`, body, headers);
}

/** API.md, "Booking life cycle": the steps that lead to each status, from a booking that asks for confirmation. */
const ways: Readonly<Record<string, readonly string[]>> = {
  pending: [],
  confirmed: ['confirm'],
  checked_in: ['confirm', 'check-in'],
  in_progress: ['confirm', 'check-in', 'start'],
  completed: ['confirm', 'check-in', 'start', 'complete'],
  cancelled: ['confirm', 'cancel'],
  no_show: ['confirm', 'no-show'],
};

/** What each action makes of each status; whatever is not named is refused. */
const cycle: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  confirm: { pending: 'confirmed' },
  cancel: { pending: 'cancelled', confirmed: 'cancelled' },
  'check-in': { confirmed: 'checked_in' },
  start: { checked_in: 'in_progress' },
  complete: { in_progress: 'completed' },
  'no-show': { confirmed: 'no_show' },
  reopen: { cancelled: 'confirmed', no_show: 'confirmed', completed: 'confirmed' },
  reschedule: { pending: 'pending', confirmed: 'confirmed', checked_in: 'checked_in' },
};

const events: Readonly<Record<string, string>> = {
  confirm: 'booking.confirmed',
  cancel: 'booking.cancelled',
  'check-in': 'booking.checked_in',
  start: 'booking.updated',
  complete: 'booking.completed',
  'no-show': 'booking.no_show',
  reopen: 'booking.updated',
  reschedule: 'booking.rescheduled',
};

/** Actions that calendars show. */
const inCalendar = ['confirm', 'cancel', 'no-show', 'reopen', 'reschedule'];

describe('every action in every status', () => {
  let count = 0;
  beforeAll(async () => {
    hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
    await referencePractice(hub);
    await hub.call('POST', '/v2/services', {
      id: 'svc_asks',
      name: 'Asks',
      duration: 30,
      requires_confirmation: true,
    });
  });
  afterAll(() => hub.stop());

  /** A booking of its own day in a status. */
  async function inStatus(status: string): Promise<string> {
    const day = new Date(
      Date.parse('2026-04-20T05:00:00Z') + Math.floor(count / 5) * 7 * 86_400_000 + (count % 5) * 86_400_000,
    );
    count++;
    const id = await booked(hub, day.toISOString().replace('.000', ''), { service_id: 'svc_asks' });
    for (const action of ways[status] ?? []) await act(id, action);
    expect((await hub.call('GET', `/v2/bookings/${id}`)).body.status).toBe(status);
    return id;
  }

  for (const status of bookingStatuses)
    for (const [action, steps] of Object.entries(cycle))
      test(`${action} of a booking that is ${status}: ${steps[status] ?? 'refused'}`, async () => {
        const id = await inStatus(status);
        const before = (await hub.call('GET', `/v2/bookings/${id}`)).body;
        const [counter] = rowsOf(hub, 'SELECT seq FROM counters');
        const watch = watchWrites(hub);
        const commits = watch.commits();
        const answer = await act(id, action);
        const after = (await hub.call('GET', `/v2/bookings/${id}`)).body;
        const next = steps[status];
        if (next === undefined) {
          expect(errorOf(answer)).toBe('invalid_transition');
          expect(after).toEqual(before);
          expect(watch.commits()).toBe(commits);
        } else {
          expect(answer.body).toEqual(after);
          expect(after).toMatchObject({ id, status: next, version: Number(before.version) + 1 });
          expect(Number(after.sequence) - Number(before.sequence)).toBe(inCalendar.includes(action) ? 1 : 0);
          const told = rowsOf(hub, `SELECT type FROM events WHERE seq > ${at(counter, 'seq')}`);
          expect(told).toEqual([{ type: events[action] }]);
        }
        watch.close();
      });
});

describe('a booking', () => {
  beforeEach(async () => {
    clock = testClock('2026-04-15T04:00:00Z');
    hub = await startHub({ clock });
    await referencePractice(hub);
  });
  afterEach(() => hub.stop());
  const ten = '2026-04-20T05:00:00Z';
  const eleven = '2026-04-20T06:00:00Z';

  test('B4: history tells who, when, what, and what it was before', async () => {
    const id = await booked(hub, ten, { notes: 'First' });
    clock.advance(60_000);
    await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'Second', channel: 'phone' });
    clock.advance(60_000);
    await act(id, 'reschedule', { start_at: eleven });
    clock.advance(60_000);
    await act(id, 'cancel', { reason: 'Ill' });
    const me = (await hub.call('GET', '/v2/me')).body;
    const history = list((await hub.call('GET', `/v2/bookings/${id}/history`)).body, 'data');
    expect(history).toEqual([
      entry('2026-04-15T04:00:00Z', 'created', {}),
      entry('2026-04-15T04:01:00Z', 'edited', { notes: 'First', channel: 'in_person' }),
      entry('2026-04-15T04:02:00Z', 'rescheduled', {
        start_at: ten,
        end_at: '2026-04-20T05:30:00Z',
        sequence: 0,
      }),
      entry('2026-04-15T04:03:00Z', 'cancelled', {
        status: 'confirmed',
        sequence: 1,
        cancel_reason: null,
        cancelled_at: null,
      }),
    ]);
    function entry(when: string, action: string, before: object): object {
      return { at: when, by: me.id, by_name: me.name, action, before };
    }
  });

  test('events tell what changed, as it was before', async () => {
    const id = await booked(hub, ten);
    await act(id, 'reschedule', { start_at: eleven });
    const told = list((await hub.call('GET', '/v2/events?limit=100')).body, 'data').at(-1);
    expect(told).toMatchObject({
      type: 'booking.rescheduled',
      api_version: 'v2',
      tenant_id: hub.tenant,
      mode: 'live',
      data: { object: { id, start_at: eleven }, previous: { start_at: ten } },
      actor: { kind: 'key' },
    });
    expect(Object.keys(Object(at(told, 'data', 'previous'))).sort()).toEqual([
      'end_at',
      'sequence',
      'start_at',
    ]);
  });

  test('B3: moving keeps the id, frees the old time, and may overlap it', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', { slot_step: 15 });
    const id = await booked(hub, ten);
    const moved = await act(id, 'reschedule', { start_at: '2026-04-20T05:15:00Z' });
    expect(moved.body).toMatchObject({
      id,
      start_at: '2026-04-20T05:15:00Z',
      end_at: '2026-04-20T05:45:00Z',
    });
    const longer = await act(id, 'reschedule', { duration: 90 });
    expect(longer.body).toMatchObject({
      id,
      start_at: '2026-04-20T05:15:00Z',
      end_at: '2026-04-20T06:45:00Z',
    });
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: id }]);
    await act(id, 'reschedule', { start_at: '2026-04-20T08:00:00Z', duration: 30 });
    await booked(hub, ten);
  });

  test('moving onto another booking is refused with it and leaves everything where it was', async () => {
    const id = await booked(hub, ten);
    const other = await booked(hub, eleven);
    const answer = await act(id, 'reschedule', { start_at: eleven });
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(at(answer.body, 'error', 'details', 'conflicts')).toEqual([
      { type: 'existing_booking', id: other },
    ]);
    const suggestions = list(answer.body, 'error', 'details', 'suggestions');
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
    const moved = await act(id, 'reschedule', { start_at: text(suggestions[0], 'start_at') });
    expect(moved.status).toBe(200);
  });

  test('cancelling and not coming free the time; completing does not', async () => {
    const cancelled = await booked(hub, ten);
    await act(cancelled, 'cancel');
    const missed = await booked(hub, ten);
    await act(missed, 'no-show');
    const done = await booked(hub, ten);
    for (const action of ['check-in', 'start', 'complete']) await act(done, action);
    expect(errorOf(await book(hub, ten))).toBe('resource_unavailable');
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: done }]);
  });

  test('reopening a cancelled request makes it a request again', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', { requires_confirmation: true });
    const id = await booked(hub, '2026-04-20T05:00:00Z');
    await act(id, 'cancel');
    expect((await act(id, 'reopen')).body).toMatchObject({ status: 'pending' });
  });

  test('reopening takes the time back, but only while it is free, and says what else is', async () => {
    const first = await booked(hub, ten);
    await act(first, 'cancel', { reason: 'Mistake' });
    const second = await booked(hub, ten);
    const refused = await act(first, 'reopen');
    expect(errorOf(refused)).toBe('resource_unavailable');
    expect(at(refused.body, 'error', 'details', 'conflicts')).toEqual([
      { type: 'existing_booking', id: second },
    ]);
    expect(list(refused.body, 'error', 'details', 'suggestions').length).toBeGreaterThanOrEqual(2);
    await act(second, 'cancel');
    const reopened = await act(first, 'reopen');
    expect(reopened.body).toMatchObject({ status: 'confirmed', sequence: 2 });
    expect(reopened.body).not.toHaveProperty('cancelled_at');
    expect(reopened.body).not.toHaveProperty('cancel_reason');
    expect(errorOf(await book(hub, ten))).toBe('resource_unavailable');
  });

  test('If-Match: the version that was read may be changed, an older one is 412, and nothing happens', async () => {
    const created = await book(hub, ten);
    const id = text(created.body, 'id');
    const etag = created.headers.get('etag') ?? '';
    expect(etag).toBe('"1"');
    expect((await hub.call('PATCH', `/v2/bookings/${id}`, { notes: 'A' }, { 'if-match': etag })).status).toBe(
      200,
    );
    for (const [action, body] of [
      ['cancel', {}],
      ['reschedule', { start_at: eleven }],
    ] as const) {
      const stale = await act(id, action, body, { 'if-match': etag });
      expect([errorOf(stale), at(stale.body, 'error', 'details', 'version')]).toEqual([
        'version_conflict',
        2,
      ]);
    }
    expect(errorOf(await act(id, 'cancel', {}, { 'if-match': 'nonsense' }))).toBe('version_conflict');
    expect(
      errorOf(await hub.call('DELETE', '/v2/customers/cust_priya_01', undefined, { 'if-match': '"9"' })),
    ).toBeDefined();
    expect((await act(id, 'cancel', {}, { 'if-match': '"2"' })).status).toBe(200);
  });

  test('304 while nothing changed', async () => {
    const id = await booked(hub, ten);
    const first = await hub.call('GET', `/v2/bookings/${id}`);
    const etag = first.headers.get('etag') ?? '';
    const again = await hub.call('GET', `/v2/bookings/${id}`, undefined, { 'if-none-match': etag });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, {}, etag]);
    await act(id, 'check-in');
    const changed = await hub.call('GET', `/v2/bookings/${id}`, undefined, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
  });

  test('a service that asks for confirmation claims the time while it is pending', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', { requires_confirmation: true });
    const pending = await book(hub, ten);
    expect(pending.body).toMatchObject({ status: 'pending' });
    expect(errorOf(await book(hub, ten))).toBe('resource_unavailable');
    const told = rowsOf(hub, "SELECT type FROM events WHERE type LIKE 'booking.%' ORDER BY seq");
    expect(told).toEqual([{ type: 'booking.created' }]);
    expect((await act(text(pending.body, 'id'), 'confirm')).body).toMatchObject({ status: 'confirmed' });
  });
});
