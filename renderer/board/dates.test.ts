import { describe, expect, it } from 'vitest';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import { addressOf, viewIn } from './address.ts';
import { addMonths, isDate, stepDate, weekOf, weeksOfMonth } from './dates.ts';
import { leadsTo } from './MonthGrid.tsx';

const monday = weekdays;
const sunday: readonly Weekday[] = ['sunday', ...weekdays.slice(0, 6)];

describe('weeks', () => {
  it('begin with the day that this desk has first', () => {
    expect(weekOf('2026-04-22', monday)[0]).toBe('2026-04-20');
    expect(weekOf('2026-04-22', sunday)[0]).toBe('2026-04-19');
    expect(weekOf('2026-04-19', monday)[0]).toBe('2026-04-13');
    expect(weekOf('1969-12-31', sunday)).toContain('1969-12-31');
  });

  it('of a month show it whole', () => {
    const weeks = weeksOfMonth('2026-02-15', monday);
    expect(weeks.map(([first]) => first)).toEqual([
      '2026-01-26',
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
    ]);
    expect(weeksOfMonth('2027-02-01', monday)).toHaveLength(4);
  });
});

describe('steps', () => {
  it('by months stay within the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', -1)).toBe('2025-12-31');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(stepDate('week', '2026-04-20', -1)).toBe('2026-04-13');
    expect(stepDate('day', '2026-04-30', 1)).toBe('2026-05-01');
  });

  it('by arrows of a month follow the way one reads', () => {
    expect(leadsTo('ArrowLeft', '2026-04-20', monday, false)).toBe('2026-04-19');
    expect(leadsTo('ArrowLeft', '2026-04-20', monday, true)).toBe('2026-04-21');
    expect(leadsTo('End', '2026-04-20', monday, false)).toBe('2026-04-26');
    expect(leadsTo('PageDown', '2026-04-20', monday, false)).toBe('2026-05-20');
    expect(leadsTo('x', '2026-04-20', monday, false)).toBeUndefined();
  });
});

describe('addresses', () => {
  it('name day, view and person, and are read back', () => {
    const week = { span: 'week', date: '2026-04-20', resource: 'res_niket' } as const;
    expect(addressOf(week)).toBe('/board/2026-04-20?view=week&resource=res_niket');
    expect(addressOf({ ...week, span: 'day' })).toBe('/board/2026-04-20');
    expect(viewIn(new URLSearchParams('view=week&resource=res_niket'))).toEqual({
      span: 'week',
      resource: 'res_niket',
    });
    expect(viewIn(new URLSearchParams('view=year'))).toEqual({ span: 'day', resource: undefined });
  });

  it('with what is no date are none', () => {
    expect(['2026-04-20', '2026-4-20', 'today', undefined].map(isDate)).toEqual([true, false, false, false]);
  });
});
