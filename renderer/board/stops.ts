import { minutes } from '../../shared/time/instants.ts';
import { type Axis, snapDown } from './geometry.ts';
import type { CardModel, ColumnModel } from './model.ts';

/** Where the keyboard stands on the board: in a column, on a card or, where there is none, on free time. */
export interface Cursor {
  readonly resource_id: string;
  /** Milliseconds: the start of the card or of the free stop. */
  readonly at: number;
  /** The card's key; absent on free time. */
  readonly card?: string;
}

/** Minutes between two stops of the keyboard on free time. */
export const stopMinutes = 15;

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The stop that an arrow key leads to; the same one where the board ends. */
export function moveCursor(
  axis: Axis,
  columns: readonly ColumnModel[],
  cursor: Cursor,
  direction: Direction,
): Cursor {
  const index = columns.findIndex((column) => column.resource.id === cursor.resource_id);
  const column = columns[index];
  if (!column) return cursor;
  if (direction === 'left' || direction === 'right') {
    const next = columns[index + (direction === 'left' ? -1 : 1)];
    return next ? stopAt(axis, next, cursor.at) : cursor;
  }
  const stops = stopsOf(axis, column);
  const here = stops.findIndex((stop) => stop.at === cursor.at && stop.card === cursor.card);
  const wanted =
    here === -1 ? stops.findIndex((stop) => stop.at >= cursor.at) : here + (direction === 'up' ? -1 : 1);
  return stops[wanted] ?? cursor;
}

/** The stop of a column that an instant belongs to: the card that lies there, or free time. */
export function stopAt(axis: Axis, column: ColumnModel, at: number): Cursor {
  const card = column.cards.find((each) => each.start <= at && at < each.end && !each.freed);
  if (card) return stopOn(card);
  const stop = stopsOf(axis, column).findLast((each) => each.at <= at);
  return stop ?? { resource_id: column.resource.id, at: axis.start };
}

export function stopOn(card: CardModel): Cursor {
  return { resource_id: card.resource_id, at: card.start, card: card.key };
}

/** Every stop of a column from top to bottom: its cards, and the free quarter hours between them. */
function stopsOf(axis: Axis, column: ColumnModel): Cursor[] {
  const stops = column.cards.map(stopOn);
  const { id } = column.resource;
  for (let at = axis.start; at < axis.end; at += minutes(stopMinutes)) {
    if (!column.cards.some((card) => card.start <= at && at < card.end && !card.freed))
      stops.push({ resource_id: id, at });
  }
  return stops.sort((a, b) => a.at - b.at || Number(a.card === undefined) - Number(b.card === undefined));
}

/**
 * Where a click on free time starts a booking: at the quarter hour, or right after the visit that ends within it.
 * @param at Milliseconds.
 */
export function clickedStart(axis: Axis, column: ColumnModel, at: number): number {
  const before = column.cards.filter((card) => !card.freed && card.start <= at);
  const busyUntil = Math.max(...before.map((card) => card.end + minutes(card.buffer_after)), axis.start);
  return Math.max(snapDown(axis, at, stopMinutes), Math.min(busyUntil, snapDown(axis, at, 5)));
}

/** The stop itself if it is still there, or the nearest to it: a card may have moved, changed column or gone. */
export function resolveCursor(
  axis: Axis,
  columns: readonly ColumnModel[],
  cursor: Cursor | undefined,
  now: number,
): Cursor | undefined {
  const column = columns.find((each) => each.resource.id === cursor?.resource_id) ?? columns[0];
  if (!column) return undefined;
  if (!cursor) return stopAt(axis, column, startOfWork(axis, column, now));
  if (!cursor.card)
    return cursor.at >= axis.start && cursor.at < axis.end
      ? stopAt(axis, column, cursor.at)
      : resolveCursor(axis, columns, undefined, now);
  const cards = columns.flatMap((each) => each.cards);
  const id = cursor.card.split(' ')[0];
  const card = cards.find((each) => each.key === cursor.card) ?? cards.find((each) => each.id === id);
  if (card) return stopOn(card);
  return resolveCursor(axis, columns, { resource_id: cursor.resource_id, at: cursor.at }, now);
}

/** Now, on today's board; otherwise when the column's day begins. */
function startOfWork(axis: Axis, column: ColumnModel, now: number): number {
  if (now >= axis.start && now < axis.end) return now;
  const first = column.off[0];
  return first && first.start === axis.start && first.end < axis.end ? first.end : axis.start;
}
