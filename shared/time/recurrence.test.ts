import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant } from './instants.ts';
import { occurrences, occurrencesBetween, type Recurrence, startsOnRule } from './recurrence.ts';
import { formatRule, parseRule, ruleDays } from './recurrence-rule.ts';

function repeating(rrule: string, start_local: string, timezone = 'Europe/Berlin', exdates: string[] = []) {
  return { rrule, start_local, timezone, exdates };
}

function starts(recurrence: Recurrence, most = 20): string[] {
  return occurrences(recurrence, most).map((each) => `${each.local} ${formatInstant(each.start)}`);
}

function locals(recurrence: Recurrence, most = 20): string[] {
  return occurrences(recurrence, most).map((each) => each.local);
}

describe('T5: a series repeats on the clocks of its own zone', () => {
  it('every Tuesday 09:00 in New York stays 09:00 while UTC shifts', () => {
    const series = repeating('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-10-27T09:00', 'America/New_York');
    expect(starts(series)).toEqual([
      '2026-10-27T09:00 2026-10-27T13:00:00Z',
      '2026-11-03T09:00 2026-11-03T14:00:00Z',
      '2026-11-10T09:00 2026-11-10T14:00:00Z',
    ]);
  });

  it('T2: a time that a transition skips is its first instant after the gap, and only that day', () => {
    expect(starts(repeating('FREQ=DAILY;COUNT=3', '2026-03-28T02:30'))).toEqual([
      '2026-03-28T02:30 2026-03-28T01:30:00Z',
      '2026-03-29T02:30 2026-03-29T01:00:00Z',
      '2026-03-30T02:30 2026-03-30T00:30:00Z',
    ]);
  });

  it('T2: a time that occurs twice is the earlier', () => {
    expect(starts(repeating('FREQ=DAILY;COUNT=2', '2026-10-24T02:30'))).toEqual([
      '2026-10-24T02:30 2026-10-24T00:30:00Z',
      '2026-10-25T02:30 2026-10-25T00:30:00Z',
    ]);
  });
});

describe('T5: the rules that Dunebook knows', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=10;COUNT=3', '2026-04-21T09:00', ['2026-04-21', '2026-05-01', '2026-05-11']],
    ['FREQ=WEEKLY;BYDAY=TH,TU;COUNT=3', '2026-04-21T09:00', ['2026-04-21', '2026-04-23', '2026-04-28']],
    ['FREQ=WEEKLY;COUNT=2', '2026-04-21T09:00', ['2026-04-21', '2026-04-28']],
    // Every other week: Sunday belongs to the week that began on Monday, unless weeks begin on Sunday.
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=3',
      '2026-04-21T09:00',
      ['2026-04-21', '2026-04-26', '2026-05-05'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=3;WKST=SU',
      '2026-04-21T09:00',
      ['2026-04-21', '2026-05-03', '2026-05-05'],
    ],
    // A month without the day is left out.
    ['FREQ=MONTHLY;COUNT=3', '2026-01-31T09:00', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', '2026-01-31T09:00', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=2TU;COUNT=3', '2026-04-14T09:00', ['2026-04-14', '2026-05-12', '2026-06-09']],
    [
      'FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2;COUNT=3',
      '2026-04-24T09:00',
      ['2026-04-24', '2026-06-26', '2026-08-28'],
    ],
    ['FREQ=MONTHLY;BYDAY=5WE;COUNT=2', '2026-04-29T09:00', ['2026-04-29', '2026-07-29']],
    ['FREQ=YEARLY;COUNT=2', '2024-02-29T09:00', ['2024-02-29', '2028-02-29']],
    ['FREQ=DAILY;UNTIL=20260423', '2026-04-21T09:00', ['2026-04-21', '2026-04-22', '2026-04-23']],
    // An instant in UTC: 23:30 of the 22nd in Berlin is 21:30Z.
    ['FREQ=DAILY;UNTIL=20260422T213000Z', '2026-04-21T23:30', ['2026-04-21', '2026-04-22']],
    ['FREQ=DAILY;UNTIL=20260422T212959Z', '2026-04-21T23:30', ['2026-04-21']],
  ])('%s from %s', (rule, start, dates) => {
    expect(locals(repeating(rule, start))).toEqual(dates.map((date) => date + start.slice(10)));
  });

  it('an exception is left out and still counts', () => {
    const series = repeating('FREQ=WEEKLY;COUNT=3', '2026-04-21T09:00', 'Europe/Berlin', [
      '2026-04-28T09:00',
    ]);
    expect(locals(series)).toEqual(['2026-04-21T09:00', '2026-05-05T09:00']);
  });

  it('gives no more than it is asked for, and none for none', () => {
    expect(occurrences(repeating('FREQ=DAILY', '2026-04-21T09:00'), 5)).toHaveLength(5);
    expect(occurrences(repeating('FREQ=DAILY', '2026-04-21T09:00'), 0)).toEqual([]);
  });

  it('a rule that names no date ends instead of looking for ever', () => {
    expect(locals(repeating('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', '2026-02-01T09:00'))).toEqual([]);
    expect(locals(repeating('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;COUNT=2', '2026-02-01T09:00'))).toEqual(
      [],
    );
  });

  it('knows a start that the rule does not name', () => {
    expect(startsOnRule(repeating('FREQ=WEEKLY;BYDAY=TU', '2026-04-21T09:00'))).toBe(true);
    expect(startsOnRule(repeating('FREQ=WEEKLY;BYDAY=WE', '2026-04-21T09:00'))).toBe(false);
    expect(startsOnRule(repeating('FREQ=WEEKLY;UNTIL=20260420', '2026-04-21T09:00'))).toBe(false);
  });
});

