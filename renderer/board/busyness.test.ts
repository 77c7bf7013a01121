import { describe, expect, it } from 'vitest';
import { booking, resource } from '../testing/docs.ts';
import { loadsOf } from './busyness.ts';

const zone = 'Europe/Berlin';
const weekly = { monday: [{ start: '09:00', end: '17:00' }], sunday: [{ start: '00:00', end: '06:00' }] };
const person = (id: string) => resource(id, { working_hours: { weekly, overrides: [] } });
const everything = { withoutServices: [], withoutStatuses: [] };
const nothing = { bookings: [], classes: [], blocks: [] };
const monday = '2026-04-20';

describe('how full a day is', () => {
  it('is booked minutes of worked ones, of all who count', () => {
    const bookings = [
      booking('bk_1', '2026-04-20T08:00:00Z'),
      booking('bk_2', '2026-04-20T10:00:00Z', { status: 'cancelled' }),
      booking('bk_3', '2026-04-20T10:00:00Z', {
        allocations: [{ role: 'practitioner', resource_id: 'res_other' }],
      }),
    ];
    const [load] = loadsOf(
      [monday],
      zone,
      [person('res_a'), person('res_b')],
      { ...nothing, bookings },
      everything,
    );
    expect(load).toEqual({
      date: monday,
      visits: 1,
      booked: 30,
      worked: 960,
      heat: 30 / 960,
      closed: undefined,
    });
  });

  it('counts a visit with two resources once, and what overlaps only once in time', () => {
    const allocations = [
      { role: 'practitioner', resource_id: 'res_a' },
      { role: 'room', resource_id: 'res_b' },
    ];
    const bookings = [
      booking('bk_1', '2026-04-20T08:00:00Z', { allocations }),
      booking('bk_2', '2026-04-20T08:15:00Z'),
    ];
    const [load] = loadsOf(
      [monday],
      zone,
      [person('res_a'), person('res_b')],
      { ...nothing, bookings },
      everything,
    );
    expect([load?.visits, load?.booked]).toEqual([2, 45 + 30]);
  });

  it('a closure takes the time away and says why; nobody at work is no heat, unless somebody is booked', () => {
    const start = Date.parse('2026-04-19T22:00:00Z');
    const block = { id: 'blk_1', kind: 'closure', resource_id: undefined, reason: 'Easter' } as const;
    const closed = { ...nothing, blocks: [{ ...block, start, end: start + 24 * 3_600_000 }] };
    const [load] = loadsOf([monday], zone, [person('res_a')], closed, everything);
    expect(load).toMatchObject({ worked: 0, heat: undefined, closed: 'Easter' });
    const bookings = [booking('bk_1', '2026-04-20T08:00:00Z')];
    expect(loadsOf([monday], zone, [person('res_a')], { ...closed, bookings }, everything)[0]?.heat).toBe(1);
  });

  it('the filter changes the count, not how full the day is', () => {
    const bookings = [booking('bk_1', '2026-04-20T08:00:00Z')];
    const look = { withoutServices: ['svc_1'], withoutStatuses: [] };
    const [load] = loadsOf([monday], zone, [person('res_a')], { ...nothing, bookings }, look);
    expect(load).toMatchObject({ visits: 0, booked: 30 });
  });

  it('T3: a day on which the clocks go forward has an hour less to work', () => {
    const [load] = loadsOf(['2026-03-29'], zone, [person('res_a')], nothing, everything);
    expect(load?.worked).toBe(5 * 60);
  });
});
