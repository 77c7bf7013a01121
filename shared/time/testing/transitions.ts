import { Temporal } from 'temporal-polyfill';
import { wallClock } from './wall-clock.ts';

/** The zones that the T rules are tried on. */
export const watchedZones = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'America/Sao_Paulo',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
] as const;

/** Zones that no longer change their clocks, and the years in which they did what is worth trying. */
const formerYears: Record<string, readonly [from: number, until: number]> = {
  'America/Sao_Paulo': [2016, 2020],
  'Asia/Kathmandu': [1985, 1987],
  'Pacific/Apia': [2011, 2015],
};

export interface Transition {
  /** The first instant after it, in milliseconds. */
  readonly at: number;
  /** By how much clocks go forward, in milliseconds. */
  readonly forward: number;
  /** Dates `YYYY-MM-DD` that it skips as a whole. */
  readonly skipped: readonly string[];
}

/** The transitions of 2024 to 2034, and those of `formerYears`. */
export function transitionsOf(zone: string): Transition[] {
  const [from, until] = formerYears[zone] ?? [2024, 2035];
  const found: Transition[] = [];
  let at = Temporal.ZonedDateTime.from({ year: from, month: 1, day: 1, timeZone: zone });
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year >= until) return found;
    const before = next.subtract({ nanoseconds: 1 });
    const skipped: string[] = [];
    for (let date = before.toPlainDate().add({ days: 1 }); Temporal.PlainDate.compare(date, next) < 0; ) {
      skipped.push(date.toString());
      date = date.add({ days: 1 });
    }
    const forward = (next.offsetNanoseconds - before.offsetNanoseconds) / 1_000_000;
    if (forward !== 0) found.push({ at: next.epochMilliseconds, forward, skipped });
    at = next;
  }
}

/** `HH:MM` on the zone's clocks. */
export function timeShown(zone: string, ms: number): string {
  return wallClock(zone, ms).slice(11);
}
