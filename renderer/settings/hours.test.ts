import { describe, expect, it } from 'vitest';
import { workingHours } from '../../shared/time/hours.ts';
import {
  copiedTo,
  crossesMidnight,
  emptyWeek,
  minutesOf,
  overlappingDays,
  together,
  usualWeek,
  weeklyOf,
  weekOf,
  withRange,
} from './hours.ts';

const range = (start: string, end: string) => ({ start, end });

describe('the hours editor', () => {
  it('what is stored and loaded again is the same, and the schema takes it', () => {
    const weekly = {
      monday: [range('09:00', '12:00'), range('13:00', '17:00')],
      friday: [range('22:00', '06:00')],
    };
    const week = weekOf({ weekly });
    expect(weeklyOf(week)).toEqual(weekly);
    expect(workingHours.safeParse({ weekly: weeklyOf(week), overrides: [] }).success).toBe(true);
    expect(weeklyOf(emptyWeek)).toEqual({});
  });

  it('a day from midnight to midnight is stored as a whole day, not as nothing (T8)', () => {
    const week = { ...emptyWeek, sunday: [range('00:00', '00:00')] };
    expect(weeklyOf(week)).toEqual({ sunday: [range('00:00', '24:00')] });
    expect(minutesOf(week)).toBe(24 * 60);
  });

  it('ranges are put in the order of the day', () => {
    const week = { ...emptyWeek, monday: [range('14:00', '18:00'), range('08:00', '12:00')] };
    expect(weeklyOf(week).monday).toEqual([range('08:00', '12:00'), range('14:00', '18:00')]);
  });

  it('one more range never lies over those there are', () => {
    let day = withRange([]);
    expect(day).toEqual([range('09:00', '17:00')]);
    for (let n = 0; n < 2; n++) {
      day = withRange(day);
      expect(overlappingDays({ ...emptyWeek, monday: day })).toEqual([]);
      expect(workingHours.safeParse({ weekly: { monday: day } }).success).toBe(true);
    }
  });

  it('a day is copied to others in place of what they had, and stays its own', () => {
    const week = { ...usualWeek, monday: [range('08:00', '12:00')] };
    const copied = copiedTo(week, 'monday', ['tuesday', 'saturday']);
    expect(copied.tuesday).toEqual([range('08:00', '12:00')]);
    expect(copied.saturday).toEqual([range('08:00', '12:00')]);
    expect(copied.wednesday).toEqual(usualWeek.wednesday);
    expect(copied.tuesday[0]).not.toBe(week.monday[0]);
  });

  it('T4: a range past midnight counts to the day it starts on, and may meet the next day', () => {
    const night = { ...emptyWeek, sunday: [range('22:00', '06:00')] };
    expect(crossesMidnight(range('22:00', '06:00'))).toBe(true);
    expect(crossesMidnight(range('09:00', '17:00'))).toBe(false);
    expect(minutesOf(night)).toBe(8 * 60);
    expect(overlappingDays({ ...night, monday: [range('06:00', '12:00')] })).toEqual([]);
    expect(overlappingDays({ ...night, monday: [range('05:00', '12:00')] })).toEqual(['monday']);
  });

  it('tells of ranges that lie over each other, not of those that touch (T6)', () => {
    const day = (...ranges: { start: string; end: string }[]) =>
      overlappingDays({ ...emptyWeek, friday: ranges });
    expect(day(range('09:00', '12:00'), range('12:00', '15:00'))).toEqual([]);
    expect(day(range('12:00', '15:00'), range('09:00', '12:05'))).toEqual(['friday']);
  });

  it('the hours of several are those in which somebody works', () => {
    const early = { ...emptyWeek, monday: [range('08:00', '12:00')], tuesday: [range('22:00', '02:00')] };
    const late = { ...emptyWeek, monday: [range('12:00', '18:00'), range('19:00', '20:00')] };
    expect(together([early, late])).toEqual({
      ...emptyWeek,
      monday: [range('08:00', '18:00'), range('19:00', '20:00')],
      tuesday: [range('22:00', '02:00')],
    });
  });
});
