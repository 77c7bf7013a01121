import { formatInstant, minutes } from '../../shared/time/instants.ts';
import { type Axis, clamp, instantAt, snap } from './geometry.ts';
import type { CardModel } from './model.ts';

/** Minutes to which a dragged card snaps; its shortest length, too. */
export const dragStep = 5;

/** Where a dragged card would come to lie. */
export interface Target {
  readonly resource_id: string;
  readonly start: number;
  readonly end: number;
}

/** Pixels from the top left of the columns, below their heads, and how wide all columns are together. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Where a card comes to lie when it is held at `grab` (pixels below its top) and the pointer is at `point`.
 * A card in a column that is not its main resource moves in time only.
 */
export function moveTo(
  axis: Axis,
  columns: readonly string[],
  card: CardModel,
  grab: number,
  point: Point,
): Target {
  const length = card.end - card.start;
  const latest = axis.end - minutes(dragStep);
  const start = clamp(snap(axis, instantAt(axis, point.y - grab), dragStep), axis.start, latest);
  return {
    resource_id: card.main ? (columnAt(columns, point) ?? card.resource_id) : card.resource_id,
    start,
    end: start + length,
  };
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
  axis: Axis,
  columns: readonly string[],
  card: CardModel,
  target: Target,
  mode: 'move' | 'resize',
  step: { readonly columns: number; readonly minutes: number },
): Target {
  const by = minutes(step.minutes);
  if (mode === 'resize') {
    return { ...target, end: Math.max(target.end + by, target.start + minutes(dragStep)) };
  }
  const start = clamp(target.start + by, axis.start, axis.end - minutes(dragStep));
  const index = columns.indexOf(target.resource_id) + (card.main ? step.columns : 0);
  const resource_id = columns[clamp(index, 0, columns.length - 1)] ?? target.resource_id;
  return { resource_id, start, end: start + (target.end - target.start) };
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

/** All columns have the same width; beyond the first or last one it is that one. */
function columnAt(columns: readonly string[], { x, width }: Point): string | undefined {
  return columns[clamp(Math.floor((x / width) * columns.length), 0, columns.length - 1)];
}
