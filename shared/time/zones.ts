import { Temporal } from 'temporal-polyfill';
import { dateOfDay, dayOfDate } from './calendar.ts';
import { dayLength } from './instants.ts';
import type { Interval } from './interval.ts';

/** Which of two instants a repeated local time means (rule T2). */
export type Repeated = 'earlier' | 'later';

/** A stretch of instants `[start, end)` with one offset from UTC, in milliseconds east of it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/*
 * Asking Temporal for an offset or a transition costs up to a millisecond, a month of slots needs hundreds of
 * offsets: keep the stretches between transitions that were met, few as they are.
 */
const stretchesByZone = new Map<string, Stretch[]>();
const zonesKept = 64;
const stretchesKept = 32;

/** Local times within a day or so of a transition, which only Temporal may resolve. */
const resolvedNearTransition = new Map<string, number>();
const resolvedKept = 4096;

/**
 * The instant, in milliseconds, of a wall-clock time in an IANA zone (rule T2). A time that a transition skips
 * is the first instant after the gap; one that occurs twice is the earlier unless `repeated` says `later`.
 * @param date `YYYY-MM-DD`.
 * @param minuteOfDay Minutes on the wall clock since midnight; 1440 is the midnight at the end of the day.
 * @throws RangeError for an unknown zone.
 */
export function instantOf(
  zone: string,
  date: string,
  minuteOfDay: number,
  repeated: Repeated = 'earlier',
): number {
  return instantOfDay(zone, dayOfDate(date), minuteOfDay, repeated);
}

/** `instantOf` for a day number of calendar.ts. */
export function instantOfDay(
  zone: string,
  day: number,
  minuteOfDay: number,
  repeated: Repeated = 'earlier',
): number {
  const local = day * dayLength + minuteOfDay * 60_000;
  const stretch = stretchAt(zone, local);
  const guess = local - stretch.offset;
  // No offset differs from another by more than 26 hours, so a guess this far inside cannot be wrong.
  if (guess - stretch.start >= farInside && stretch.end - guess > farInside) return guess;
  const key = `${zone} ${local} ${repeated}`;
  const known = resolvedNearTransition.get(key);
  if (known !== undefined) return known;
  if (resolvedNearTransition.size >= resolvedKept) resolvedNearTransition.clear();
  const found = resolve(zone, local, repeated);
  resolvedNearTransition.set(key, found);
  return found;
}

/** The calendar date `YYYY-MM-DD` that the zone's clocks show at an instant in milliseconds. */
export function localDate(zone: string, ms: number): string {
  return dateOfDay(localDay(zone, ms));
}

/** `localDate` as a day number of calendar.ts. */
export function localDay(zone: string, ms: number): number {
  return Math.floor((ms + stretchAt(zone, ms).offset) / dayLength);
}

/** Minutes on the wall clock since midnight at an instant in milliseconds; seconds are cut off. */
export function minuteOfDay(zone: string, ms: number): number {
  const local = ms + stretchAt(zone, ms).offset;
  return Math.floor((local - Math.floor(local / dayLength) * dayLength) / 60_000);
}

/** The first instant of a date, in milliseconds: not midnight where a transition skips that (rule T2). */
export function startOfDay(zone: string, date: string): number {
  return instantOf(zone, date, 0);
}

/** The first instant of the date after the one that contains `ms`; both in milliseconds. */
export function nextStartOfDay(zone: string, ms: number): number {
  return instantOfDay(zone, localDay(zone, ms) + 1, 0);
}

/** True for two names of one zone: `Asia/Kolkata` is what `Asia/Calcutta` was called later. */
export function isSameZone(one: string, other: string): boolean {
  if (one === other) return true;
  const epoch = Temporal.Instant.fromEpochMilliseconds(0);
  return epoch.toZonedDateTimeISO(one).equals(epoch.toZonedDateTimeISO(other));
}

/** A change of a zone's offset from UTC: its instant, and the offsets around it; all in milliseconds. */
export interface Transition {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** The offset from UTC at an instant, both in milliseconds; positive east of it. */
export function offsetAt(zone: string, ms: number): number {
  return stretchAt(zone, ms).offset;
}

/** The transitions of a zone in a span (milliseconds), in order. */
export function transitionsIn(zone: string, span: Interval): Transition[] {
  const found: Transition[] = [];
  let stretch = stretchAt(zone, span.start);
  while (stretch.end < span.end) {
    const next = stretchAt(zone, stretch.end);
    found.push({ at: stretch.end, before: stretch.offset, after: next.offset });
    stretch = next;
  }
  return found;
}

const farInside = 27 * 60 * 60_000;

/** `local` is the wall-clock time read as if it were UTC, in milliseconds. */
function resolve(zone: string, local: number, repeated: Repeated): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  const found = wall.toZonedDateTime(zone, { disambiguation: repeated });
  if (found.toPlainDateTime().equals(wall)) return found.epochMilliseconds;
  // In a gap. `earlier` is as long before the gap as the gap is long at most, so the gap's end comes next.
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds;
}

function stretchAt(zone: string, ms: number): Stretch {
  const known = stretchesByZone.get(zone);
  const hit = known?.find((stretch) => stretch.start <= ms && ms < stretch.end);
  return hit ?? remember(zone, known ?? [], measureStretch(zone, ms));
}

function measureStretch(zone: string, ms: number): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  // `previous` looks strictly before: step over the instant itself, which may be a transition.
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    start: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: at.offsetNanoseconds / 1_000_000,
  };
}

function remember(zone: string, known: readonly Stretch[], stretch: Stretch): Stretch {
  if (!stretchesByZone.has(zone) && stretchesByZone.size >= zonesKept) stretchesByZone.clear();
  stretchesByZone.set(zone, [stretch, ...known.slice(0, stretchesKept - 1)]);
  return stretch;
}
