import { weekdayOfDay } from '../../shared/time/calendar.ts';
import { partOfDayAt } from '../../shared/time/part-of-day.ts';
import { localDay, minuteOfDay } from '../../shared/time/zones.ts';
import { suits, type Wish } from './wish.ts';

/** A free start; milliseconds. */
export interface FreeStart {
  readonly start: number;
  readonly resource_id: string;
  /** How many could take it. */
  readonly choices: number;
  /** Of a service that is taught in classes. */
  readonly session?: { readonly id: string; readonly seatsLeft: number };
}

/** A local day with the starts that suit a wish. */
export interface FreeDay {
  /** Day number of calendar.ts. */
  readonly day: number;
  readonly starts: readonly FreeStart[];
}

/** The free starts that suit a wish, by local day; days without one are left out. */
export function freeDays(all: readonly FreeStart[], wish: Wish, zone: string): FreeDay[] {
  const days: { day: number; starts: FreeStart[] }[] = [];
  for (const free of all) {
    const { start } = free;
    const day = localDay(zone, start);
    if (
      !suits(wish, {
        weekday: weekdayOfDay(day),
        minute: minuteOfDay(zone, start),
        part: partOfDayAt(zone, start),
      })
    )
      continue;
    const last = days.at(-1);
    if (last?.day === day) last.starts.push(free);
    else days.push({ day, starts: [free] });
  }
  return days;
}

/** So many starts of a day are shown at once. */
const shownAtOnce = 18;

/** Of a day with many starts those that people name first: half hours, or full hours, or else the first. */
export function shownStarts(starts: readonly FreeStart[], zone: string): readonly FreeStart[] {
  if (starts.length <= shownAtOnce) return starts;
  for (const step of [30, 60]) {
    const even = starts.filter(({ start }) => minuteOfDay(zone, start) % step === 0);
    if (even.length >= 4 && even.length <= shownAtOnce) return even;
  }
  return starts.slice(0, shownAtOnce);
}
