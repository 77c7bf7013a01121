import { dayLength, minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { minuteOfDay, nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';

/**
 * The board's vertical axis: the instants of one local day of the practice, 23 or 25 hours long where its zone
 * changes (rule T3). Everything on the board is placed by instants, so the computer's own zone never matters.
 */
export interface Axis extends Interval {
  readonly zone: string;
  readonly pxPerMinute: number;
}

/** A stretch of the axis in pixels from its top. */
export interface Box {
  readonly top: number;
  readonly height: number;
}

/** @param date `YYYY-MM-DD` in `zone`. */
export function axisOf(zone: string, date: string, pxPerMinute: number): Axis {
  const start = startOfDay(zone, date);
  return { start, end: nextStartOfDay(zone, start), zone, pxPerMinute };
}

/** Whose hours stand beside a board of several days: one of them on which no clock changes, if there is one. */
export function rulerOf(axes: readonly Axis[]): Axis {
  const ruler = axes.find(({ start, end }) => end - start === dayLength) ?? axes[0];
  if (!ruler) throw new RangeError('a board shows at least one day');
  return ruler;
}

/** Pixels from the top of the axis to an instant in milliseconds; outside the day it lies outside the axis. */
export function yOf(axis: Axis, ms: number): number {
  return ((ms - axis.start) / minutes(1)) * axis.pxPerMinute;
}

/** The instant in milliseconds at a height in pixels, kept within the day. */
export function instantAt(axis: Axis, y: number): number {
  return clamp(axis.start + (y / axis.pxPerMinute) * minutes(1), axis.start, axis.end);
}

export function heightOf(axis: Axis): number {
  return yOf(axis, axis.end);
}

/** Where an interval shows on the axis; undefined where it does not. */
export function boxOf(axis: Axis, interval: Interval): Box | undefined {
  const start = Math.max(interval.start, axis.start);
  const end = Math.min(interval.end, axis.end);
  if (start >= end) return undefined;
  return { top: yOf(axis, start), height: yOf(axis, end) - yOf(axis, start) };
}

/** Milliseconds rounded to the nearest step (minutes) of the day; every zone in use changes by whole steps of five. */
export function snap(axis: Axis, ms: number, step: number): number {
  return axis.start + Math.round((ms - axis.start) / minutes(step)) * minutes(step);
}

/** Milliseconds rounded down to the step (minutes) of the day that contains them. */
export function snapDown(axis: Axis, ms: number, step: number): number {
  return axis.start + Math.floor((ms - axis.start) / minutes(step)) * minutes(step);
}

/** A line across the board at a local full or half hour. */
export interface HourMark {
  readonly at: number;
  readonly y: number;
  readonly full: boolean;
}

/** Marks at the wall clock's hours: a repeated hour shows twice, a skipped one not at all. */
export function hourMarks(axis: Axis): HourMark[] {
  const marks: HourMark[] = [];
  for (let at = axis.start; at < axis.end; at += minutes(30)) {
    marks.push({ at, y: yOf(axis, at), full: minuteOfDay(axis.zone, at) % 60 === 0 });
  }
  return marks;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Where something lies that fills a column of the board from side to side. */
export function acrossOf(index: number, count: number) {
  return {
    insetInlineStart: `calc(${(index / count) * 100}% + 2px)`,
    width: `calc(${100 / count}% - 5px)`,
  };
}