describe('what is no rule of Dunebook is refused in words', () => {
  it.each([
    ['', 'no part'],
    ['INTERVAL=2', 'needs FREQ'],
    ['FREQ=HOURLY', 'needs FREQ'],
    ['FREQ=DAILY;BYHOUR=9', 'no part BYHOUR'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'given once'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20260423', 'not by both'],
    ['FREQ=DAILY;COUNT=0', 'from 1 to'],
    ['FREQ=DAILY;COUNT=1000', 'from 1 to 999'],
    ['FREQ=DAILY;INTERVAL=1.5', 'whole number'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'names days such as TU'],
    ['FREQ=WEEKLY;BYDAY=TU,TU', 'twice'],
    ['FREQ=MONTHLY;BYDAY=TU', 'names days such as 2TU'],
    ['FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=1', 'without BYDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'from 1 to 31'],
    ['FREQ=DAILY;BYDAY=TU', 'goes with'],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL must be'],
    ['FREQ=DAILY;UNTIL=20260423T090000', 'UNTIL must be'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST must be'],
  ])('%s', (text, words) => {
    expect(() => parseRule(text)).toThrow(words);
  });

  it('one text for one rule', () => {
    expect(formatRule(parseRule('rrule:count=3;wkst=MO;interval=1;byday=tu,th;freq=weekly'))).toBe(
      'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3',
    );
    expect(formatRule(parseRule('FREQ=DAILY;UNTIL=20260423T090000Z'))).toBe(
      'FREQ=DAILY;UNTIL=20260423T090000Z',
    );
  });
});

const weekly = fc.uniqueArray(fc.constantFrom(...ruleDays), { minLength: 1, maxLength: 7 });
const nth = fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1), fc.constantFrom(...ruleDays));
const rules = fc
  .tuple(
    fc.oneof(
      fc.constant('FREQ=DAILY'),
      weekly.map((days) => `FREQ=WEEKLY;BYDAY=${days.join(',')}`),
      nth.map(([n, day]) => `FREQ=MONTHLY;BYDAY=${n}${day}`),
      fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
      fc.constant('FREQ=MONTHLY;BYMONTHDAY=-1'),
    ),
    fc.integer({ min: 1, max: 5 }),
    fc.oneof(fc.constant(''), fc.constant(';COUNT=17'), fc.constant(';UNTIL=20270310')),
  )
  .map(([rule, interval, end]) => `${rule};INTERVAL=${interval}${end}`);
const aStart = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 1439 }))
  .map(([day, minute]) => new Date(Date.UTC(2026, 0, 1 + day, 0, minute)).toISOString().slice(0, 16));

