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
