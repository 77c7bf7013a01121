/*
 * A second opinion on local time for tests: Intl.DateTimeFormat asked minute by minute, and nothing else.
 * It shares no code with zones.ts.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clocks show at an instant in milliseconds: `2026-04-20T09:30`. */
export function wallClock(zone: string, ms: number): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  return format.format(ms).replace(' ', 'T');
}

/** Every minute from `start` to `end` (milliseconds) with what the zone's clocks show then. */
export interface Clock {
  readonly start: number;
  readonly shown: readonly string[];
}

const clocks = new Map<string, Clock>();

export function clockOf(zone: string, start: number, end: number): Clock {
  const key = `${zone} ${start} ${end}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const shown: string[] = [];
  for (let ms = start; ms < end; ms += 60_000) shown.push(wallClock(zone, ms));
  const clock = { start, shown };
  clocks.set(key, clock);
  return clock;
}

/**
 * Rule T2 read literally: the first minute whose clock shows the wished time or a later one. A repeated time is
 * met first the earlier time, a skipped one is passed by the first minute after the gap.
 */
export function firstMinuteShowing(clock: Clock, wish: string): number {
  const index = clock.shown.findIndex((shown) => shown >= wish);
  if (index <= 0) throw new Error(`${wish} is outside the clock`);
  return clock.start + index * 60_000;
}

/** The date after `date`, both `YYYY-MM-DD`. */
export function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
