import { type Weekday, weekdays } from './hours.ts';

/*
 * Dates as day numbers: 0 is 1970-01-01. Proleptic Gregorian calendar, by the algorithms of Howard Hinnant's
 * "chrono-compatible low-level date algorithms"; several times faster than `Date`, which counts when a month
 * of slots is formatted.
 */

/** Day number of year, month (1-12) and day of the month. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** Day number of a date `YYYY-MM-DD` that is known to be valid, such as one parsed by `calendarDate`. */
export function dayOfDate(date: string): number {
  return dayNumber(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/**
 * `YYYY-MM-DD` of a day number.
 * @throws RangeError outside the years 0 to 9999, which have no such form.
 */
export function dateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch + (fromMarch < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`day ${day} is outside the years 0 to 9999`);
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const years = year >= 1000 ? `${year}` : `${year}`.padStart(4, '0');
  return `${years}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** The date `n` days after `date` (before, where `n` is negative); both `YYYY-MM-DD`. */
export function addDays(date: string, n: number): string {
  return dateOfDay(dayOfDate(date) + n);
}

export function weekdayOf(date: string): Weekday {
  return weekdayOfDay(dayOfDate(date));
}

/** Weekday of a day number; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): Weekday {
  const weekday = weekdays[(((day + 3) % 7) + 7) % 7];
  if (weekday === undefined) throw new RangeError(`not a whole day: ${day}`);
  return weekday;
}

/** `07` of 7; for numbers from 0 to 99. */
export function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}
