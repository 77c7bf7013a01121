import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';

/* A Monday on which Dr Niket is ill; Asha and Bela, in this order, could stand in. */
let hub: TestHub;
const clock = testClock('2026-04-20T02:00:00Z');
const day = [{ start: '08:40', end: '18:00' }];
beforeEach(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
  for (const [i, id] of ['res_asha', 'res_bela'].entries())
    await hub.call('POST', '/v2/resources', {
      id,
      name: id,
      sort_order: 200 + i,
      working_hours: { weekly: { monday: day } },
    });
});
afterEach(() => hub.stop());

const [nine, half, ten] = ['2026-04-20T03:30:00Z', '2026-04-20T04:00:00Z', '2026-04-20T04:30:00Z'];

async function preview(resource_id = 'res_dr_niket') {
  const body = { resource_id, date: '2026-04-20' };
  return (await hub.call('POST', '/v2/schedule/reassign/preview', body)).body;
}

function reassign(moves: object[], more: object = {}) {
  return hub.call('POST', '/v2/schedule/reassign', { moves, ...more });
}

async function resourceOf(id: string): Promise<unknown> {
  return (await hub.call('GET', `/v2/bookings/${id}`)).body.resource_id;
}

describe('a day given to others', () => {
  test('who could take each, shared out; all moves in one step, times and ids stay, whatever notice is asked by now', async () => {
    await hub.call('PATCH', '/v2/services/svc_consult_30', { min_notice: 0 });
    const ids = [await booked(hub, nine), await booked(hub, half), await booked(hub, ten)];
    await booked(hub, ten, { resource_id: 'res_asha', override: ['slot_step'] });
    // Hardly any notice is left for today; what was agreed stays agreed.
    await hub.call('PATCH', '/v2/services/svc_consult_30', { min_notice: 7 * 24 * 60 });
    const proposal = await preview();
    const rows = list(proposal, 'data').map((one) => [
      at(one, 'booking_id'),
      at(one, 'options'),
      at(one, 'proposed'),
    ]);
    expect(rows).toEqual([
      [ids[0], ['res_asha', 'res_bela'], 'res_asha'],
      [ids[1], ['res_asha', 'res_bela'], 'res_asha'],
      [ids[2], ['res_bela'], 'res_bela'],
    ]);
    expect(proposal.complete).toBe(true);
    const moves = list(proposal, 'data').map((one) => ({
      booking_id: text(one, 'booking_id'),
      allocations: at(one, 'allocations'),
    }));
    const done = await reassign(moves);
    expect([done.status, list(done.body, 'data').map((one) => at(one, 'resource_id'))]).toEqual([
      200,
      ['res_asha', 'res_asha', 'res_bela'],
    ]);
    const told = await hub.call('GET', '/v2/events?types=booking.rescheduled');
    expect(list(told.body, 'data').map((event) => at(event, 'data', 'object', 'id'))).toEqual(ids);
    expect(list(done.body, 'data').map((one) => at(one, 'start_at'))).toEqual([nine, half, ten]);
    expect(await preview()).toMatchObject({ data: [], complete: true });
    const back = await reassign(ids.map((booking_id) => ({ booking_id, resource_id: 'res_dr_niket' })));
    expect([back.status, await resourceOf(ids[0] ?? '')]).toEqual([200, 'res_dr_niket']);
  });

  test('B2: where one cannot be taken none moves, and it is said which', async () => {
    const first = await booked(hub, nine);
    const second = await booked(hub, half);
    await booked(hub, half, { resource_id: 'res_asha', override: ['slot_step'] });
    const refused = await reassign([
      { booking_id: first, resource_id: 'res_asha' },
      { booking_id: second, resource_id: 'res_asha' },
    ]);
    expect(errorOf(refused)).toBe('resource_unavailable');
    expect(at(refused.body, 'error', 'details', 'booking_id')).toBe(second);
    expect([await resourceOf(first), await resourceOf(second)]).toEqual(['res_dr_niket', 'res_dr_niket']);
  });

  test('B1: two at once do not go to one; B3: two may change places', async () => {
    const mine = await booked(hub, nine);
    const theirs = await booked(hub, nine, { resource_id: 'res_asha', override: ['slot_step'] });
    const third = await booked(hub, nine, { resource_id: 'res_bela', override: ['slot_step'] });
    const both = await reassign([mine, third].map((booking_id) => ({ booking_id, resource_id: 'res_asha' })));
    expect(errorOf(both)).toBe('resource_unavailable');
    const same = await reassign([
      { booking_id: mine, resource_id: 'res_bela' },
      { booking_id: third, resource_id: 'res_bela' },
    ]);
    expect(errorOf(same)).toBe('resource_unavailable');
    const changed = await reassign([
      { booking_id: mine, resource_id: 'res_asha' },
      { booking_id: theirs, resource_id: 'res_dr_niket' },
    ]);
    expect([changed.status, await resourceOf(mine), await resourceOf(theirs)]).toEqual([
      200,
      'res_asha',
      'res_dr_niket',
    ]);
  });

  test('a room that is out of order: another room for its visits, whoever gives them stays', async () => {
    for (const [i, id] of ['res_room_1', 'res_room_2'].entries())
      await hub.call('POST', '/v2/resources', { id, name: id, kind: 'room', sort_order: i });
    await hub.call('POST', '/v2/services', {
      id: 'svc_roomy',
      name: 'Roomy',
      duration: 30,
      needs: [
        { role: 'practitioner', kind: 'practitioner' },
        { role: 'room', kind: 'room' },
      ],
    });
    const id = await booked(hub, nine, { service_id: 'svc_roomy' });
    await hub.call('POST', '/v2/resources/res_room_1/offline');
    const proposal = await preview('res_room_1');
    expect(list(proposal, 'data')).toMatchObject([{ booking_id: id, role: 'room', proposed: 'res_room_2' }]);
    const allocations = at(list(proposal, 'data')[0], 'allocations');
    const done = await reassign([{ booking_id: id, allocations }]);
    expect(at(list(done.body, 'data')[0], 'allocations')).toEqual([
      { role: 'practitioner', resource_id: 'res_dr_niket' },
      { role: 'room', resource_id: 'res_room_2' },
    ]);
  });

  test.each(['1200-02-29', '1969-12-31', '9999-12-31'])(
    'T8: a day at the edge of time, %s: 422',
    async (date) => {
      const body = { resource_id: 'res_dr_niket', date };
      expect(errorOf(await hub.call('POST', '/v2/schedule/reassign/preview', body))).toBe(
        'validation_failed',
      );
    },
  );

  test('what nobody can take is left without a proposal; what is over is nobody’s to move', async () => {
    const id = await booked(hub, nine);
    for (const one of ['res_asha', 'res_bela']) await hub.call('POST', `/v2/resources/${one}/offline`);
    expect(await preview()).toMatchObject({ data: [{ booking_id: id, options: [] }], complete: false });
    await hub.call('POST', `/v2/bookings/${id}/cancel`, {});
    expect(errorOf(await reassign([{ booking_id: id, resource_id: 'res_asha' }]))).toBe('invalid_transition');
    const twice = [1, 2].map(() => ({ booking_id: id, resource_id: 'res_asha' }));
    expect(errorOf(await reassign(twice))).toBe('validation_failed');
    expect(errorOf(await reassign([{ booking_id: 'bk_none' }]))).toBe('not_found');
  });
});
