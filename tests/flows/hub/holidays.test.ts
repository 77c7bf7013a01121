import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list } from '../../kit/rest.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z'), timezone: 'Europe/Berlin' });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

async function presets(query: string) {
  const { body } = await hub.call('GET', `/v2/closures/presets?${query}`);
  return body;
}

async function dates(query: string): Promise<unknown[]> {
  return list(await presets(query), 'data').map((one) => at(one, 'date'));
}

describe('public holidays as closures', () => {
  test('of a country and its regions, by law of that place, moved to a substitute day where it says so', async () => {
    const germany = ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26'];
    expect(await dates('country=DE&year=2026')).toEqual(germany.map((day) => `2026-${day}`));
    const bavaria = await dates('country=DE&region=BY&year=2026');
    for (const day of ['2026-01-06', '2026-06-04', '2026-11-01']) expect(bavaria).toContain(day);
    const england = await presets('country=GB&region=ENG&year=2027');
    expect(list(england, 'data').filter((one) => at(one, 'substitute') === true)).toMatchObject([
      { date: '2027-12-27', name: 'Christmas Day (substitute day)' },
      { date: '2027-12-28' },
    ]);
    expect(at(england, 'source')).toContain('CC BY-SA 3.0');
    expect(await dates('country=US&year=2026')).toContain('2026-11-26');
    // The practice’s own country, where none is named.
    expect(await dates('year=2026')).toContain('2026-01-26');
  });

  test('T3: a holiday is the day of the practice, 23 hours long where clocks go forward', async () => {
    // Easter Sunday 2024 was the day on which clocks went forward; it is a holiday in Brandenburg.
    const all = await presets('country=DE&region=BB&year=2024');
    expect(list(all, 'data').find((one) => at(one, 'date') === '2024-03-31')).toMatchObject({
      start_at: '2024-03-30T23:00:00Z',
      end_at: '2024-03-31T22:00:00Z',
    });
  });

  test('all or some of them become closures in one step; a day that is closed is left as it is', async () => {
    await hub.call('POST', '/v2/closures', {
      id: 'blk_week',
      start_at: '2026-12-24T23:00:00Z',
      end_at: '2026-12-31T23:00:00Z',
    });
    const visit = await booked(hub, '2026-05-14T07:00:00Z');
    const some = { country: 'DE', year: 2026, dates: ['2026-05-01', '2026-05-14', '2026-12-25'] };
    const made = await hub.call('POST', '/v2/closures/presets', some);
    expect([
      made.status,
      list(made.body, 'data').map((one) => [at(one, 'start_at'), at(one, 'reason')]),
    ]).toEqual([
      201,
      [
        ['2026-04-30T22:00:00Z', 'Labour Day'],
        ['2026-05-13T22:00:00Z', 'Ascension Day'],
        ['2026-12-24T23:00:00Z', undefined],
      ],
    ]);
    const closures = async () => list((await hub.call('GET', '/v2/closures')).body, 'data').length;
    expect(await closures()).toBe(3);
    expect((await hub.call('POST', '/v2/closures/presets', { country: 'DE', year: 2026 })).status).toBe(201);
    expect((await hub.call('POST', '/v2/closures/presets', { country: 'DE', year: 2026 })).status).toBe(201);
    // Nine in all; two days are within the closure that was there.
    expect(await closures()).toBe(8);
    expect(list(await presets('country=DE&year=2026'), 'data').map((one) => at(one, 'closed'))).toEqual(
      Array(9).fill(true),
    );
    const violations = await hub.call('GET', '/v2/schedule/violations');
    expect(list(violations.body, 'data').map((one) => at(one, 'id'))).toEqual([visit]);
  });

  test('what is no country, region or holiday is refused', async () => {
    const get = async (query: string) => errorOf(await hub.call('GET', `/v2/closures/presets?${query}`));
    for (const query of [
      'country=ZZ&year=2026',
      'country=DE&region=ZZ&year=2026',
      'country=de&year=2026',
      'country=DE',
    ])
      expect(await get(query)).toBe('validation_failed');
    const no = { country: 'DE', year: 2026, dates: ['2026-05-02'] };
    expect(errorOf(await hub.call('POST', '/v2/closures/presets', no))).toBe('validation_failed');
    expect(list((await hub.call('GET', '/v2/closures')).body, 'data')).toEqual([]);
  });
});
