import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';

let hub: TestHub;
const clock = testClock('2026-04-15T09:42:11Z');
beforeEach(async () => {
  clock.set('2026-04-15T09:42:11Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

/** `[booking, reasons]` of what violates the schedule. */
async function violations(query = ''): Promise<[string, string[]][]> {
  const answer = await hub.call('GET', `/v2/schedule/violations${query}`);
  return list(answer.body, 'data').map((one) => [
    text(one, 'id'),
    list(one, 'reasons').map((reason) => text(reason, 'type')),
  ]);
}

/** What was told of them, the earliest first: `[booking, details]`. */
async function told(): Promise<unknown[][]> {
  const { body } = await hub.call('GET', '/v2/events?types=schedule.violation_detected&limit=100');
  return list(body, 'data').map((event) => [at(event, 'data', 'object', 'id'), at(event, 'data', 'details')]);
}

const day = [{ start: '09:00', end: '18:00' }];
const [ten, noon] = ['2026-04-20T05:00:00Z', '2026-04-20T06:30:00Z'];

describe('what a change leaves where it may not be stays there, is listed and told once', () => {
  test('other working hours: only what they leave outside, not what lay there before', async () => {
    const morning = await booked(hub, ten);
    const outside = await booked(hub, '2026-04-19T05:00:00Z', { override: ['outside_working_hours'] });
    const kept = await booked(hub, noon);
    const working_hours = { weekly: { monday: [{ start: '11:00', end: '18:00' }] } };
    const put = { timezone: 'Asia/Kolkata', working_hours };
    await hub.call('PUT', '/v2/resources/res_dr_niket/working-hours', put);
    await hub.call('PUT', '/v2/resources/res_dr_niket/working-hours', put);
    await hub.call('PATCH', '/v2/resources/res_dr_niket', { name: 'Dr N.' });
    const reasons = [{ type: 'outside_working_hours', resource_id: 'res_dr_niket' }];
    expect(await told()).toEqual([[morning, { reasons }]]);
    expect(await violations()).toEqual([[morning, ['outside_working_hours']]]);
    for (const id of [morning, outside, kept])
      expect((await hub.call('GET', `/v2/bookings/${id}`)).body).toMatchObject({ version: 1 });

    await hub.call('PATCH', '/v2/resources/res_dr_niket', { working_hours: { weekly: {} } });
    expect((await told()).map(([id]) => id).sort()).toEqual([morning, kept].sort());
    await hub.call('PATCH', '/v2/resources/res_dr_niket', { working_hours: { weekly: { monday: day } } });
    expect(await violations()).toEqual([]);
  });

  test('another zone of the practice moves the hours of those who have none of their own', async () => {
    const working_hours = { weekly: { monday: day } };
    await hub.call('POST', '/v2/resources', { id: 'res_local', name: 'Local', working_hours });
    await booked(hub, ten);
    const local = await booked(hub, ten, { resource_id: 'res_local' });
    await hub.call('PATCH', '/v2/tenant', { timezone: 'America/New_York' });
    expect((await told()).map(([id]) => id)).toEqual([local]);
    expect(await violations()).toEqual([[local, ['outside_working_hours']]]);
  });

  test('a resource that goes offline, and time off over what is to come, but not over what is past', async () => {
    const past = await booked(hub, '2026-04-16T05:00:00Z');
    const ahead = await booked(hub, ten);
    clock.set('2026-04-17T00:00:00Z');
    await hub.call('POST', '/v2/resources/res_dr_niket/offline');
    await hub.call('POST', '/v2/resources/res_dr_niket/offline');
    const off = { id: 'blk_off', start_at: '2026-04-16T00:00:00Z', end_at: '2026-04-21T00:00:00Z' };
    await hub.call('POST', '/v2/resources/res_dr_niket/time-off', off);
    const resource_id = 'res_dr_niket';
    expect(await told()).toEqual([
      [ahead, { reasons: [{ type: 'resource_offline', resource_id }] }],
      [ahead, { reasons: [{ type: 'time_off', resource_id, id: 'blk_off' }] }],
    ]);
    expect(await violations()).toEqual([[ahead, ['time_off', 'resource_offline']]]);
    expect(past).not.toBe(ahead);
  });

  test('of more than a hundred the last one that is told says how many there are besides', async () => {
    const starts = Array.from({ length: 110 }, (_, i) =>
      new Date(
        Date.parse('2026-04-20T03:30:00Z') + (i % 18) * 1_800_000 + Math.floor(i / 18) * 7 * 86_400_000,
      )
        .toISOString()
        .replace('.000', ''),
    );
    for (let from = 0; from < starts.length; from += 100) {
      const bookings = starts.slice(from, from + 100).map((start_at) => ({
        customer_id: 'cust_priya_01',
        service_id: 'svc_consult_30',
        resource_id: 'res_dr_niket',
        start_at,
      }));
      await hub.call('POST', '/v2/bookings/batch', { bookings, atomic: true });
    }
    await hub.call('POST', '/v2/resources/res_dr_niket/offline');
    const all = await told();
    expect(all).toHaveLength(100);
    expect(all.map(([, details]) => at(details, 'further'))).toEqual([...Array(99).fill(undefined), 10]);
    expect(await violations()).toHaveLength(110);
  });
});

test('one that is acknowledged is listed only where it is asked for, and resolving is the same deed', async () => {
  const first = await booked(hub, ten);
  const second = await booked(hub, noon);
  await hub.call('POST', '/v2/resources/res_dr_niket/offline');
  const done = await hub.call('POST', `/v2/schedule/violations/${first}/acknowledge`, {});
  expect([done.status, done.body.resolved]).toEqual([
    200,
    [{ type: 'resource_offline', resource_id: 'res_dr_niket' }],
  ]);
  expect(errorOf(await hub.call('POST', `/v2/bookings/${first}/resolve`, {}))).toBe('invalid_transition');
  expect(await violations()).toEqual([[second, ['resource_offline']]]);
  const all = await hub.call('GET', '/v2/schedule/violations?acknowledged=true');
  expect(list(all.body, 'data').map((one) => [at(one, 'id'), at(one, 'acknowledged')])).toEqual([
    [first, true],
    [second, false],
  ]);
  expect(await violations('?to=2026-04-20T05:00:00Z')).toEqual([]);
  expect(await violations('?from=2026-04-20T06:00:00Z')).toEqual([[second, ['resource_offline']]]);
});

test('A6: seats of a class whose teacher goes offline, or who works at other hours by then', async () => {
  await hub.call('POST', '/v2/services', { id: 'svc_class', name: 'Yoga', duration: 60, capacity: 8 });
  await hub.call('POST', '/v2/classes', {
    id: 'cls_one',
    service_id: 'svc_class',
    resource_id: 'res_dr_niket',
    start_at: ten,
  });
  const seat = await hub.call('POST', '/v2/bookings', { customer_id: 'cust_priya_01', class_id: 'cls_one' });
  expect(await violations()).toEqual([]);
  await hub.call('POST', '/v2/resources/res_dr_niket/offline');
  expect(await violations()).toEqual([[seat.body.id, ['resource_offline']]]);
  await hub.call('POST', '/v2/resources/res_dr_niket/online');
  await hub.call('PATCH', '/v2/resources/res_dr_niket', { working_hours: { weekly: {} } });
  expect(await violations()).toEqual([[seat.body.id, ['outside_working_hours']]]);
  expect((await told()).map(([id]) => id)).toEqual([seat.body.id, seat.body.id]);
  const { body } = await hub.call('GET', '/v2/schedule/utilization?from=2026-04-20&to=2026-04-21');
  expect(body.total).toMatchObject({ bookings: 1, outside_minutes: 60 });
});

test('what only waits for an answer, or was overbooked knowingly, violates nothing', async () => {
  await booked(hub, ten);
  await booked(hub, ten, { override: ['existing_booking'] });
  expect(list((await hub.call('GET', '/v2/bookings/attention')).body, 'data')).toHaveLength(1);
  expect(await violations()).toEqual([]);
});
