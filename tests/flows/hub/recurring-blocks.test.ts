import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, text } from '../../kit/rest.ts';

/* Clocks in Berlin go forward on Sunday 29 March 2026 and back on 25 October. Mondays: 23 and 30 March. */
let hub: TestHub;
const clock = testClock('2026-03-10T09:00:00Z');
beforeEach(async () => {
  hub = await startHub({ clock, timezone: 'Europe/Berlin' });
  await referencePractice(hub);
  const day = [{ start: '08:00', end: '18:00' }];
  await hub.call('PATCH', '/v2/resources/res_dr_niket', {
    timezone: 'Europe/Berlin',
    working_hours: { weekly: { monday: day, sunday: day } },
  });
});
afterEach(() => hub.stop());

const offPath = '/v2/resources/res_dr_niket/time-off';
/** Mondays 12:00-13:00 on the clocks of Berlin. */
const lunch = {
  id: 'blk_lunch',
  start_at: '2026-03-16T11:00:00Z',
  end_at: '2026-03-16T12:00:00Z',
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  timezone: 'Europe/Berlin',
};

/** Why a start is refused. */
async function conflictsAt(start_at: string): Promise<unknown> {
  return at((await book(hub, start_at)).body, 'error', 'details', 'conflicts');
}

/** The blocks of a day as the schedule shows them, `HH:MM-HH:MM` in UTC. */
async function blocksOn(date: string): Promise<string[]> {
  const { body } = await hub.call('GET', `/v2/schedule?date=${date}&resource_id=res_dr_niket`);
  return list(list(list(body, 'data')[0], 'days')[0], 'blocks').map(
    (one) => `${text(one, 'start_at').slice(11, 16)}-${text(one, 'end_at').slice(11, 16)}`,
  );
}

