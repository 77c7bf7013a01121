import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

const ten = '2026-04-20T05:00:00Z';

function hold(more: object = {}): Promise<Answer> {
  const slot = { service_id: 'svc_consult_30', resource_id: 'res_dr_niket', start_at: ten };
  return hub.call('POST', '/v2/holds', { ...slot, ...more });
}

async function offered(): Promise<string[]> {
  const query = 'service_id=svc_consult_30&from=2026-04-20T00:00:00Z&to=2026-04-21T00:00:00Z';
  const { body } = await hub.call('GET', `/v2/availability/slots?${query}`);
  return list(body, 'data').map((slot) => text(slot, 'start_at'));
}

function conflictsOf(answer: Answer): unknown {
  expect(errorOf(answer)).toBe('resource_unavailable');
  return at(answer.body, 'error', 'details', 'conflicts');
}

describe('A9: holds', () => {
  test('a hold keeps the time from everybody, says until when, and becomes a booking', async () => {
    const held = await hold({ id: 'hold_one', hold_minutes: 10 });
    expect(held.body).toMatchObject({ expires_at: '2026-04-15T04:10:00Z', held_by: 'Test key' });
    expect(conflictsOf(await book(hub, ten))).toEqual([{ type: 'held', id: 'hold_one' }]);
    expect(conflictsOf(await hold())).toEqual([{ type: 'held', id: 'hold_one' }]);
    expect(await offered()).not.toContain(ten);
    const slots = await hub.call(
      'GET',
      '/v2/availability/slots?service_id=svc_consult_30&from=2026-04-20T00:00:00Z&to=2026-04-21T00:00:00Z',
    );
    expect(slots.body.valid_until).toBe('2026-04-15T04:10:00Z');
    const id = await booked(hub, ten, { hold_id: 'hold_one' });
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: id }]);
    expect(errorOf(await hub.call('GET', '/v2/holds/hold_one'))).toBe('not_found');
    expect(errorOf(await book(hub, '2026-04-20T06:00:00Z', { hold_id: 'hold_one' }))).toBe('hold_expired');
  });

  test('from the instant it expires it counts for nothing, though no job has run', async () => {
    await hold({ id: 'hold_one', hold_minutes: 10 });
    clock.advance(10 * 60_000 - 1);
    expect(errorOf(await book(hub, ten))).toBe('resource_unavailable');
    clock.advance(1);
    expect(await offered()).toContain(ten);
    expect(errorOf(await book(hub, ten, { hold_id: 'hold_one' }))).toBe('hold_expired');
    const id = await booked(hub, ten);
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toEqual([{ owner: id }]);
  });

  test('released, it gives the time back', async () => {
    await hold({ id: 'hold_one' });
    expect((await hub.call('DELETE', '/v2/holds/hold_one')).status).toBe(204);
    await booked(hub, ten);
  });
});

describe('A3: time off and closures', () => {
  test('close their time, name themselves, and open it again when they go', async () => {
    const span = { start_at: '2026-04-20T04:30:00Z', end_at: '2026-04-20T05:30:00Z' };
    const off = await hub.call('POST', '/v2/resources/res_dr_niket/time-off', { id: 'blk_off', ...span });
    expect(off.body).toMatchObject({ kind: 'time_off', resource_id: 'res_dr_niket' });
    await hub.call('POST', '/v2/closures', { id: 'blk_shut', ...span });
    expect(conflictsOf(await book(hub, ten))).toEqual([
      { type: 'time_off', id: 'blk_off' },
      { type: 'closure', id: 'blk_shut' },
    ]);
    const free = await offered();
    expect(free).not.toContain(ten);
    expect(free).toEqual(expect.arrayContaining(['2026-04-20T04:00:00Z', '2026-04-20T05:30:00Z']));
    await hub.call('DELETE', '/v2/closures/blk_shut');
    expect(conflictsOf(await book(hub, ten))).toEqual([{ type: 'time_off', id: 'blk_off' }]);
    await hub.call('DELETE', '/v2/resources/res_dr_niket/time-off/blk_off');
    await booked(hub, ten);
  });

  test('T8: one that ends before it starts is refused, also when a change makes it so', async () => {
    const backwards = { start_at: '2026-04-20T06:00:00Z', end_at: ten };
    expect(errorOf(await hub.call('POST', '/v2/closures', backwards))).toBe('validation_failed');
    expect(errorOf(await hub.call('POST', '/v2/closures', { start_at: ten, end_at: ten }))).toBe(
      'validation_failed',
    );
    await hub.call('POST', '/v2/closures', { id: 'blk_ok', start_at: ten, end_at: '2026-04-20T06:00:00Z' });
    const patched = await hub.call('PATCH', '/v2/closures/blk_ok', { end_at: '2026-04-20T04:00:00Z' });
    expect(errorOf(patched)).toBe('validation_failed');
  });

  test('laid over a booking, they leave it where it is and tell of it once', async () => {
    const id = await booked(hub, ten);
    const conflicts = () =>
      rowsOf(hub, "SELECT event FROM events WHERE type = 'booking.conflict_detected'").map((row) =>
        at(JSON.parse(text(row, 'event')), 'data', 'object', 'id'),
      );
    const early = { start_at: '2026-04-20T04:00:00Z', end_at: ten };
    await hub.call('POST', '/v2/closures', { id: 'blk_early', ...early });
    expect(conflicts()).toEqual([]);
    await hub.call('PATCH', '/v2/closures/blk_early', { end_at: '2026-04-20T05:15:00Z' });
    await hub.call('PATCH', '/v2/closures/blk_early', { reason: 'Rewiring' });
    expect(conflicts()).toEqual([id]);
    expect((await hub.call('GET', `/v2/bookings/${id}`)).body).toMatchObject({
      status: 'confirmed',
      version: 1,
    });
  });

  test('an offline resource takes no new bookings until it is back', async () => {
    await hub.call('POST', '/v2/resources/res_dr_niket/offline');
    expect(conflictsOf(await book(hub, ten))).toEqual([{ type: 'resource_offline' }]);
    expect(await offered()).toEqual([]);
    await hub.call('POST', '/v2/resources/res_dr_niket/online');
    await booked(hub, ten);
  });
});

