import { dateOfDay, dayOfDate, weekdayOfDay } from './calendar.ts';
import type { TimeRange, WorkingHours } from './hours.ts';
import type { Interval } from './interval.ts';
import { normalise, overlaps } from './intervals.ts';
import { instantOfDay, localDay } from './zones.ts';

/** What one date's working hours are in instants; ranges may reach into the next date (rule T4). */
export interface WorkingDay {
  /** `YYYY-MM-DD` in the zone of the hours. */
  readonly date: string;
  /** Start of the first range in milliseconds: steps of `slot_step` are counted from it (rule A7). */
  readonly anchor: number;
  /** Normal (intervals.ts) and not empty; not clipped to the span that was asked for. */
  readonly ranges: readonly Interval[];
}

/**
 * The working days that have a range in `span` (milliseconds), in order of date.
 * Days off are left out, and so is a range that a gap of the zone swallows whole (rules T2, T3).
 * @param hours Absent: always open, each day from its local midnight to the next.
 */
export function workingDays(hours: WorkingHours | undefined, zone: string, span: Interval): WorkingDay[] {
  // A range of the day before may cross midnight into the span.
  const first = localDay(zone, span.start) - 1;
  // Clocks that go back over midnight show the date before again while the next one has begun.
  const last = localDay(zone, span.end - 1) + 1;
  const rangesOf = hours === undefined ? () => allDay : rangesByDay(hours, first, last);
  const days: WorkingDay[] = [];
  for (let day = first; day <= last; day++) {
    const ranges = normalise(rangesOf(day).map((range) => inZone(range, zone, day)));
    const [earliest] = ranges;
    if (earliest === undefined || !ranges.some((range) => overlaps(range, span))) continue;
    days.push({ date: dateOfDay(day), anchor: earliest.start, ranges });
  }
  return days;
}

const allDay: readonly TimeRange[] = [{ start: '00:00', end: '24:00' }];

/** The ranges of a day number: its override's, which may be none, or its weekday's. */
function rangesByDay(
  hours: WorkingHours,
  first: number,
  last: number,
): (day: number) => readonly TimeRange[] {
  const overrides = new Map<number, readonly TimeRange[]>();
  const from = dateOfDay(first);
  const to = dateOfDay(last);
  for (const { date, ranges } of hours.overrides) {
    if (date >= from && date <= to) overrides.set(dayOfDate(date), ranges);
  }
  return (day) => overrides.get(day) ?? hours.weekly[weekdayOfDay(day)] ?? [];
}

/** Empty, or ending before it starts, where the zone skips the whole range. */
function inZone(range: TimeRange, zone: string, day: number): Interval {
  const start = minuteOf(range.start);
  const end = minuteOf(range.end);
  return {
    start: instantOfDay(zone, day, start),
    end: end > start ? instantOfDay(zone, day, end) : instantOfDay(zone, day + 1, end),
  };
}

/** Minutes since midnight of `HH:MM`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
