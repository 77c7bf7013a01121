import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, book, booked, errorOf, list, text } from '../../kit/rest.ts';

let hub: TestHub;
const clock = testClock('2026-04-15T09:42:11Z');
beforeAll(async () => {
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterAll(() => hub.stop());

/** A Monday, on which Dr Niket works from 09:00 to 18:00 in Kolkata. */
const day = 'from=2026-04-20&to=2026-04-21';
const visit = { service_id: 'svc_consult_30', resource_id: 'res_dr_niket' };

async function check(start_at: string, more: object = {}) {
  return (await hub.call('POST', '/v2/availability/check', { ...visit, start_at, ...more })).body;
}

describe('answers say what they are made of', () => {
  const paths = [
    `/v2/availability/slots?service_id=svc_consult_30&${day}`,
    `/v2/availability/days?service_id=svc_consult_30&${day}`,
    '/v2/availability/next?service_id=svc_consult_30&from=2026-04-20',
    `/v2/services/svc_consult_30/availability?${day}`,
    `/v2/resources/res_dr_niket/availability?${day}`,
  ];

  test.each(paths)('A9: %s names seq, and until when a hold may change it', async (path) => {
    const before = (await hub.call('GET', path)).body;
    expect(before).not.toHaveProperty('valid_until');
    const hold = await hub.call('POST', '/v2/holds', {
      ...visit,
      start_at: '2026-04-20T05:00:00Z',
      hold_minutes: 7,
    });
    const held = (await hub.call('GET', path)).body;
    expect(held.valid_until).toBe(hold.body.expires_at);
    expect(Number(held.seq)).toBeGreaterThan(Number(before.seq));
    expect(held.data).not.toEqual(before.data);
    await hub.call('DELETE', `/v2/holds/${text(hold.body, 'id')}`);
    expect((await hub.call('GET', path)).body.data).toEqual(before.data);
  });

  test('A9: check, too; and a hold of one’s own is not in the way', async () => {
    const start_at = '2026-04-20T05:00:00Z';
    const hold = await hub.call('POST', '/v2/holds', { ...visit, start_at, hold_minutes: 7 });
    const held = await check(start_at);
    expect(held).toMatchObject({
      available: false,
      conflicts: [{ type: 'held', id: hold.body.id }],
      valid_until: hold.body.expires_at,
    });
    expect(await check(start_at, { hold_id: hold.body.id })).toMatchObject({ available: true });
    expect((await book(hub, start_at)).status).toBe(422);
    expect((await book(hub, start_at, { hold_id: hold.body.id })).status).toBe(201);
  });
});

describe('check', () => {
  test('tells all reasons at once, as a refused booking does', async () => {
    const taken = await booked(hub, '2026-04-22T05:00:00Z');
    await hub.call('POST', '/v2/closures', {
      id: 'blk_noon',
      start_at: '2026-04-22T05:00:00Z',
      end_at: '2026-04-22T06:00:00Z',
    });
    const told = await check('2026-04-22T05:00:00Z');
    const refused = (await book(hub, '2026-04-22T05:00:00Z')).body;
    expect(told.conflicts).toEqual([
      { type: 'existing_booking', id: taken },
      { type: 'closure', id: 'blk_noon' },
    ]);
    expect(told.conflicts).toEqual(at(refused, 'error', 'details', 'conflicts'));
    expect(told.suggestions).toEqual(at(refused, 'error', 'details', 'suggestions'));
  });

  test('a start between two steps', async () => {
    expect(await check('2026-04-23T05:07:00Z')).toMatchObject({
      available: false,
      conflicts: [],
      slot_step: 30,
    });
  });

  test('what would be booked: its end, its price, what it takes', async () => {
    expect(await check('2026-04-23T05:00:00Z')).toEqual({
      available: true,
      start_at: '2026-04-23T05:00:00Z',
      end_at: '2026-04-23T05:30:00Z',
      resource_id: 'res_dr_niket',
      allocations: [{ role: 'practitioner', resource_id: 'res_dr_niket' }],
      price: { amount: 500, currency: 'INR', type: 'flat' },
      seq: expect.any(Number),
    });
  });

  test('a website’s visitor is told no ids of others', async () => {
    const authorization = `Bearer ${hub.keys.public}`;
    const answer = await hub.call(
      'POST',
      '/v2/availability/check',
      { ...visit, start_at: '2026-04-22T05:00:00Z' },
      { authorization },
    );
    expect(answer.body.conflicts).toEqual([{ type: 'existing_booking' }, { type: 'closure' }]);
  });

  test('what is not there is refused', async () => {
    const ask = (more: object) =>
      hub.call('POST', '/v2/availability/check', { ...visit, start_at: '2026-04-23T05:00:00Z', ...more });
    expect(errorOf(await ask({ service_id: 'svc_nothing' }))).toBe('invalid_service');
    expect(errorOf(await ask({ resource_id: 'res_nobody' }))).toBe('invalid_resource');
    expect(errorOf(await ask({ hold_id: 'hold_nothing' }))).toBe('hold_expired');
  });
});

describe('next and days', () => {
  test('next finds starts beyond a long closure, as many as were asked for', async () => {
    await hub.call('POST', '/v2/closures', {
      start_at: '2026-06-01T00:00:00Z',
      end_at: '2026-10-05T00:00:00Z',
    });
    const answer = await hub.call(
      'GET',
      '/v2/availability/next?service_id=svc_consult_30&from=2026-06-01&limit=3',
    );
    expect(list(answer.body, 'data').map((slot) => at(slot, 'start_at'))).toEqual([
      '2026-10-05T03:30:00Z',
      '2026-10-05T04:00:00Z',
      '2026-10-05T04:30:00Z',
    ]);
  });

  test('next looks at what is to come, whatever it is asked for', async () => {
    const answer = await hub.call(
      'GET',
      '/v2/availability/next?service_id=svc_consult_30&from=2020-01-01&limit=1',
    );
    expect(text(answer.body, 'data', 0, 'start_at') >= '2026-04-15T09:42:11Z').toBe(true);
  });

  test('days are those of the zone that is asked for', async () => {
    const days = async (zone: string) => {
      const answer = await hub.call(
        'GET',
        `/v2/availability/days?service_id=svc_consult_30&from=2026-04-24&to=2026-04-28&zone=${zone}`,
      );
      expect(answer.body.zone).toBe(zone);
      return list(answer.body, 'data').map((one) => [text(one, 'date').slice(8), at(one, 'starts')]);
    };
    expect(await days('Asia/Kolkata')).toEqual([
      ['24', 18],
      ['25', 0],
      ['26', 0],
      ['27', 18],
    ]);
    // 09:00 to 18:00 in Kolkata is 15:30 to 00:30 of the next day in Auckland: Thursday's last start is on the 24th.
    expect(await days('Pacific/Auckland')).toEqual([
      ['24', 18],
      ['25', 1],
      ['26', 0],
      ['27', 17],
    ]);
  });

  test('services and resources that are not there', async () => {
    for (const path of ['services/svc_nothing/availability', 'resources/res_nobody/availability'])
      expect(errorOf(await hub.call('GET', `/v2/${path}?${day}`))).toBe('not_found');
    expect(errorOf(await hub.call('GET', '/v2/services/svc_nothing/resources'))).toBe('not_found');
  });
});

describe('a resource', () => {
  test('A3: its free time is its hours without visits and their buffers, time off, closures and holds', async () => {
    await hub.call('POST', '/v2/services', {
      id: 'svc_padded',
      name: 'Padded',
      duration: 30,
      buffer_before: 10,
      buffer_after: 5,
    });
    const date = '2026-05-11';
    const free = async () => {
      const answer = await hub.call(
        'GET',
        `/v2/resources/res_dr_niket/availability?from=${date}&to=2026-05-12`,
      );
      return list(answer.body, 'data').map(
        (one) => `${text(one, 'start_at').slice(11, 16)}-${text(one, 'end_at').slice(11, 16)}`,
      );
    };
    expect(await free()).toEqual(['03:30-12:30']);
    await booked(hub, `${date}T05:00:00Z`, { service_id: 'svc_padded' });
    await hub.call('POST', '/v2/resources/res_dr_niket/time-off', {
      start_at: `${date}T07:00:00Z`,
      end_at: `${date}T08:00:00Z`,
    });
    await hub.call('POST', '/v2/closures', { start_at: `${date}T12:00:00Z`, end_at: `${date}T13:00:00Z` });
    await hub.call('POST', '/v2/holds', { ...visit, start_at: `${date}T03:30:00Z`, hold_minutes: 5 });
    expect(await free()).toEqual(['04:00-04:50', '05:35-07:00', '08:00-12:00']);
    clock.advance(5 * 60_000);
    expect(await free()).toEqual(['03:30-04:50', '05:35-07:00', '08:00-12:00']);
    await hub.call('POST', '/v2/resources/res_dr_niket/offline');
    expect(await free()).toEqual([]);
    await hub.call('POST', '/v2/resources/res_dr_niket/online');
  });

  test('A4, A11: who and what can take part in a visit', async () => {
    await hub.call('POST', '/v2/resources', {
      id: 'res_laser',
      name: 'Dr Laser',
      skills: ['laser'],
      sort_order: 1,
    });
    await hub.call('POST', '/v2/resources', { id: 'res_room', name: 'Room 1', kind: 'room' });
    await hub.call('POST', '/v2/services', {
      id: 'svc_laser',
      name: 'Laser',
      duration: 40,
      price: { amount: 900, currency: 'INR' },
      overrides: [{ resource_id: 'res_laser', duration: 25, price: { amount: 1200, currency: 'INR' } }],
      needs: [
        { role: 'practitioner', kind: 'practitioner', skills: ['laser'] },
        { role: 'place', resource_ids: ['res_room'] },
      ],
    });
    const of = async (id: string) =>
      list((await hub.call('GET', `/v2/services/${id}/resources`)).body, 'data');
    const price = { amount: 1200, currency: 'INR', type: 'flat' };
    expect(await of('svc_laser')).toEqual([
      {
        resource_id: 'res_laser',
        name: 'Dr Laser',
        kind: 'practitioner',
        role: 'practitioner',
        main: true,
        online: true,
        duration: 25,
        price,
      },
      { resource_id: 'res_room', name: 'Room 1', kind: 'room', role: 'place', main: false, online: true },
    ]);
    expect((await of('svc_consult_30')).map((one) => at(one, 'resource_id'))).toEqual([
      'res_laser',
      'res_dr_niket',
    ]);
  });

  test('its working hours are read and set by themselves, with their ETag', async () => {
    const path = '/v2/resources/res_laser/working-hours';
    const none = await hub.call('GET', path);
    expect(none.body).toEqual({ links: { self: path, resource: '/v2/resources/res_laser' } });
    const hours = {
      timezone: 'Asia/Kolkata',
      working_hours: { weekly: { monday: [{ start: '09:00', end: '12:00' }] }, overrides: [] },
    };
    const set = await hub.call('PUT', path, hours, { 'if-match': none.headers.get('etag') ?? '' });
    expect([set.status, set.body]).toEqual([200, { ...hours, ...none.body }]);
    expect((await hub.call('GET', path)).body).toEqual(set.body);
    expect(
      (await hub.call('GET', path, undefined, { 'if-none-match': set.headers.get('etag') ?? '' })).status,
    ).toBe(304);
    expect((await hub.call('GET', '/v2/resources/res_laser')).body).toMatchObject(hours);
    const stale = await hub.call('PUT', path, {}, { 'if-match': none.headers.get('etag') ?? '' });
    expect(errorOf(stale)).toBe('version_conflict');
    expect((await hub.call('PUT', path, {})).body).toEqual(none.body);
    const types = list((await hub.call('GET', '/v2/events?limit=100')).body, 'data')
      .filter((event) => at(event, 'data', 'object', 'id') === 'res_laser')
      .map((event) => at(event, 'type'));
    expect(types).toEqual([
      'resource.created',
      'resource.availability_changed',
      'resource.availability_changed',
    ]);
  });

  test('skills come and go, each with its event', async () => {
    const path = '/v2/resources/res_room/skills';
    const skills = async () => (await hub.call('GET', '/v2/resources/res_room')).body.skills;
    expect((await hub.call('POST', path, { skill: 'deep tissue / 2' })).body.skills).toEqual([
      'deep tissue / 2',
    ]);
    expect((await hub.call('POST', path, { skill: 'deep tissue / 2' })).status).toBe(200);
    await hub.call('POST', path, { skill: 'quiet' });
    expect(await skills()).toEqual(['deep tissue / 2', 'quiet']);
    expect((await hub.call('DELETE', `${path}/deep%20tissue%20%2F%202`)).status).toBe(204);
    expect(errorOf(await hub.call('DELETE', `${path}/deep%20tissue%20%2F%202`))).toBe('not_found');
    expect(await skills()).toEqual(['quiet']);
    for (let n = 1; n < 50; n++) await hub.call('POST', path, { skill: `skill ${n}` });
    expect(errorOf(await hub.call('POST', path, { skill: 'one more' }))).toBe('validation_failed');
    const cursor = await hub.call('GET', '/v2/events?limit=100');
    const told = list(cursor.body, 'data')
      .filter((event) => /skill/.test(text(event, 'type')))
      .map((event) => at(event, 'type'));
    expect(told.slice(0, 3)).toEqual([
      'resource.skill_added',
      'resource.skill_added',
      'resource.skill_removed',
    ]);
  });
});

describe('wishes', () => {
  const startsOf = async (query: string) => {
    const answer = await hub.call('GET', `/v2/availability/${query}`);
    return list(answer.body, 'data').map((one) => text(one, 'start_at').slice(11, 16));
  };
  const range = 'service_id=svc_consult_30&resource_id=res_dr_niket&from=2026-05-26&to=2026-05-27';

  beforeAll(async () => {
    clock.set('2026-05-20T09:42:11Z');
  });

  test('parts of the day, by the clocks of the zone that dates are in', async () => {
    const day = 'service_id=svc_consult_30&resource_id=res_dr_niket&from=2026-05-25&to=2026-05-26';
    const all = await startsOf(`slots?${day}`);
    const morning = await startsOf(`slots?${day}&part_of_day=morning`);
    const rest = await startsOf(`slots?${day}&part_of_day=afternoon&part_of_day=evening`);
    expect(morning).toEqual(['03:30', '04:00', '04:30', '05:00', '05:30', '06:00']);
    expect([...morning, ...rest]).toEqual(all);
    expect(await startsOf(`slots?${day}&part_of_day=evening`)).toEqual(['11:30', '12:00']);
    // It is evening in Tokyo three and a half hours earlier.
    const tokyo = 'service_id=svc_consult_30&resource_id=res_dr_niket&zone=Asia/Tokyo';
    const there = await startsOf(`slots?${tokyo}&from=2026-05-25&to=2026-05-26&part_of_day=evening`);
    expect(there).toEqual(['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00']);
    const next = await startsOf(
      `next?service_id=svc_consult_30&resource_id=res_dr_niket&from=2026-05-25&part_of_day=evening&limit=3`,
    );
    expect(next).toEqual(['11:30', '12:00', '11:30']);
    const days = await hub.call('GET', `/v2/availability/days?${day}&part_of_day=evening`);
    expect(days.body.data).toMatchObject([{ starts: 2, first_start_at: '2026-05-25T11:30:00Z' }]);
    expect(errorOf(await hub.call('GET', `/v2/availability/slots?${day}&part_of_day=night`))).toBe(
      'validation_failed',
    );
  });

  test('A8: staff see what could be booked against the rules, and which rules; booking it records them', async () => {
    await hub.call('POST', '/v2/closures', {
      id: 'blk_may',
      start_at: '2026-05-26T03:30:00Z',
      end_at: '2026-05-26T12:00:00Z',
    });
    expect(await startsOf(`slots?${range}`)).toEqual(['12:00']);
    const answer = await hub.call(
      'GET',
      `/v2/availability/slots?${range}&override=closure,outside_working_hours`,
    );
    const told = list(answer.body, 'data').map((one) => [
      text(one, 'start_at').slice(11, 16),
      list(one, 'override').length === 0 ? '' : String(at(one, 'override')),
    ]);
    expect(told.filter(([, rules]) => rules === '')).toEqual([['12:00', '']]);
    expect(told.filter(([, rules]) => rules === 'closure')).toHaveLength(17);
    // The rest of the day, from its midnight at 18:30Z on, in half hours.
    expect(told.filter(([, rules]) => rules === 'outside_working_hours')).toHaveLength(48 - 18);
    const start_at = '2026-05-26T05:00:00Z';
    const checked = await check(start_at, { override: ['closure', 'min_notice'] });
    expect(checked).toMatchObject({ available: true, override: ['closure'] });
    expect((await check(start_at)).conflicts).toEqual([{ type: 'closure', id: 'blk_may' }]);
    const visitNow = { ...visit, customer_id: 'cust_priya_01', start_at };
    const booking = await hub.call('POST', '/v2/bookings', {
      ...visitNow,
      override: ['closure', 'min_notice'],
      override_reason: 'She is in pain',
    });
    expect(booking.body).toMatchObject({ override: ['closure'], override_reason: 'She is in pain' });
  });

  test('A8: websites may not ask that, nor anybody for more than a week of it', async () => {
    const path = `/v2/availability/slots?${range}&override=closure`;
    const authorization = `Bearer ${hub.keys.public}`;
    expect(errorOf(await hub.call('GET', path, undefined, { authorization }))).toBe('forbidden');
    const wish = { ...visit, start_at: '2026-05-26T05:00:00Z', override: ['closure'] };
    expect(errorOf(await hub.call('POST', '/v2/availability/check', wish, { authorization }))).toBe(
      'forbidden',
    );
    const long = path.replace('to=2026-05-27', 'to=2026-06-03');
    expect(errorOf(await hub.call('GET', long))).toBe('validation_failed');
  });

  test('a year of days at once, and no longer', async () => {
    const year = 'service_id=svc_consult_30&from=2026-05-20&to=2027-05-21';
    const answer = await hub.call('GET', `/v2/availability/days?${year}`);
    const days = list(answer.body, 'data');
    expect(days).toHaveLength(366);
    const slots = async (from: string, to: string) =>
      list(
        (await hub.call('GET', `/v2/availability/slots?service_id=svc_consult_30&from=${from}&to=${to}`))
          .body,
        'data',
      ).length;
    const starts = (from: string, to: string) =>
      days
        .filter((day) => text(day, 'date') >= from && text(day, 'date') < to)
        .reduce((sum, day) => sum + Number(at(day, 'starts')), 0);
    for (const [from, to] of [
      ['2026-05-20', '2026-07-20'],
      ['2026-09-20', '2026-11-20'],
      ['2027-03-21', '2027-05-21'],
    ] as const)
      expect(starts(from, to)).toBe(await slots(from, to));
    const longer = year.replace('2027-05-21', '2027-05-23');
    expect(errorOf(await hub.call('GET', `/v2/availability/days?${longer}`))).toBe('validation_failed');
  });
});