describe('A8: rules set aside', () => {
  const evening = '2026-04-20T14:00:00Z';

  test('only those that had to be are recorded, with the reason', async () => {
    const override = ['outside_working_hours', 'min_notice', 'outside_working_hours'];
    const needed = await book(hub, evening, { override, override_reason: 'Emergency' });
    expect(needed.body).toMatchObject({
      override: ['outside_working_hours'],
      override_reason: 'Emergency',
      overbooked: false,
    });
    const spare = await book(hub, ten, { override, override_reason: 'Emergency' });
    expect(spare.body).toMatchObject({ override: [] });
    expect(spare.body).not.toHaveProperty('override_reason');
  });

  test('notice and horizon hold for keys', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', {
      min_notice: 7 * 24 * 60,
      max_horizon: 10 * 24 * 60,
    });
    expect(conflictsOf(await book(hub, ten))).toEqual([{ type: 'min_notice' }]);
    expect(conflictsOf(await book(hub, '2026-04-27T05:00:00Z'))).toEqual([{ type: 'beyond_horizon' }]);
    await booked(hub, '2026-04-24T05:00:00Z');
    await booked(hub, ten, { override: ['min_notice'] });
  });

  test('a start between two steps is outside_policy, unless set aside', async () => {
    const between = await book(hub, '2026-04-20T05:10:00Z');
    expect(errorOf(between)).toBe('outside_policy');
    expect(at(between.body, 'error', 'details')).toEqual({ policy: 'slot_step', slot_step: 30 });
    const placed = await book(hub, '2026-04-20T05:10:00Z', { override: ['slot_step'] });
    expect(placed.body).toMatchObject({ override: ['slot_step'] });
  });

  test('over another booking: marked, told, and a second claim on the time', async () => {
    const id = await booked(hub, ten);
    const over = await book(hub, ten, { override: ['existing_booking'], override_reason: 'Twins' });
    expect(over.body).toMatchObject({ overbooked: true, override: ['existing_booking'] });
    expect(rowsOf(hub, 'SELECT owner, overbooked FROM claims ORDER BY overbooked')).toEqual([
      { owner: id, overbooked: 0 },
      { owner: over.body.id, overbooked: 1 },
    ]);
    const told = rowsOf(hub, `SELECT type FROM events WHERE type = 'booking.conflict_detected'`);
    expect(told).toHaveLength(1);
    expect(errorOf(await book(hub, ten))).toBe('resource_unavailable');
  });
});

describe('A4: several resources for one visit', () => {
  beforeEach(async () => {
    for (const id of ['res_room_1', 'res_room_2'])
      await hub.call('POST', '/v2/resources', { id, name: id, kind: 'room' });
    const needs = [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ];
    await hub.call('PATCH', '/v2/services/svc_consult_30', { needs });
    const day = [{ start: '09:00', end: '18:00' }];
    for (const id of ['res_b', 'res_c'])
      await hub.call('POST', '/v2/resources', { id, name: id, working_hours: { weekly: { monday: day } } });
  });

  test('all or none are claimed, and the rooms run out before the people', async () => {
    const any = { resource_id: undefined };
    const first = await book(hub, ten, any);
    expect(first.body.allocations).toEqual([
      { role: 'practitioner', resource_id: expect.any(String) },
      { role: 'room', resource_id: expect.stringContaining('room') },
    ]);
    await booked(hub, ten, any);
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toHaveLength(4);
    const third = await book(hub, ten, any);
    expect(errorOf(third)).toBe('resource_unavailable');
    expect(rowsOf(hub, 'SELECT owner FROM claims')).toHaveLength(4);
    expect(await offered()).not.toContain(ten);
  });

  test('a room that visits still need cannot be removed', async () => {
    const first = await book(hub, ten);
    const room = text(first.body, 'allocations', 1, 'resource_id');
    const refused = await hub.call('DELETE', `/v2/resources/${room}`);
    expect(errorOf(refused)).toBe('outside_policy');
    expect(at(refused.body, 'error', 'details', 'bookings')).toEqual([first.body.id]);
    expect(errorOf(await hub.call('DELETE', '/v2/resources/res_dr_niket'))).toBe('outside_policy');
    await hub.call('POST', `/v2/bookings/${first.body.id}/cancel`);
    expect((await hub.call('DELETE', `/v2/resources/${room}`)).status).toBe(204);
  });
});

describe('A11: what differs with one resource', () => {
  test('length and price are those of the resource that takes it', async () => {
    const overrides = [
      { resource_id: 'res_dr_niket', duration: 60, price: { amount: 900, currency: 'INR' } },
    ];
    await hub.call('PATCH', '/v2/services/svc_consult_30', { overrides });
    const answer = await book(hub, ten);
    expect(answer.body).toMatchObject({
      end_at: '2026-04-20T06:00:00Z',
      price: { amount: 900, currency: 'INR', type: 'flat' },
    });
  });
});