describe('T5: a walk over the days of the calendar finds the same occurrences', () => {
  it('for any rule, from the start on and in any window', () => {
    fc.assert(
      fc.property(rules, aStart, fc.integer({ min: 0, max: 900 }), (rrule, start_local, windowDay) => {
        const recurrence = { rrule, start_local, timezone: 'UTC' };
        const walked = walk(rrule, start_local);
        expect(locals(recurrence, 30).filter((local) => local < walkedUntil)).toEqual(walked.slice(0, 30));
        const from = Date.UTC(2026, 0, 1 + windowDay);
        const to = from + 45 * 86_400_000;
        const inWindow = walked.filter((local) => {
          const at = Date.parse(`${local}:00Z`);
          return at >= from && at < to;
        });
        expect(occurrencesBetween(recurrence, { start: from, end: to }).map((each) => each.local)).toEqual(
          inWindow,
        );
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('windows of a zone with transitions cut the list of all', () => {
    const series = repeating('FREQ=DAILY', '2026-01-01T02:30', 'Europe/Berlin');
    const all = occurrences(series, 700);
    for (let day = 60; day < 330; day += 7) {
      const start = Date.UTC(2026, 0, day, 1, 0);
      const end = start + 7 * 86_400_000;
      expect(occurrencesBetween(series, { start, end })).toEqual(
        all.filter((each) => each.start >= start && each.start < end),
      );
    }
  });
});

const walkedUntil = '2031-01-01';

/** Day by day, asking of each date whether the rule names it. */
function walk(rrule: string, start: string): string[] {
  const part = (name: string) => new RegExp(`${name}=([^;]+)`).exec(rrule)?.[1];
  const interval = Number(part('INTERVAL'));
  const count = Number(part('COUNT') ?? 10_000);
  const until = part('UNTIL') === undefined ? Number.POSITIVE_INFINITY : Date.UTC(2027, 2, 11);
  const first = new Date(`${start.slice(0, 10)}T00:00:00Z`);
  const found: string[] = [];
  for (let n = 0; found.length < count; n++) {
    const day = new Date(first.getTime() + n * 86_400_000);
    if (day >= new Date(walkedUntil)) break;
    if (day.getTime() < until && names(day)) found.push(day.toISOString().slice(0, 10) + start.slice(10));
  }
  return found;

  function names(day: Date): boolean {
    const weekday = ruleDays[(day.getUTCDay() + 6) % 7] ?? '';
    const lastOfMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    if (part('FREQ') === 'DAILY') return daysBetween(first, day) % interval === 0;
    if (part('FREQ') === 'WEEKLY') {
      const weeks = daysBetween(mondayOf(first), mondayOf(day)) / 7;
      return weeks % interval === 0 && (part('BYDAY') ?? '').split(',').includes(weekday);
    }
    const months =
      (day.getUTCFullYear() - first.getUTCFullYear()) * 12 + day.getUTCMonth() - first.getUTCMonth();
    if (months % interval !== 0) return false;
    const date = day.getUTCDate();
    const monthDay = part('BYMONTHDAY');
    if (monthDay !== undefined) return monthDay === '-1' ? date === lastOfMonth : date === Number(monthDay);
    const fromFront = `${Math.ceil(date / 7)}${weekday}`;
    return part('BYDAY') === fromFront || (part('BYDAY') === `-1${weekday}` && date + 7 > lastOfMonth);
  }
}

function daysBetween(a: Date, b: Date): number {
  return (b.getTime() - a.getTime()) / 86_400_000;
}

function mondayOf(day: Date): Date {
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000);
}
