import { minutes } from '../../shared/time/instants.ts';
import { localDay } from '../../shared/time/zones.ts';
import { type Axis, snapDown } from './geometry.ts';
import type { CardModel, ColumnModel } from './model.ts';
import { sameTime } from './tracks.ts';

/** Where the keyboard stands on the board: in a column, on a card or, where there is none, on free time. */
export interface Cursor {
  /** The column's key. */
  readonly column: string;
  /** Milliseconds: the start of the card or of the free stop. */
  readonly at: number;
  /** The card's key; absent on free time. */
  readonly card?: string;
}

/** Minutes between two stops of the keyboard on free time. */
export const stopMinutes = 15;

/** `before` and `after`: the column towards the inline start and end. */
export type Direction = 'up' | 'down' | 'before' | 'after';

/** The stop that an arrow key leads to; the same one where the board ends. */
export function moveCursor(columns: readonly ColumnModel[], cursor: Cursor, direction: Direction): Cursor {
  const index = columns.findIndex((column) => column.key === cursor.column);
  const column = columns[index];
  if (!column) return cursor;
  if (direction === 'before' || direction === 'after') {
    const next = columns[index + (direction === 'before' ? -1 : 1)];
    return next ? stopAt(next, sameTime(next.axis, cursor.at)) : cursor;
  }
  const stops = stopsOf(column);
  const here = stops.findIndex((stop) => stop.at === cursor.at && stop.card === cursor.card);
  const wanted =
    here === -1 ? stops.findIndex((stop) => stop.at >= cursor.at) : here + (direction === 'up' ? -1 : 1);
  return stops[wanted] ?? cursor;
}

/** The stop of a column that an instant belongs to: the card that lies there, or free time. */
export function stopAt(column: ColumnModel, at: number): Cursor {
  const card = column.cards.find((each) => each.start <= at && at < each.end && !each.freed);
  if (card) return stopOn(card);
  const stop = stopsOf(column).findLast((each) => each.at <= at);
  return stop ?? { column: column.key, at: column.axis.start };
}

export function stopOn(card: CardModel): Cursor {
  return { column: card.column, at: card.start, card: card.key };
}

/** Every stop of a column from top to bottom: its cards, and the free quarter hours between them. */
function stopsOf({ key, axis, cards }: ColumnModel): Cursor[] {
  const stops = cards.map(stopOn);
  for (let at = axis.start; at < axis.end; at += minutes(stopMinutes)) {
    if (!cards.some((card) => card.start <= at && at < card.end && !card.freed))
      stops.push({ column: key, at });
  }
  return stops.sort((a, b) => a.at - b.at || Number(a.card === undefined) - Number(b.card === undefined));
}

/**
 * Where a click on free time starts a booking: at the quarter hour, or right after the visit that ends within it.
 * @param at Milliseconds.
 */
export function clickedStart({ axis, cards }: ColumnModel, at: number): number {
  const before = cards.filter((card) => !card.freed && card.start <= at);
  const busyUntil = Math.max(...before.map((card) => card.end + minutes(card.buffer_after)), axis.start);
  return Math.max(snapDown(axis, at, stopMinutes), Math.min(busyUntil, snapDown(axis, at, 5)));
}

/**
 * The stop itself if it is still there, or the nearest to it: a card may have moved, changed column or gone; another
 * day has the same column and time, another week the same weekday.
 */
export function resolveCursor(
  columns: readonly ColumnModel[],
  cursor: Cursor | undefined,
  now: number,
): Cursor | undefined {
  const [first] = columns;
  if (!first) return undefined;
  if (!cursor) {
    const today = columns.find(({ axis }) => isWithin(axis, now)) ?? first;
    return stopAt(today, startOfWork(today, now));
  }
  if (cursor.card) {
    const cards = columns.flatMap((each) => each.cards);
    const [id] = cursor.card.split(' ');
    const card = cards.find((each) => each.key === cursor.card) ?? cards.find((each) => each.id === id);
    return card ? stopOn(card) : resolveCursor(columns, { column: cursor.column, at: cursor.at }, now);
  }
  const { zone } = first.axis;
  const column =
    columns.find((each) => each.key === cursor.column) ??
    columns.find(({ axis }) => (localDay(zone, axis.start) - localDay(zone, cursor.at)) % 7 === 0) ??
    first;
  return stopAt(column, sameTime(column.axis, cursor.at));
}

/** Now, on today's board; otherwise when the column's day begins. */
function startOfWork({ axis, off: [first] }: ColumnModel, now: number): number {
  if (isWithin(axis, now)) return now;
  return first && first.start === axis.start && first.end < axis.end ? first.end : axis.start;
}

function isWithin(axis: Axis, at: number): boolean {
  return at >= axis.start && at < axis.end;
}
