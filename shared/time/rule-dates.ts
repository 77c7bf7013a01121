import { dateOfDay, dayNumber } from './calendar.ts';
import { type RecurrenceRule, ruleDays } from './recurrence-rule.ts';

/*
 * Which dates a rule of recurrence-rule.ts names. A rule goes from period to period (days, weeks, months or years,
 * `interval` of them at a time) and names dates within each; so a look far ahead begins at the period in question, and
 * costs what it finds. Libraries for all of RFC 5545 are some fifty times the size, which every desk would have to load.
 */

/** Monday first. */
const weekdays: readonly string[] = ruleDays;

/** A rule together with the date that it starts on. */
export interface DatedRule {
  readonly rule: RecurrenceRule;
  /** Day number of calendar.ts; named by the rule or not. */
  readonly first: number;
  /** Day number of the last date that the rule may name, itself included; absent: it never ends. */
  readonly last?: number;
}

/**
 * The dates between two day numbers, both included, as day numbers in order. A rule that ends by COUNT is counted from
 * its first date on, unless its `last` is known (`lastCounted`).
 */
export function* datesOf({ rule, first, last }: DatedRule, from: number, to: number): Generator<number> {
  const end = Math.min(to, last ?? Number.POSITIVE_INFINITY);
  const { periodOf, startOf, named } = periodsOf(rule, first);
  const counted = rule.count !== undefined && last === undefined;
  let left = counted ? (rule.count ?? 0) : Number.POSITIVE_INFINITY;
  const begin = counted ? first : Math.max(from, first);
  for (let n = Math.max(0, Math.floor(periodOf(begin) / rule.interval)); left > 0; n++) {
    const period = n * rule.interval;
    if (startOf(period) > end) return;
    for (const day of named(period)) {
      if (day < first) continue;
      if (day > end || left === 0) return;
      left -= 1;
      if (day >= from) yield day;
    }
  }
}

/** The last date of a rule that ends by COUNT, if it comes to its end by `latest`; both day numbers. */
export function lastCounted({ rule, first }: DatedRule, latest: number): number | undefined {
  const all = [...datesOf({ rule, first }, first, latest)];
  return all.length === rule.count ? all.at(-1) : undefined;
}

/** The calendar as a frequency divides it; periods are numbered from the one that holds the first date. */
interface Periods {
  periodOf(day: number): number;
  /** Day number of the first day of a period. */
  startOf(period: number): number;
  /** What the rule names in it, in order. */
  named(period: number): readonly number[];
}

function periodsOf(rule: RecurrenceRule, first: number): Periods {
  switch (rule.freq) {
    case 'DAILY':
      return {
        periodOf: (day) => day - first,
        startOf: (n) => first + n,
        named: (n) => [first + n],
      };
    case 'WEEKLY':
      return weeks(rule, first);
    case 'MONTHLY':
      return months(rule, first);
    case 'YEARLY':
      return years(first);
  }
}

function weeks(rule: RecurrenceRule, first: number): Periods {
  const weekStart = weekdays.indexOf(rule.weekStart ?? 'MO');
  const intoWeek = (weekday: number) => (weekday - weekStart + 7) % 7;
  const start = first - intoWeek(weekdayOf(first));
  const days = rule.byDay?.map((day) => weekdays.indexOf(day)) ?? [weekdayOf(first)];
  const offsets = days.map(intoWeek).sort(ascending);
  return {
    periodOf: (day) => Math.floor((day - start) / 7),
    startOf: (n) => start + n * 7,
    named: (n) => offsets.map((offset) => start + n * 7 + offset),
  };
}

function months(rule: RecurrenceRule, first: number): Periods {
  const from = monthOf(first);
  const startOf = (n: number) => firstOfMonth(from + n);
  const onDays = rule.byMonthDay ?? [dayOfMonth(first)];
  return {
    periodOf: (day) => monthOf(day) - from,
    startOf,
    named(n) {
      const [start, next] = [startOf(n), startOf(n + 1)];
      const days = rule.byDay
        ? rule.byDay.map((day) => nthWeekday(day, start, next))
        : onDays.map((day) => (day === -1 ? next - 1 : start + day - 1));
      // The 31st may be named twice: as such and as the last.
      return [...new Set(days)].filter((day) => day >= start && day < next).sort(ascending);
    },
  };
}

/** `2TU` and `-1FR` of the month `[start, next)`; a fifth weekday may lie beyond it. */
function nthWeekday(text: string, start: number, next: number): number {
  const weekday = weekdays.indexOf(text.slice(-2));
  const n = Number(text.slice(0, -2));
  if (n < 0) return next - 1 - ((weekdayOf(next - 1) - weekday + 7) % 7);
  return start + ((weekday - weekdayOf(start) + 7) % 7) + (n - 1) * 7;
}

function years(first: number): Periods {
  const [month, onDay] = [(monthOf(first) % 12) + 1, dayOfMonth(first)];
  const from = Math.floor(monthOf(first) / 12);
  return {
    periodOf: (day) => Math.floor(monthOf(day) / 12) - from,
    startOf: (n) => dayNumber(from + n, 1, 1),
    named(n) {
      const day = dayNumber(from + n, month, onDay);
      // Three years of four have no 29 February.
      return dayOfMonth(day) === onDay ? [day] : [];
    },
  };
}

/** Monday is 0, as in `weekdays`; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = dateOfDay(day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function dayOfMonth(day: number): number {
  return Number(dateOfDay(day).slice(8, 10));
}

function firstOfMonth(month: number): number {
  return dayNumber(Math.floor(month / 12), (month % 12) + 1, 1);
}

function ascending(a: number, b: number): number {
  return a - b;
}
