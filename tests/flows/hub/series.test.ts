import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: ReturnType<typeof testClock>;

/** Berlin, whose clocks go back on 25 October 2026; Niket works Monday to Friday from 08:00 to 18:00. */
beforeEach(async () => {
  clock = testClock('2026-10-01T08:00:00Z');
  hub = await startHub({ clock, timezone: 'Europe/Berlin' });
  const day = [{ start: '08:00', end: '18:00' }];
  const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  await hub.call('POST', '/v2/customers', { id: 'cust_priya_01', name: 'Priya Sharma' });
  for (const id of ['res_dr_niket', 'res_ola'])
    await hub.call('POST', '/v2/resources', { id, name: id, working_hours: { weekly } });
  await hub.call('POST', '/v2/services', {
    id: 'svc_consult_30',
    name: 'Consultation',
    duration: 30,
    slot_step: 30,
  });
});
afterEach(() => hub.stop());

/** Tuesdays at 09:00 from 13 October on. */
const tuesdays = {
  customer_id: 'cust_priya_01',
  service_id: 'svc_consult_30',
  resource_id: 'res_dr_niket',
  start_local: '2026-10-13T09:00',
  rrule: 'FREQ=WEEKLY;COUNT=4',
};

async function make(more: Record<string, unknown> = {}) {
  const answer = await hub.call('POST', '/v2/series', { ...tuesdays, ...more });
  expect(answer.body).toMatchObject({ status: 'active' });
  return answer.body;
}

/** Visits of a series, in the order of their starts. */
async function visits(id: string): Promise<object[]> {
  const { body } = await hub.call('GET', `/v2/series/${id}/bookings?sort=start_at`);
  return list(body, 'data');
}

async function startsOf(id: string): Promise<string[]> {
  return (await visits(id)).map((visit) => text(visit, 'start_at'));
}

async function eventTypes(): Promise<string[]> {
  const { body } = await hub.call('GET', '/v2/events?limit=100');
  return list(body, 'data').map((event) => text(event, 'type'));
}

