import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';

/*
 * 20 April 2026 is a Monday. Dr Niket works 09:00-18:00 in Kolkata, which is 03:30-12:30 UTC.
 */
let hub: TestHub;
let withRoom: string;
let late: string;
const clock = testClock('2026-04-15T09:42:11Z');
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
  await hub.call('POST', '/v2/resources', { id: 'res_room', name: 'Room', kind: 'room', sort_order: 200 });
  await hub.call('POST', '/v2/services', {
    id: 'svc_roomy',
    name: 'Roomy',
    duration: 60,
    buffer_after: 15,
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ],
  });
  withRoom = await booked(hub, '2026-04-20T04:30:00Z', { service_id: 'svc_roomy' });
  const cancelled = await booked(hub, '2026-04-20T08:00:00Z');
  await hub.call('POST', `/v2/bookings/${cancelled}/cancel`, {});
  late = await booked(hub, '2026-04-20T12:30:00Z', { override: ['outside_working_hours'] });
  await hub.call('POST', '/v2/resources/res_dr_niket/time-off', {
    id: 'blk_lunch',
    start_at: '2026-04-20T07:00:00Z',
    end_at: '2026-04-20T08:00:00Z',
    reason: 'Lunch',
  });
  await hub.call('POST', '/v2/holds', {
    id: 'hold_one',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at: '2026-04-20T09:00:00Z',
  });
});
afterAll(() => hub.stop());

async function schedule(query: string) {
  const { body } = await hub.call('GET', `/v2/schedule?${query}`);
  return body;
}

/** Spans as `HH:MM-HH:MM` in UTC. */
function spans(within: unknown, field: string): string[] {
  return list(within, field).map(
    (one) => `${text(one, 'start_at').slice(11, 16)}-${text(one, 'end_at').slice(11, 16)}`,
  );
}

function dayOf(body: unknown, resource: number, day = 0): unknown {
  return list(list(body, 'data')[resource], 'days')[day];
}

describe('GET /schedule', () => {
  test('A3: a day of everybody: working hours, blocks, visits with their buffers, holds, and the gaps', async () => {
    const body = await schedule('date=2026-04-20');
    expect(body).toMatchObject({ zone: 'Asia/Kolkata', valid_until: '2026-04-15T09:47:11Z' });
    expect(list(body, 'data').map((row) => at(row, 'resource_id'))).toEqual(['res_dr_niket', 'res_room']);
    const niket = dayOf(body, 0);
    expect(niket).toMatchObject({
      date: '2026-04-20',
      start_at: '2026-04-19T18:30:00Z',
      end_at: '2026-04-20T18:30:00Z',
      blocks: [{ block_id: 'blk_lunch', kind: 'time_off', reason: 'Lunch' }],
      bookings: [
        {
          booking_id: withRoom,
          customer_name: 'Priya Sharma',
          service_name: 'Roomy',
          role: 'practitioner',
          main: true,
          busy_from: '2026-04-20T04:30:00Z',
          busy_until: '2026-04-20T05:45:00Z',
        },
        { booking_id: late, service_name: 'Consultation' },
      ],
      holds: [{ hold_id: 'hold_one', expires_at: '2026-04-15T09:47:11Z' }],
    });
    expect(spans(niket, 'working')).toEqual(['03:30-12:30']);
    expect(spans(niket, 'free')).toEqual(['03:30-04:30', '05:45-07:00', '08:00-09:00', '09:30-12:30']);
    const room = dayOf(body, 1);
    expect(spans(room, 'free')).toEqual(['18:30-04:30', '05:45-18:30']);
    expect(list(room, 'bookings')).toMatchObject([{ booking_id: withRoom, role: 'room', main: false }]);
  });

  test('the gaps are the free time that /resources/{id}/availability tells', async () => {
    const range = 'from=2026-04-20&to=2026-04-21';
    const { body } = await hub.call('GET', `/v2/resources/res_dr_niket/availability?${range}`);
    expect(at(dayOf(await schedule('date=2026-04-20'), 0), 'free')).toEqual(body.data);
  });

  test('a week of some, in another zone; today where no date is given', async () => {
    const body = await schedule('days=7&resource_id=res_dr_niket&zone=Europe/Berlin');
    expect(list(body, 'data')).toHaveLength(1);
    const days = list(list(body, 'data')[0], 'days');
    expect(days.map((day) => at(day, 'date'))).toEqual(
      [15, 16, 17, 18, 19, 20, 21].map((day) => `2026-04-${day}`),
    );
    expect(days.map((day) => list(day, 'bookings').length)).toEqual([0, 0, 0, 0, 0, 2, 0]);
    expect(days.map((day) => spans(day, 'working').length)).toEqual([1, 1, 1, 0, 0, 1, 1]);
  });

  test('T3: a day on which clocks change has 23 hours', async () => {
    const day = dayOf(await schedule('date=2026-03-29&zone=Europe/Berlin'), 1);
    expect(day).toMatchObject({ start_at: '2026-03-28T23:00:00Z', end_at: '2026-03-29T22:00:00Z' });
  });

  test('P4: names of customers only for those who may read customers', async () => {
    const key = await hub.call('POST', '/v2/api-keys', { name: 'Wall', scopes: ['bookings:read'] });
    const authorization = `Bearer ${text(key.body, 'secret')}`;
    const answer = await hub.call('GET', '/v2/schedule?date=2026-04-20', undefined, { authorization });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain('Priya');
  });

  test('bad dates, too many days and unknown resources are refused', async () => {
    for (const query of ['date=2026-02-30', 'days=15', 'days=0', 'zone=Nowhere'])
      expect(errorOf(await hub.call('GET', `/v2/schedule?${query}`))).toBe('validation_failed');
    expect(errorOf(await hub.call('GET', '/v2/schedule?resource_id=res_none'))).toBe('invalid_resource');
    expect(errorOf(await hub.call('GET', '/v2/schedule?date=9999-12-31'))).toBe('validation_failed');
  });
});

describe('GET /schedule/utilization', () => {
  test('visits within open time, of open time; buffers and visits outside are told apart', async () => {
    const { body } = await hub.call('GET', '/v2/schedule/utilization?from=2026-04-20&to=2026-04-21');
    const niket = {
      resource_id: 'res_dr_niket',
      open_minutes: 8 * 60,
      booked_minutes: 60,
      buffer_minutes: 15,
      outside_minutes: 30,
      bookings: 2,
      utilization: 0.125,
    };
    const room = {
      open_minutes: 24 * 60,
      booked_minutes: 60,
      buffer_minutes: 15,
      outside_minutes: 0,
      bookings: 1,
    };
    expect(body).toMatchObject({
      data: [niket, room],
      total: { open_minutes: 32 * 60, booked_minutes: 120, bookings: 2 },
    });
    const people = await hub.call(
      'GET',
      '/v2/schedule/utilization?from=2026-04-20&to=2026-04-21&kind=practitioner',
    );
    expect(people.body.total).toMatchObject({ open_minutes: 8 * 60, utilization: 0.125 });
  });

  test('a day off has none', async () => {
    const { body } = await hub.call(
      'GET',
      '/v2/schedule/utilization?from=2026-04-19&to=2026-04-20&kind=practitioner',
    );
    expect(body.total).toMatchObject({ open_minutes: 0, utilization: null });
  });
});