describe('time off that repeats', () => {
  test('T1 T5: stays at noon on the wall on both sides of a clock change, and is what slots and bookings know', async () => {
    expect((await hub.call('POST', offPath, lunch)).status).toBe(201);
    expect([
      await blocksOn('2026-03-23'),
      await blocksOn('2026-03-30'),
      await blocksOn('2026-03-24'),
    ]).toEqual([['11:00-12:00'], ['10:00-11:00'], []]);
    expect(await conflictsAt('2026-03-23T11:00:00Z')).toEqual([{ type: 'time_off', id: 'blk_lunch' }]);
    expect(await conflictsAt('2026-03-30T10:30:00Z')).toEqual([{ type: 'time_off', id: 'blk_lunch' }]);
    await booked(hub, '2026-03-30T11:00:00Z');
    const slots = await hub.call(
      'GET',
      '/v2/availability/slots?service_id=svc_consult_30&from=2026-03-23&to=2026-03-31',
    );
    const starts = list(slots.body, 'data').map((one) => text(one, 'start_at'));
    expect(starts).toContain('2026-03-23T10:30:00Z');
    expect(starts).not.toContain('2026-03-23T11:30:00Z');
    expect(starts).toContain('2026-03-30T09:30:00Z');
    expect(starts).not.toContain('2026-03-30T10:00:00Z');
    const free = await hub.call(
      'GET',
      '/v2/resources/res_dr_niket/availability?from=2026-03-23&to=2026-03-24',
    );
    expect(list(free.body, 'data').map((one) => at(one, 'end_at'))).toEqual([
      '2026-03-23T11:00:00Z',
      '2026-03-23T17:00:00Z',
    ]);
  });

  test('T3: a night off over the change of clocks lasts from wall time to wall time', async () => {
    const night = {
      start_at: '2026-03-14T21:00:00Z',
      end_at: '2026-03-15T05:00:00Z',
      rrule: 'FREQ=WEEKLY',
      timezone: 'Europe/Berlin',
    };
    await hub.call('POST', offPath, night);
    expect(await blocksOn('2026-03-22')).toEqual(['21:00-05:00']);
    expect(await blocksOn('2026-03-29')).toEqual(['21:00-04:00']);
    expect(await blocksOn('2026-03-28')).toEqual(['21:00-04:00']);
  });

  test('one time that does not happen; an end by count or by day; listed until it is over', async () => {
    await hub.call('POST', offPath, { ...lunch, exdates: ['2026-03-23T12:00'] });
    expect([await blocksOn('2026-03-16'), await blocksOn('2026-03-23')]).toEqual([['11:00-12:00'], []]);
    const patched = await hub.call('PATCH', `${offPath}/blk_lunch`, {
      exdates: [],
      rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    });
    expect(patched.body).toMatchObject({ last_end_at: '2026-03-30T11:00:00Z' });
    expect([
      await blocksOn('2026-03-23'),
      await blocksOn('2026-03-30'),
      await blocksOn('2026-04-06'),
    ]).toEqual([['11:00-12:00'], ['10:00-11:00'], []]);
    await hub.call('PATCH', `${offPath}/blk_lunch`, { rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260323' });
    expect([await blocksOn('2026-03-23'), await blocksOn('2026-03-30')]).toEqual([['11:00-12:00'], []]);
    const listed = async (from: string) =>
      list((await hub.call('GET', `${offPath}?from=${from}`)).body, 'data').length;
    await hub.call('PATCH', `${offPath}/blk_lunch`, { rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3' });
    expect([await listed('2026-03-30T10:00:00Z'), await listed('2026-03-30T12:00:00Z')]).toEqual([1, 0]);
  });

  test('a visit weeks ahead that one of its times lies over is a violation; a time taken out settles it', async () => {
    const ahead = await booked(hub, '2026-06-15T10:00:00Z');
    await booked(hub, '2026-06-15T11:00:00Z');
    await hub.call('POST', offPath, lunch);
    const violations = async () =>
      list((await hub.call('GET', '/v2/schedule/violations')).body, 'data').map((one) => at(one, 'id'));
    expect(await violations()).toEqual([ahead]);
    const told = await hub.call('GET', '/v2/events?types=schedule.violation_detected');
    expect(list(told.body, 'data').map((event) => at(event, 'data', 'details'))).toEqual([
      { reasons: [{ type: 'time_off', id: 'blk_lunch', resource_id: 'res_dr_niket' }] },
    ]);
    await hub.call('PATCH', `${offPath}/blk_lunch`, { exdates: ['2026-06-15T12:00'] });
    expect(await violations()).toEqual([]);
  });

  test('T8: a rule without a zone, of which the start is none, or that nobody knows is refused and changes nothing', async () => {
    const wrong = [
      { ...lunch, timezone: undefined },
      { ...lunch, rrule: undefined },
      { ...lunch, rrule: 'FREQ=WEEKLY;BYDAY=TU' },
      { ...lunch, rrule: 'FREQ=SECONDLY' },
      { ...lunch, timezone: 'Nowhere' },
      { ...lunch, end_at: '2026-05-16T12:00:00Z' },
      { ...lunch, start_at: '9950-01-01T00:00:00Z', end_at: '9950-01-02T00:00:00Z', rrule: 'FREQ=DAILY' },
    ];
    for (const body of wrong)
      expect(errorOf(await hub.call('POST', offPath, body))).toBe('validation_failed');
    await hub.call('POST', offPath, lunch);
    const moved = await hub.call('PATCH', `${offPath}/blk_lunch`, { start_at: '2026-03-17T10:00:00Z' });
    expect(errorOf(moved)).toBe('validation_failed');
    expect(errorOf(await hub.call('PATCH', '/v2/closures/blk_lunch', { reason: 'x' }))).toBe('not_found');
    expect(list((await hub.call('GET', offPath)).body, 'data')).toHaveLength(1);
  });
});

test('a closure that repeats every year closes everybody', async () => {
  await hub.call('POST', '/v2/closures', {
    start_at: '2025-12-24T23:00:00Z',
    end_at: '2025-12-25T23:00:00Z',
    rrule: 'FREQ=YEARLY',
    timezone: 'Europe/Berlin',
    reason: 'Christmas',
  });
  expect(await blocksOn('2028-12-25')).toEqual(['23:00-23:00']);
  expect(await blocksOn('2028-12-26')).toEqual([]);
});