describe('T5: a series is made', () => {
  test('its visits are bookings at 09:00 of its zone, on both sides of the transition', async () => {
    const { id } = await make();
    expect(await startsOf(String(id))).toEqual([
      '2026-10-13T07:00:00Z',
      '2026-10-20T07:00:00Z',
      '2026-10-27T08:00:00Z',
      '2026-11-03T08:00:00Z',
    ]);
    const [first] = await visits(String(id));
    expect(first).toMatchObject({ series_id: id, occurrence: '2026-10-13T09:00', status: 'confirmed' });
    expect(text(first, 'id')).toBe(`bk_${String(id).slice(4)}_1_0`);
  });

  test('one event tells of it, not one per visit', async () => {
    const before = (await eventTypes()).length;
    await make();
    expect((await eventTypes()).slice(before)).toEqual(['series.created']);
  });

  test('B2: what the rule may not be is refused, and nothing is written', async () => {
    for (const more of [
      { rrule: 'FREQ=WEEKLY' },
      { rrule: 'FREQ=DAILY;COUNT=367' },
      { rrule: 'FREQ=MONTHLY;COUNT=26' },
      { rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4' },
      { rrule: 'FREQ=HOURLY;COUNT=4' },
      { exdates: ['2026-10-14T09:00'] },
      { start_local: '2026-10-13T09:00:00Z' },
      { timezone: 'Mars/Olympus' },
      { shifts: [{ occurrence: '2026-10-14T09:00', start_at: '2026-10-14T09:00:00Z' }] },
      { id: `ser_${'x'.repeat(40)}` },
    ])
      expect(errorOf(await hub.call('POST', '/v2/series', { ...tuesdays, ...more }))).toBe(
        'validation_failed',
      );
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toEqual([]);
  });

  test('exceptions of the rule have no visit, and count', async () => {
    const { id } = await make({ exdates: ['2026-10-20T09:00'] });
    expect(await startsOf(String(id))).toEqual([
      '2026-10-13T07:00:00Z',
      '2026-10-27T08:00:00Z',
      '2026-11-03T08:00:00Z',
    ]);
  });
});

describe('B6: a series that meets conflicts', () => {
  const second = '2026-10-20T09:00';

  test('refuse: nothing is made, and every occurrence in conflict is listed with free starts', async () => {
    const taken = await booked(hub, '2026-10-20T07:00:00Z');
    const answer = await hub.call('POST', '/v2/series', tuesdays);
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(list(answer.body, 'error', 'details', 'occurrences')).toEqual([
      {
        occurrence: second,
        start_at: '2026-10-20T07:00:00Z',
        end_at: '2026-10-20T07:30:00Z',
        available: false,
        conflicts: [{ type: 'existing_booking', id: taken }],
        suggestions: ['07:30', '08:00', '08:30'].map((time) => ({
          start_at: `2026-10-20T${time}:00Z`,
          available: true,
          resource_id: 'res_dr_niket',
        })),
      },
    ]);
    expect(rowsOf(hub, 'SELECT id FROM series')).toEqual([]);
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(1);
  });

  test('skip: made without it, which the series says', async () => {
    const taken = await booked(hub, '2026-10-20T07:00:00Z');
    const made = await make({ on_conflict: 'skip' });
    expect(made).toMatchObject({
      exdates: [second],
      conflicts: [{ occurrence: second, outcome: 'skipped', conflicts: [{ id: taken }] }],
    });
    expect(await visits(String(made.id))).toHaveLength(3);
  });

  test('suggest: that visit takes the next free start, and keeps the occurrence it stands for', async () => {
    await booked(hub, '2026-10-20T07:00:00Z');
    const made = await make({ on_conflict: 'suggest' });
    expect(made).toMatchObject({
      exdates: [],
      conflicts: [{ occurrence: second, outcome: 'shifted', moved_to: '2026-10-20T07:30:00Z' }],
    });
    const [, shifted] = await visits(String(made.id));
    expect(shifted).toMatchObject({ occurrence: second, start_at: '2026-10-20T07:30:00Z' });
  });

  test('what a preview offers is accepted when it is chosen', async () => {
    await booked(hub, '2026-10-20T07:00:00Z');
    const { customer_id: _, ...plan } = tuesdays;
    const preview = await hub.call('POST', '/v2/series/preview', plan);
    expect(preview.body).toMatchObject({ total: 4, available: 3 });
    const start_at = text(preview.body, 'data', 1, 'suggestions', 1, 'start_at');
    const made = await make({ shifts: [{ occurrence: second, start_at }] });
    expect(await startsOf(String(made.id))).toContain(start_at);
  });

  test('where no visit can be, there is no series', async () => {
    const sundays = { start_local: '2026-10-18T09:00', on_conflict: 'skip' };
    const answer = await hub.call('POST', '/v2/series', { ...tuesdays, ...sundays });
    expect(errorOf(answer)).toBe('resource_unavailable');
    expect(list(answer.body, 'error', 'details', 'occurrences')).toHaveLength(4);
  });

  test('visits of one series do not lie on one another', async () => {
    await hub.call('POST', '/v2/resources', { id: 'res_room', name: 'Room', kind: 'practitioner' });
    const nights = { resource_id: 'res_room', duration: 24 * 60, rrule: 'FREQ=DAILY;COUNT=3' };
    await hub.call('PATCH', '/v2/services/svc_consult_30', { buffer_after: 10 });
    const answer = await hub.call('POST', '/v2/series', { ...tuesdays, ...nights, on_conflict: 'skip' });
    expect(list(answer.body, 'conflicts').map((one) => at(one, 'occurrence'))).toEqual(['2026-10-14T09:00']);
  });

  test('B1: of many at once, one has the time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => hub.call('POST', '/v2/series', tuesdays)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(4);
  });
});

