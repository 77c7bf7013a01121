import { formatInstant, minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { type Axis, clamp, instantAt, snap } from './geometry.ts';
import type { CardModel } from './model.ts';
import { type Point, sameTime, type Track, trackAt, trackIndex } from './tracks.ts';

/** Minutes to which a dragged card snaps; its shortest length, too. */
export const dragStep = 5;

/** Where a dragged card would come to lie. */
export interface Target extends Interval {
  readonly resource_id: string;
}

/**
 * Where a card comes to lie when it is held at `grab` (pixels below its top) and the pointer is at `point`.
 * A card in a column that is not its main resource goes to no other resource.
 */
export function moveTo(tracks: readonly Track[], card: CardModel, grab: number, point: Point): Target {
  const wanted = trackAt(tracks, point);
  const track = wanted && mayGo(card, wanted) ? wanted : tracks.find(({ key }) => key === card.column);
  const length = card.end - card.start;
  if (!track) return { resource_id: card.resource_id, start: card.start, end: card.end };
  const { axis, resource } = track;
  const latest = axis.end - minutes(dragStep);
  const start = clamp(snap(axis, instantAt(axis, point.y - grab), dragStep), axis.start, latest);
  return { resource_id: resource.id, start, end: start + length };
}

function mayGo(card: CardModel, { resource }: Track): boolean {
  return card.main || resource.id === card.resource_id;
}

/** Where a card ends when its lower edge is dragged to a height in pixels; never shorter than one step. */
export function resizeTo(axis: Axis, card: CardModel, y: number): Target {
  const end = snap(axis, instantAt(axis, y), dragStep);
  return {
    resource_id: card.resource_id,
    start: card.start,
    end: Math.max(end, card.start + minutes(dragStep)),
  };
}

/** One step of the keyboard while a card is moved or resized. */
export function nudge(
  tracks: readonly Track[],
  card: CardModel,
  target: Target,
  mode: 'move' | 'resize',
  step: { readonly columns: number; readonly minutes: number },
): Target {
  const by = minutes(step.minutes);
  if (mode === 'resize') {
    return { ...target, end: Math.max(target.end + by, target.start + minutes(dragStep)) };
  }
  const here = trackIndex(tracks, target);
  const next = tracks[clamp(here + step.columns, 0, tracks.length - 1)];
  const track = next && mayGo(card, next) ? next : tracks[here];
  if (!track) return target;
  const { axis, resource } = track;
  const from = step.columns === 0 ? target.start : sameTime(axis, target.start);
  const start = clamp(from + by, axis.start, axis.end - minutes(dragStep));
  return { resource_id: resource.id, start, end: start + (target.end - target.start) };
}

/**
 * The stretch of a column between where the pointer went down and where it is, both in milliseconds: whole steps, at
 * least one of them, and never over the day's ends.
 */
export function stretchTo(axis: Axis, from: number, to: number): Interval {
  const step = minutes(dragStep);
  const [first, last] = from <= to ? [from, to] : [to, from];
  const start = clamp(
    axis.start + Math.floor((first - axis.start) / step) * step,
    axis.start,
    axis.end - step,
  );
  const end = clamp(axis.start + Math.ceil((last - axis.start) / step) * step, start + step, axis.end);
  return { start, end };
}

/** Arguments of `bookings.reschedule` for a drop; undefined where nothing would change. */
export function dropArgs(card: CardModel, target: Target) {
  const moved = target.start !== card.start;
  const elsewhere = card.main && target.resource_id !== card.resource_id;
  const resized = target.end - target.start !== card.end - card.start;
  if (!moved && !elsewhere && !resized) return undefined;
  return {
    id: card.id,
    ...(moved && { start_at: formatInstant(target.start) }),
    ...(elsewhere && { resource_id: target.resource_id }),
    ...(resized && { duration: (target.end - target.start) / minutes(1) }),
  };
}
