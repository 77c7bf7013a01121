import { twoDigits } from '../../shared/time/calendar.ts';
import { minuteOfDay } from '../../shared/time/zones.ts';

/** `09:30` that a zone's clocks show at an instant in milliseconds, as time inputs want it. */
export function clockTime(zone: string, ms: number): string {
  const minute = minuteOfDay(zone, ms);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** Minutes since midnight of `09:30`; undefined while it is typed. */
export function minuteOf(time: string): number | undefined {
  const match = /^(\d\d):(\d\d)/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
