/*
 * When clocks change, and what a wall-clock time means near it, by Intl.DateTimeFormat and nothing else: no code is
 * shared with zones.ts, which asks Temporal. Instants in milliseconds.
 */

const minute = 60_000;
const day = 1440 * minute;

/** A moment at which the clocks of a zone jump. */
export interface ClockChange {
  readonly zone: string;
  /** The first instant with the new offset. */
  readonly at: number;
  /** Milliseconds east of UTC. */
  readonly before: number;
  readonly after: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds east of UTC that a zone's clocks show at an instant. */
export function offsetAt(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

/** Every change from one instant to another. No zone changes its clocks and back within a week. */
export function clockChanges(zone: string, from: number, to: number): ClockChange[] {
  const changes: ClockChange[] = [];
  let before = offsetAt(zone, from);
  for (let start = from; start < to; start += 7 * day) {
    const end = Math.min(start + 7 * day, to);
    const after = offsetAt(zone, end);
    if (after !== before) changes.push({ zone, at: firstWith(zone, after, start, end), before, after });
    before = after;
  }
  return changes;
}

function firstWith(zone: string, offset: number, start: number, end: number): number {
  let [low, high] = [start / minute, end / minute];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * minute) === offset) high = middle;
    else low = middle;
  }
  return high * minute;
}

/** Rule T2, read literally, for a wall-clock time (as if it were UTC) near one change: the earlier, or the end of the gap. */
export function instantShowing({ at, before, after }: ClockChange, local: number): number {
  if (local - before < at) return local - before;
  return Math.max(local - after, at);
}
