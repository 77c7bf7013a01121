import { dateOfDay, dayOfDate, twoDigits } from './calendar.ts';
import { dayLength, minutes } from './instants.ts';
import type { Interval } from './interval.ts';
import { localDay, minuteOfDay } from './zones.ts';

/** What the zone's clocks show at an instant in milliseconds: `localDateTime` of recurrence.ts; seconds are cut off. */
export function localOf(zone: string, ms: number): string {
  return written(localDay(zone, ms) * dayLength + minutes(minuteOfDay(zone, ms)));
}

/** How long a time lasts by what the clocks show at its start and its end, in milliseconds. */
export function wallLength(zone: string, { start, end }: Interval): number {
  return read(localOf(zone, end)) - read(localOf(zone, start));
}

/** A `localDateTime` that many milliseconds later by the clocks. */
export function shiftLocal(local: string, by: number): string {
  return written(read(local) + by);
}

/** Read as if it were UTC, in milliseconds. */
function read(local: string): number {
  const mins = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  return dayOfDate(local.slice(0, 10)) * dayLength + minutes(mins);
}

function written(floating: number): string {
  const day = Math.floor(floating / dayLength);
  const mins = Math.floor((floating - day * dayLength) / minutes(1));
  return `${dateOfDay(day)}T${twoDigits(Math.floor(mins / 60))}:${twoDigits(mins % 60)}`;
}
