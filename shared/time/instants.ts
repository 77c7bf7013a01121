import * as z from 'zod';
import { dateOfDay, dayNumber, twoDigits } from './calendar.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Length of a day without a transition, in milliseconds. */
export const dayLength = 24 * hour;

/** 1970-01-01T00:00:00Z, in milliseconds: the earliest instant that Dunebook knows. */
export const earliestInstant = 0;
/** 9999-12-31T23:59:59Z, in milliseconds: the latest instant that Dunebook knows (rule T8). */
export const latestInstant = 253_402_300_799_000;

/** `n` minutes in milliseconds. */
export function minutes(n: number): number {
  return n * minute;
}

/**
 * Milliseconds since the epoch of an RFC 3339 instant with `Z` or an offset.
 * @throws RangeError when it is no such instant, lies outside the years 1970 to 9999 or has a fraction of a second.
 */
export function parseInstant(iso: string): number {
  const ms = readInstant(iso);
  if (ms === undefined) throw new RangeError(`not an instant such as 2026-04-20T05:00:00Z: ${iso}`);
  return ms;
}

/**
 * RFC 3339 in UTC, `2026-04-20T05:00:00Z`, of milliseconds since the epoch: the second that they lie in, so that a
 * reading of a clock can be written too.
 * @throws RangeError when `ms` is outside the years 1970 to 9999.
 */
export function formatInstant(ms: number): string {
  if (!(ms >= earliestInstant && ms < latestInstant + second))
    throw new RangeError(`not in the years 1970 to 9999: ${ms}`);
  const day = Math.floor(ms / dayLength);
  const time = Math.floor((ms - day * dayLength) / second);
  const mins = Math.floor(time / 60);
  return `${dateOfDay(day)}T${twoDigits(Math.floor(mins / 60))}:${twoDigits(mins % 60)}:${twoDigits(time % 60)}Z`;
}

const notAnInstant = 'must be an instant in whole seconds with Z or an offset, such as 2026-04-20T05:00:00Z';
const dateTime = z.string().meta({ format: 'date-time' });

/**
 * An instant on the wire: RFC 3339 with `Z` or an offset in, the same instant as `2026-04-20T05:00:00Z` out.
 * Local times without a zone, fractions of a second and years outside 1970 to 9999 are refused (rules T1, T8).
 */
export const instant = z
  .codec(dateTime, dateTime.refine(isCanonical, notAnInstant), {
    decode(wire, context) {
      const ms = readInstant(wire);
      if (ms !== undefined) return formatInstant(ms);
      context.issues.push({ code: 'invalid_format', format: 'datetime', input: wire, message: notAnInstant });
      return z.NEVER;
    },
    encode: (canonical) => canonical,
  })
  .meta({ description: 'Instant, RFC 3339, whole seconds', example: '2026-04-20T05:00:00Z' });

function isCanonical(iso: string): boolean {
  return iso.length === 20 && iso.endsWith('Z') && readInstant(iso) !== undefined;
}

function isWholeSecond(ms: number): boolean {
  return ms % second === 0 && ms >= earliestInstant && ms <= latestInstant;
}

/** Reads by position instead of by `Date.parse`, which takes February 30 for March 2. */
function readInstant(iso: string): number | undefined {
  const year = readTwo(iso, 0) * 100 + readTwo(iso, 2);
  const month = readTwo(iso, 5);
  const dayOfMonth = readTwo(iso, 8);
  const hours = readTwo(iso, 11);
  const mins = readTwo(iso, 14);
  const seconds = readTwo(iso, 17);
  const separated = iso[4] === '-' && iso[7] === '-' && iso[10] === 'T' && iso[13] === ':' && iso[16] === ':';
  const offset = iso.length === 20 && iso[19] === 'Z' ? 0 : readOffset(iso.slice(19));
  // A part that is not made of digits is NaN, for which every comparison is false.
  const real =
    month >= 1 &&
    month <= 12 &&
    dayOfMonth >= 1 &&
    dayOfMonth <= daysInMonth(year, month) &&
    hours <= 23 &&
    mins <= 59 &&
    seconds <= 59;
  if (!separated || !real || offset === undefined) return undefined;
  const local =
    dayNumber(year, month, dayOfMonth) * dayLength + hours * hour + mins * minute + seconds * second;
  return isWholeSecond(local - offset) ? local - offset : undefined;
}

/** Milliseconds east of UTC of what follows the seconds: `Z`, `+02:00`, `.000Z`. */
function readOffset(tail: string): number | undefined {
  const match = /^(?:\.0+)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/.exec(tail);
  if (match === null) return undefined;
  const [, sign, hours = '0', mins = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(mins) * minute);
}

function readTwo(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
