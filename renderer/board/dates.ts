import { addDays, dateOfDay, dayNumber, dayOfDate, twoDigits } from '../../shared/time/calendar.ts';
import type { BoardSpan } from './view.ts';

/** Days of the week from 0, Sunday, to 6. */
export type FirstDay = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The day with which weeks begin where a locale is spoken. */
export function firstDayOf(locale: string): FirstDay {
  const parts = new Intl.Locale(locale);
  // Older engines have it as a property.
  const info: unknown = Reflect.get(parts, 'weekInfo') ?? callIn(parts, 'getWeekInfo');
  const day: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'firstDay') : undefined;
  return isFirstDay(day) ? day : day === 7 ? 0 : 1;
}

function callIn(on: object, method: string): unknown {
  const found: unknown = Reflect.get(on, method);
  return typeof found === 'function' ? Reflect.apply(found, on, []) : undefined;
}

function isFirstDay(day: unknown): day is FirstDay {
  return typeof day === 'number' && Number.isInteger(day) && day >= 0 && day <= 6;
}

/** The dates of the week that a date is in; all `YYYY-MM-DD`. */
export function weekOf(date: string, firstDay: FirstDay): string[] {
  const day = dayOfDate(date);
  // Day 0, 1970-01-01, was a Thursday.
  const since = (((day + 4 - firstDay) % 7) + 7) % 7;
  return Array.from({ length: 7 }, (_, index) => dateOfDay(day - since + index));
}

/** The weeks that show a month whole, each with its seven dates. */
export function weeksOfMonth(date: string, firstDay: FirstDay): string[][] {
  const last = addMonths(`${date.slice(0, 7)}-01`, 1);
  const weeks: string[][] = [];
  for (let week = weekOf(`${date.slice(0, 7)}-01`, firstDay); (week[0] ?? last) < last; ) {
    weeks.push(week);
    week = weekOf(addDays(week[0] ?? last, 7), firstDay);
  }
  return weeks;
}

/** The same day of another month, or that month's last one. */
export function addMonths(date: string, by: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const days = dayNumber(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1) - dayNumber(year, month, 1);
  const day = Math.min(Number(date.slice(8, 10)), days);
  return `${`${year}`.padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The date that is one day, week or month further, or back. */
export function stepDate(span: BoardSpan, date: string, by: number): string {
  switch (span) {
    case 'day':
      return addDays(date, by);
    case 'week':
      return addDays(date, 7 * by);
    case 'month':
      return addMonths(date, by);
  }
}

/** Whether a text is a date that there is. */
export function isDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