describe('B5: what is changed of a series, and what stays', () => {
  /** Each visit: its occurrence, its start and its status. */
  async function plan(id: string): Promise<string[]> {
    return (await visits(id)).map((visit) =>
      ['occurrence', 'start_at', 'status'].map((field) => text(visit, field)).join(' '),
    );
  }

  async function idsOf(id: string): Promise<string[]> {
    return (await visits(id)).map((visit) => text(visit, 'id'));
  }

  function change(id: unknown, body: Record<string, unknown>) {
    return hub.call('PATCH', `/v2/series/${id}`, body);
  }

  test('this: one visit moves, the others do not', async () => {
    const { id } = await make();
    const ids = await idsOf(String(id));
    const one = { scope: 'this', occurrence: '2026-10-20T09:00', start_local: '2026-10-21T11:00' };
    expect((await change(id, one)).status).toBe(200);
    expect(await plan(String(id))).toEqual([
      '2026-10-13T09:00 2026-10-13T07:00:00Z confirmed',
      '2026-10-20T09:00 2026-10-21T09:00:00Z confirmed',
      '2026-10-27T09:00 2026-10-27T08:00:00Z confirmed',
      '2026-11-03T09:00 2026-11-03T08:00:00Z confirmed',
    ]);
    expect(await idsOf(String(id))).toEqual(ids);
    expect((await eventTypes()).at(-1)).toBe('booking.rescheduled');
  });

  test('this and following: from the third on at 11:00, as a series of their own with the same visits', async () => {
    const { id } = await make();
    const ids = await idsOf(String(id));
    const before = (await eventTypes()).length;
    const answer = await change(id, {
      scope: 'following',
      occurrence: '2026-10-27T09:00',
      start_local: '2026-10-27T11:00',
      new_id: 'ser_later',
    });
    expect(answer.body).toMatchObject({
      id: 'ser_later',
      continues: id,
      start_local: '2026-10-27T11:00',
      rrule: 'FREQ=WEEKLY;COUNT=2',
    });
    const old = await hub.call('GET', `/v2/series/${id}`);
    expect(old.body).toMatchObject({
      status: 'ended',
      rrule: 'FREQ=WEEKLY;COUNT=2',
      continued_by: 'ser_later',
    });
    expect([...(await idsOf(String(id))), ...(await idsOf('ser_later'))]).toEqual(ids);
    expect(await plan('ser_later')).toEqual([
      '2026-10-27T11:00 2026-10-27T10:00:00Z confirmed',
      '2026-11-03T11:00 2026-11-03T10:00:00Z confirmed',
    ]);
    expect((await eventTypes()).slice(before)).toEqual(['series.created']);
    const untouched = await hub.call('GET', `/v2/bookings/${ids[0]}`);
    expect(untouched.body).toMatchObject({ version: 1, sequence: 0 });
  });

  test('all: another time of day; what was moved or called off by itself stays as it is', async () => {
    const { id } = await make();
    const ids = await idsOf(String(id));
    await hub.call('POST', `/v2/bookings/${ids[1]}/reschedule`, { start_at: '2026-10-21T09:00:00Z' });
    await hub.call('POST', `/v2/bookings/${ids[2]}/cancel`, {});
    const answer = await change(id, { scope: 'all', start_local: '2026-10-13T10:00' });
    expect(answer.body).toMatchObject({ id, sequence: 1, start_local: '2026-10-13T10:00' });
    expect(await plan(String(id))).toEqual([
      '2026-10-13T10:00 2026-10-13T08:00:00Z confirmed',
      '2026-10-20T10:00 2026-10-21T09:00:00Z confirmed',
      '2026-10-27T10:00 2026-10-27T08:00:00Z cancelled',
      '2026-11-03T10:00 2026-11-03T09:00:00Z confirmed',
    ]);
    expect(await idsOf(String(id))).toEqual(ids);
  });

  test('all, exceptions too, where that is asked for', async () => {
    const { id } = await make();
    const [, second] = await idsOf(String(id));
    await hub.call('POST', `/v2/bookings/${second}/reschedule`, { start_at: '2026-10-21T09:00:00Z' });
    await change(id, { scope: 'all', start_local: '2026-10-13T10:00', keep_exceptions: false });
    expect((await startsOf(String(id)))[1]).toBe('2026-10-20T08:00:00Z');
  });

  test('all, moved to another day of the week: the rule goes along', async () => {
    const { id } = await make({ rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3', exdates: ['2026-10-20T09:00'] });
    const answer = await change(id, { scope: 'all', start_local: '2026-10-15T09:00' });
    expect(answer.body).toMatchObject({
      rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=3',
      exdates: ['2026-10-22T09:00'],
    });
    expect(await startsOf(String(id))).toEqual(['2026-10-15T07:00:00Z', '2026-10-29T08:00:00Z']);
  });

  test('T5: another zone: the same hour on its clocks, on both sides of the transition', async () => {
    const { id } = await make();
    await change(id, { scope: 'all', timezone: 'Europe/Lisbon' });
    expect(await startsOf(String(id))).toEqual([
      '2026-10-13T08:00:00Z',
      '2026-10-20T08:00:00Z',
      '2026-10-27T09:00:00Z',
      '2026-11-03T09:00:00Z',
    ]);
  });

  test('another rule: visits keep their ids in their order, more are made, fewer are called off', async () => {
    const { id } = await make();
    const ids = await idsOf(String(id));
    await change(id, { scope: 'all', rrule: 'FREQ=DAILY;COUNT=3' });
    expect(await plan(String(id))).toEqual([
      '2026-10-13T09:00 2026-10-13T07:00:00Z confirmed',
      '2026-10-14T09:00 2026-10-14T07:00:00Z confirmed',
      '2026-10-15T09:00 2026-10-15T07:00:00Z confirmed',
      '2026-11-03T09:00 2026-11-03T08:00:00Z cancelled',
    ]);
    await change(id, { scope: 'all', rrule: 'FREQ=WEEKLY;COUNT=5' });
    const now = (await visits(String(id))).filter((visit) => at(visit, 'status') === 'confirmed');
    expect(now.map((visit) => text(visit, 'id')).slice(0, 3)).toEqual(ids.slice(0, 3));
    expect(now).toHaveLength(5);
  });

  test('visits that have begun stay; the rest go on as a series of their own', async () => {
    const { id } = await make();
    clock.set('2026-10-21T08:00:00Z');
    const answer = await change(id, { scope: 'all', start_local: '2026-10-27T10:00' });
    expect(answer.body).toMatchObject({ continues: id });
    expect(await startsOf(String(id))).toEqual(['2026-10-13T07:00:00Z', '2026-10-20T07:00:00Z']);
    const begun = { scope: 'following', occurrence: '2026-10-13T09:00', start_local: '2026-10-13T10:00' };
    expect(errorOf(await change(id, begun))).toBe('invalid_transition');
    const gone = await make({ start_local: '2026-10-22T12:00' });
    clock.set('2026-10-30T08:00:00Z');
    const late = { scope: 'following', occurrence: '2026-10-29T12:00', start_local: '2026-10-29T13:00' };
    expect(errorOf(await change(gone.id, late))).toBe('outside_policy');
  });

  test('B3, B6: a series may move over its own time; where another visit is in the way it says so', async () => {
    const { id } = await make();
    const week = await change(id, { scope: 'all', start_local: '2026-10-20T09:00' });
    expect(week.body).toMatchObject({ id, conflicts: [] });
    const taken = await booked(hub, '2026-11-03T09:00:00Z');
    const later = { scope: 'all', start_local: '2026-10-20T10:00' };
    const refused = await change(id, later);
    expect(errorOf(refused)).toBe('resource_unavailable');
    expect(list(refused.body, 'error', 'details', 'occurrences')).toMatchObject([
      { occurrence: '2026-11-03T10:00', conflicts: [{ type: 'existing_booking', id: taken }] },
    ]);
    expect(await startsOf(String(id))).toContain('2026-11-03T08:00:00Z');
    const kept = await change(id, { ...later, on_conflict: 'skip' });
    expect(kept.body).toMatchObject({ conflicts: [{ occurrence: '2026-11-03T10:00', outcome: 'kept' }] });
    expect(await plan(String(id))).toContain('2026-11-03T10:00 2026-11-03T08:00:00Z confirmed');
  });

  test('B3, B6: moved with suggest, a visit takes the next start that is free or that the series leaves', async () => {
    const { id } = await make({ rrule: 'FREQ=DAILY;COUNT=3' });
    // Nothing is free on the 14th; on the 15th early, nothing but what the third visit leaves.
    const others = ['06:00', '06:30', '07:30', '08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00'];
    const rest = ['11:30', '12:00', '12:30', '13:00', '13:30', '14:00', '14:30', '15:00', '15:30'];
    for (const time of [...others, ...rest]) await booked(hub, `2026-10-14T${time}:00Z`);
    for (const time of ['06:00', '06:30', '08:00']) await booked(hub, `2026-10-15T${time}:00Z`);
    const all = { scope: 'all', start_local: '2026-10-13T10:00', on_conflict: 'suggest' };
    expect((await change(id, all)).status).toBe(200);
    expect(await startsOf(String(id))).toEqual([
      '2026-10-13T08:00:00Z',
      '2026-10-15T07:00:00Z',
      '2026-10-15T08:30:00Z',
    ]);
    const { body } = await hub.call('GET', '/v2/bookings?limit=100');
    const starts = list(body, 'data').map((visit) => text(visit, 'start_at'));
    expect(new Set(starts).size).toBe(starts.length);
  });

  test('cancel all: one event; keep_exceptions leaves what was moved', async () => {
    const { id } = await make();
    const [, second] = await idsOf(String(id));
    await hub.call('POST', `/v2/bookings/${second}/reschedule`, { start_at: '2026-10-21T09:00:00Z' });
    const before = (await eventTypes()).length;
    const answer = await hub.call('POST', `/v2/series/${id}/cancel`, {
      keep_exceptions: true,
      reason: 'Moved away',
    });
    expect(answer.body).toMatchObject({ status: 'cancelled', sequence: 1, cancel_reason: 'Moved away' });
    expect((await plan(String(id))).map((line) => line.split(' ')[2])).toEqual([
      'cancelled',
      'confirmed',
      'cancelled',
      'cancelled',
    ]);
    expect((await eventTypes()).slice(before)).toEqual(['series.cancelled']);
    expect(errorOf(await change(id, { scope: 'all', notes: 'x' }))).toBe('invalid_transition');
  });

  test('cancel this and following: the rule ends before it, and the time is free', async () => {
    const { id } = await make();
    const part = { scope: 'following', occurrence: '2026-10-27T09:00' };
    const answer = await hub.call('POST', `/v2/series/${id}/cancel`, part);
    expect(answer.body).toMatchObject({ status: 'ended', rrule: 'FREQ=WEEKLY;COUNT=2' });
    await booked(hub, '2026-10-27T08:00:00Z');
  });

  test('cancel this: one visit', async () => {
    const { id } = await make();
    const one = { scope: 'this', occurrence: '2026-10-27T09:00' };
    expect((await hub.call('POST', `/v2/series/${id}/cancel`, one)).body).toMatchObject({ status: 'active' });
    expect((await plan(String(id))).filter((line) => line.endsWith('cancelled'))).toHaveLength(1);
    expect(errorOf(await hub.call('POST', `/v2/series/${id}/cancel`, { scope: 'this' }))).toBe(
      'validation_failed',
    );
    const none = { scope: 'this', occurrence: '2026-10-28T09:00' };
    expect(errorOf(await hub.call('POST', `/v2/series/${id}/cancel`, none))).toBe('not_found');
  });

  test('notes alone move nothing', async () => {
    const { id } = await make({ notes: 'Knee' });
    const [first] = await idsOf(String(id));
    await hub.call('PATCH', `/v2/bookings/${first}`, { notes: 'Knee, first visit' });
    await change(id, { scope: 'all', notes: 'Hip' });
    expect((await visits(String(id))).map((visit) => at(visit, 'notes'))).toEqual([
      'Knee, first visit',
      'Hip',
      'Hip',
      'Hip',
    ]);
  });
});
