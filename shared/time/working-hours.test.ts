import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import { type TimeRange, type WorkingHours, weekdays, workingHours } from './hours.ts';
import { formatInstant } from './instants.ts';
import { timeShown, transitionsOf, watchedZones } from './testing/transitions.ts';
import { type WorkingDay, workingDays } from './working-hours.ts';
import { instantOf, localDate, startOfDay } from './zones.ts';

const hour = 3_600_000;

function daily(...ranges: TimeRange[]): WorkingHours {
  return { weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, ranges])), overrides: [] };
}

const nineToFive = daily({ start: '09:00', end: '17:00' });

/** The working days that start on the dates, both ends included. */
function daysOf(hours: WorkingHours | undefined, zone: string, from: string, to = from): WorkingDay[] {
  const span = { start: startOfDay(zone, from), end: startOfDay(zone, addDays(to, 1)) };
  return workingDays(hours, zone, span).filter(({ date }) => date >= from && date <= to);
}

function shown(days: readonly WorkingDay[]): string[] {
  return days.flatMap(({ date, ranges }) =>
    ranges.map(({ start, end }) => `${date} ${formatInstant(start)} ${formatInstant(end)}`),
  );
}

describe('T3: working hours stay the same on the wall through every transition', () => {
  it.each(watchedZones)('%s: 09:00-17:00 stays 09:00-17:00 and eight hours', (zone) => {
    let days = 0;
    for (const { at, skipped } of transitionsOf(zone)) {
      const span = { start: at - 80 * hour, end: at + 80 * hour };
      for (const { date, anchor, ranges } of workingDays(nineToFive, zone, span)) {
        expect(skipped).not.toContain(date);
        expect(ranges.map(({ start, end }) => [timeShown(zone, start), timeShown(zone, end)])).toEqual([
          ['09:00', '17:00'],
        ]);
        expect(ranges.map(({ start, end }) => end - start)).toEqual([8 * hour]);
        expect(anchor).toBe(ranges[0]?.start);
        days++;
      }
    }
    expect(days).toBeGreaterThanOrEqual(6 * transitionsOf(zone).length);
  });

  it.each(watchedZones)('%s: a day that is all open is as long as the day', (zone) => {
    for (const { at, forward, skipped } of transitionsOf(zone)) {
      const before = localDate(zone, at - 1);
      const after = localDate(zone, at);
      for (const hours of [undefined, daily({ start: '00:00', end: '24:00' })]) {
        const days = daysOf(hours, zone, before, after);
        const worked = days
          .flatMap(({ ranges }) => ranges)
          .reduce((sum, { start, end }) => sum + end - start, 0);
        const dates = before === after ? 1 : 2 + skipped.length;
        expect(worked).toBe(dates * 24 * hour - forward);
        for (const { date, anchor } of days) expect(anchor).toBe(startOfDay(zone, date));
      }
    }
  });

  it.each(watchedZones)('T4 %s: the night across a transition is longer or shorter by it', (zone) => {
    for (const { at, forward, skipped } of transitionsOf(zone)) {
      if (skipped.length > 0) continue;
      const nights = workingDays(daily({ start: '18:00', end: '12:00' }), zone, {
        start: at - 1,
        end: at + 1,
      });
      const across = nights
        .flatMap(({ ranges }) => ranges)
        .filter(({ start, end }) => start < at && at <= end);
      expect(across.map(({ start, end }) => end - start)).toEqual([18 * hour - forward]);
      expect(across.map(({ start, end }) => [timeShown(zone, start), timeShown(zone, end)])).toEqual([
        ['18:00', '12:00'],
      ]);
    }
  });

  it('T2: a range that a gap swallows is dropped, one that it cuts starts after it', () => {
    const hours = daily({ start: '02:10', end: '02:50' }, { start: '02:30', end: '04:00' });
    expect(shown(daysOf(hours, 'America/New_York', '2026-03-08'))).toEqual([
      '2026-03-08 2026-03-08T07:00:00Z 2026-03-08T08:00:00Z',
    ]);
    expect(daysOf(daily({ start: '02:10', end: '02:50' }), 'America/New_York', '2026-03-08')).toEqual([]);
  });

  it('T2: a range within the repeated hour is worked once, the earlier time', () => {
    expect(shown(daysOf(daily({ start: '01:15', end: '01:45' }), 'America/New_York', '2026-11-01'))).toEqual([
      '2026-11-01 2026-11-01T05:15:00Z 2026-11-01T05:45:00Z',
    ]);
  });

  it('Apia: nobody works on a date that does not exist, and the night before it ends on the next that does', () => {
    const days = daysOf(nineToFive, 'Pacific/Apia', '2011-12-28', '2012-01-01');
    expect(days.map(({ date }) => date)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
    const night = daily({ start: '22:00', end: '06:00' });
    expect(shown(daysOf(night, 'Pacific/Apia', '2011-12-29'))).toEqual([
      '2011-12-29 2011-12-30T08:00:00Z 2011-12-30T10:00:00Z',
    ]);
  });
});

describe('T4: a range that crosses midnight belongs to the day it starts on', () => {
  const fridayNight: WorkingHours = { weekly: { friday: [{ start: '22:00', end: '06:00' }] }, overrides: [] };

  it('is found from the morning after', () => {
    const morning = instantOf('Europe/Berlin', '2026-04-25', 5 * 60);
    const days = workingDays(fridayNight, 'Europe/Berlin', { start: morning, end: morning + hour });
    expect(shown(days)).toEqual(['2026-04-24 2026-04-24T20:00:00Z 2026-04-25T04:00:00Z']);
  });

  it('is not worked the night after a Friday off', () => {
    const hours = { ...fridayNight, overrides: [{ date: '2026-04-24', ranges: [] }] };
    expect(daysOf(hours, 'Europe/Berlin', '2026-04-24', '2026-04-25')).toEqual([]);
  });

  it('is worked in full when only the Saturday is off', () => {
    const hours = { ...fridayNight, overrides: [{ date: '2026-04-25', ranges: [] }] };
    expect(shown(daysOf(hours, 'Europe/Berlin', '2026-04-24', '2026-04-25'))).toHaveLength(1);
  });

  it.each(['24:00', '00:00'])('ends at the midnight of the same night with %s', (end) => {
    expect(shown(daysOf(daily({ start: '20:00', end }), 'Europe/Berlin', '2026-04-24'))).toEqual([
      '2026-04-24 2026-04-24T18:00:00Z 2026-04-24T22:00:00Z',
    ]);
  });
});

describe('working days', () => {
  it('an override replaces the ranges of its weekday', () => {
    const hours = {
      ...nineToFive,
      overrides: [{ date: '2026-04-22', ranges: [{ start: '12:00', end: '20:00' }] }],
    };
    expect(shown(daysOf(hours, 'Europe/London', '2026-04-21', '2026-04-22'))).toEqual([
      '2026-04-21 2026-04-21T08:00:00Z 2026-04-21T16:00:00Z',
      '2026-04-22 2026-04-22T11:00:00Z 2026-04-22T19:00:00Z',
    ]);
  });

  it('ranges come sorted and merged, the anchor is the first start', () => {
    const hours = daily(
      { start: '14:00', end: '18:00' },
      { start: '08:00', end: '10:00' },
      { start: '10:00', end: '12:00' },
    );
    const [day] = daysOf(hours, 'UTC', '2026-04-22');
    expect(shown(day === undefined ? [] : [day])).toEqual([
      '2026-04-22 2026-04-22T08:00:00Z 2026-04-22T12:00:00Z',
      '2026-04-22 2026-04-22T14:00:00Z 2026-04-22T18:00:00Z',
    ]);
    expect(day?.anchor).toBe(Date.parse('2026-04-22T08:00:00Z'));
  });

  it('T8: empty ranges and times of day that are none are refused, never repaired', () => {
    const wrong = [
      { start: '09:00', end: '09:00' },
      { start: '24:00', end: '06:00' },
      { start: '09:60', end: '17:00' },
      { start: '9:00', end: '17:00' },
      { start: '09:00', end: '24:30' },
    ];
    for (const range of wrong) {
      expect(workingHours.safeParse({ weekly: { monday: [range] } }).success).toBe(false);
    }
    expect(workingHours.safeParse({ weekly: { monday: [{ start: '22:00', end: '06:00' }] } }).success).toBe(
      true,
    );
  });
});
