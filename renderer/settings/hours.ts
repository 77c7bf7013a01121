import { type TimeRange, type Weekday, type WorkingHours, weekdays } from '../../shared/time/hours.ts';

/** Working hours as they are edited: every weekday is there. */
export type Week = Readonly<Record<Weekday, readonly TimeRange[]>>;

export const emptyWeek: Week = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};

/** What most people have who are new. */
export const usualWeek: Week = {
  ...emptyWeek,
  ...Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [{ start: '09:00', end: '17:00' }]])),
};

export function weekOf(hours: Pick<WorkingHours, 'weekly'>): Week {
  return { ...emptyWeek, ...hours.weekly };
}

/** As it is stored: days off are left out, and a whole day ends at 24:00. */
export function weeklyOf(week: Week): WorkingHours['weekly'] {
  const days = weekdays.filter((day) => week[day].length > 0);
  return Object.fromEntries(days.map((day) => [day, sorted(week[day]).map(whole)]));
}

function whole(range: TimeRange): TimeRange {
  return range.start === '00:00' && range.end === '00:00' ? { start: '00:00', end: '24:00' } : range;
}

function sorted(ranges: readonly TimeRange[]): TimeRange[] {
  return ranges.toSorted((a, b) => a.start.localeCompare(b.start));
}

/** With one more range: the usual day first, then an hour after the last until the evening. */
export function withRange(ranges: readonly TimeRange[]): TimeRange[] {
  const last = sorted(ranges).at(-1);
  if (!last) return [{ start: '09:00', end: '17:00' }];
  // After a night there is no more of the day.
  const from = endOf(last);
  if (from > 22 * 60) return [...ranges, { start: '06:00', end: '08:00' }];
  return [...ranges, { start: clock(from + 60), end: clock(Math.min(from + 5 * 60, 24 * 60 - 1)) }];
}

/** The ranges of one day put in the place of those of others. */
export function copiedTo(week: Week, from: Weekday, to: readonly Weekday[]): Week {
  return {
    ...week,
    ...Object.fromEntries(to.map((day) => [day, week[from].map((range) => ({ ...range }))])),
  };
}

/** Whether a range ends on the next day (rule T4). */
export function crossesMidnight({ start, end }: TimeRange): boolean {
  return minuteOf(end) <= minuteOf(start) && !(start === '00:00' && end === '00:00');
}

/** The days of which two ranges lie over each other, those that reach over from the day before too. */
export function overlappingDays(week: Week): Weekday[] {
  return weekdays.filter((day, i) => {
    const before = weekdays[(i + 6) % 7] ?? 'sunday';
    const reaching = week[before]
      .filter(crossesMidnight)
      .map(({ end }) => ({ start: 0, end: minuteOf(end) }));
    const own = week[day].map((range) => ({ start: minuteOf(range.start), end: endOf(range) }));
    const all = [...reaching, ...own].toSorted((a, b) => a.start - b.start);
    return all.some((range, n) => n > 0 && range.start < (all[n - 1]?.end ?? 0));
  });
}

/** Minutes that a week has. */
export function minutesOf(week: Week): number {
  const ranges = weekdays.flatMap((day) => week[day]);
  return ranges.reduce((sum, range) => sum + endOf(range) - minuteOf(range.start), 0);
}

/** When somebody of several works, by weekday: ranges that touch are one. A range over midnight stays at its first day. */
export function together(weeks: readonly Week[]): Week {
  const all = (day: Weekday) => merged(weeks.flatMap((week) => week[day]));
  return { ...emptyWeek, ...Object.fromEntries(weekdays.map((day) => [day, all(day)])) };
}

function merged(ranges: readonly TimeRange[]): TimeRange[] {
  const out: { start: number; end: number }[] = [];
  for (const range of sorted(ranges)) {
    const [start, end] = [minuteOf(range.start), endOf(range)];
    const last = out.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out.map(({ start, end }) => ({ start: clock(start), end: clock(end % (24 * 60)) }));
}

/** Minutes since the midnight before it starts; past 24 hours where it ends on the next day. */
function endOf(range: TimeRange): number {
  const [start, end] = [minuteOf(range.start), minuteOf(range.end)];
  return end <= start ? end + 24 * 60 : end;
}

/** Minutes since midnight of `HH:MM`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
