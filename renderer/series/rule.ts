import { plural, t } from '@lingui/core/macro';
import { dateOfDay, twoDigits, weekdayOf } from '../../shared/time/calendar.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import { type Frequency, parseRule } from '../../shared/time/recurrence-rule.ts';
import { localDay, minuteOfDay } from '../../shared/time/zones.ts';

/** How often a series repeats, as a person says it. */
export type Rhythm = 'daily' | 'weekly' | 'monthly_day' | 'monthly_weekday';

/** A rule as a form has it. */
export interface RuleChoice {
  readonly rhythm: Rhythm;
  /** Every so many days, weeks or months. */
  readonly every: number;
  /** Of a weekly one; empty: the day of the first visit. */
  readonly days: readonly Weekday[];
  readonly ends: { readonly after: number } | { readonly on: string };
}

export const firstChoice: RuleChoice = { rhythm: 'weekly', every: 1, days: [], ends: { after: 6 } };

const codes: Readonly<Record<Weekday, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

/**
 * The rule of RFC 5545 that a choice means.
 * @param date `YYYY-MM-DD` of the first visit, on the clocks of its zone.
 */
export function ruleOf(choice: RuleChoice, date: string): string {
  const { rhythm, every, days, ends } = choice;
  const freq = rhythm === 'daily' ? 'DAILY' : rhythm === 'weekly' ? 'WEEKLY' : 'MONTHLY';
  const parts = [`FREQ=${freq}`];
  if (every > 1) parts.push(`INTERVAL=${every}`);
  if (rhythm === 'weekly' && days.length > 0) {
    const all = weekdays.filter((day) => days.includes(day) || day === weekdayOf(date));
    parts.push(`BYDAY=${all.map((day) => codes[day]).join(',')}`);
  }
  if (rhythm === 'monthly_day') parts.push(`BYMONTHDAY=${Number(date.slice(8))}`);
  if (rhythm === 'monthly_weekday') parts.push(`BYDAY=${nthWeekday(date)}${codes[weekdayOf(date)]}`);
  parts.push('after' in ends ? `COUNT=${ends.after}` : `UNTIL=${ends.on.replaceAll('-', '')}`);
  return parts.join(';');
}

/** Which of its weekday in the month a date is; -1 where there is no fifth and it is the last. */
function nthWeekday(date: string): number {
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return nth === 5 ? -1 : nth;
}

function nthWords(nth: number, weekday: string): string {
  switch (nth) {
    case 1:
      return t`Monthly on the first ${weekday}`;
    case 2:
      return t`Monthly on the second ${weekday}`;
    case 3:
      return t`Monthly on the third ${weekday}`;
    case 4:
      return t`Monthly on the fourth ${weekday}`;
    default:
      return t`Monthly on the last ${weekday}`;
  }
}

/** What the choices are called for a first visit on `date`: `Monthly on the third Tuesday`. */
export function rhythmWords(rhythm: Rhythm, date: string, locale: string): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );
  switch (rhythm) {
    case 'daily':
      return t`Daily`;
    case 'weekly':
      return t`Weekly`;
    case 'monthly_day':
      return t`Monthly on day ${{ day: Number(date.slice(8)) }}`;
    case 'monthly_weekday':
      return nthWords(nthWeekday(date), weekday);
  }
}

/** `week` or `weeks`, after the number `every`. */
export function unitWords(rhythm: Rhythm, every: number): string {
  switch (rhythm) {
    case 'daily':
      return plural(every, { one: 'day', other: 'days' });
    case 'weekly':
      return plural(every, { one: 'week', other: 'weeks' });
    case 'monthly_day':
    case 'monthly_weekday':
      return plural(every, { one: 'month', other: 'months' });
  }
}

/** `YYYY-MM-DDTHH:MM` of a date and minutes since midnight. */
export function localText(date: string, minute: number): string {
  return `${date}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/**
 * The local time of `first`, moved on the clocks of the zone as far as somebody moved a visit from `from` to `to` (all in
 * milliseconds): a clock change between them does not count (rule T5).
 */
export function shiftedLocal(zone: string, first: number, from: number, to: number): string {
  const local = (ms: number) => localDay(zone, ms) * 1440 + minuteOfDay(zone, ms);
  const target = local(first) + local(to) - local(from);
  return localText(dateOfDay(Math.floor(target / 1440)), ((target % 1440) + 1440) % 1440);
}

function everyWords(freq: Frequency, every: number): string {
  switch (freq) {
    case 'DAILY':
      return plural(every, { one: 'Every day', other: 'Every # days' });
    case 'WEEKLY':
      return plural(every, { one: 'Every week', other: 'Every # weeks' });
    case 'MONTHLY':
      return plural(every, { one: 'Every month', other: 'Every # months' });
    case 'YEARLY':
      return plural(every, { one: 'Every year', other: 'Every # years' });
  }
}

/** `Every 2 weeks, 6 visits`: what a stored rule says, in short. */
export function ruleWords(rrule: string): string {
  const { freq, interval, count } = parseRule(rrule);
  const words = everyWords(freq, interval);
  return count === undefined
    ? words
    : plural(count, { one: `${words}, # visit`, other: `${words}, # visits` });
}
