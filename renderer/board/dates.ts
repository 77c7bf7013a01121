import {
  addDays,
  dateOfDay,
  dayNumber,
  dayOfDate,
  twoDigits,
  weekdayOfDay,
} from '../../shared/time/calendar.ts';
import type { Weekday } from '../../shared/time/hours.ts';
import type { BoardSpan } from './view.ts';

/**
 * The dates of the week that a date is in; all `YYYY-MM-DD`.
 * @param order The days of a week from its first one on.
 */
export function weekOf(date: string, order: readonly Weekday[]): string[] {
  const day = dayOfDate(date);
  const since = Math.max(order.indexOf(weekdayOfDay(day)), 0);
  return Array.from({ length: 7 }, (_, index) => dateOfDay(day - since + index));
}

/** The weeks that show a month whole, each with its seven dates. */
export function weeksOfMonth(date: string, order: readonly Weekday[]): string[][] {
  const last = addMonths(`${date.slice(0, 7)}-01`, 1);
  const weeks: string[][] = [];
  for (let week = weekOf(`${date.slice(0, 7)}-01`, order); (week[0] ?? last) < last; ) {
    weeks.push(week);
    week = weekOf(addDays(week[0] ?? last, 7), order);
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
