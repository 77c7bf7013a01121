import { instantOfDay, localDay, minuteOfDay } from '../../shared/time/zones.ts';
import { type Axis, clamp } from './geometry.ts';

/** A column of the board as far as its place goes: one resource on one local day. */
export interface Track {
  /** Unique on the board. */
  readonly key: string;
  readonly resource: { readonly id: string };
  readonly axis: Axis;
}

/** Pixels from the columns' upper inline start, below their heads, and how wide all columns are together. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * The column of a resource that an instant (milliseconds) belongs to; -1 where the resource has none. On a day's board
 * that is its only one, also for a visit that began the day before.
 */
export function trackIndex(
  tracks: readonly Track[],
  place: { readonly resource_id: string; readonly start: number },
): number {
  const own = tracks.flatMap((track, index) => (track.resource.id === place.resource_id ? [index] : []));
  return own.find((index) => place.start < (tracks[index]?.axis.end ?? 0)) ?? own.at(-1) ?? -1;
}

/** The column at a point. All have the same width; beyond the first or last one it is that one. */
export function trackAt<T extends Track>(tracks: readonly T[], { x, width }: Point): T | undefined {
  return tracks[clamp(Math.floor((x / width) * tracks.length), 0, tracks.length - 1)];
}

/** The instant (milliseconds) of a day at which its clocks show what they show at another one. */
export function sameTime(axis: Axis, at: number): number {
  if (at >= axis.start && at < axis.end) return at;
  const { zone } = axis;
  const there = instantOfDay(zone, localDay(zone, axis.start), minuteOfDay(zone, at));
  return clamp(there, axis.start, axis.end - 1);
}

/** How far a point of the window is from the inline start of a box, in pixels: right-to-left it counts from the right. */
export function inlineOffset(box: { left: number; right: number }, clientX: number, rtl: boolean): number {
  return rtl ? box.right - clientX : clientX - box.left;
}
