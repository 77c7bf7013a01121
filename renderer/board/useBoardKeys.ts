import { type KeyboardEvent, useCallback } from 'react';
import { minutes } from '../../shared/time/instants.ts';
import { isShortcut } from '../app/shortcuts.ts';
import { nudge, type Target } from './drag.ts';
import type { Drag } from './drag-store.ts';
import { clamp } from './geometry.ts';
import type { CardModel, ColumnModel } from './model.ts';
import { type Cursor, type Direction, moveCursor, stopAt, stopMinutes } from './stops.ts';

interface BoardKeys {
  readonly columns: readonly ColumnModel[];
  readonly cursor: Cursor | undefined;
  /** Words, and with them the columns, run from right to left. */
  readonly rtl: boolean;
  readonly drag: () => Drag | undefined;
  /** The stretch of free time that is being marked. */
  readonly mark: () => Target | undefined;
  readonly cardOf: (key: string) => CardModel | undefined;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onOpen: (cursor: Cursor) => void;
  readonly onLift: (card: CardModel, mode: 'move' | 'resize') => void;
  readonly onMove: (target: Target) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
  readonly onMark: (target: Target) => void;
  readonly onMarked: () => void;
  readonly onUnmark: () => void;
  /** A block at the cursor is opened; false where there is none. */
  readonly onBlock: (cursor: Cursor) => boolean;
  /** Earlier or later: -1 or 1. */
  readonly onStep: (by: number) => void;
  /** The day, or the week, of the cursor's column. */
  readonly onSpan: (span: 'day' | 'week', column: ColumnModel) => void;
}

/**
 * The board by keyboard alone: arrows go from stop to stop, Enter opens or books, `m` moves and `r` resizes the card
 * (arrows: a quarter of an hour or a column, with Shift five minutes; Enter drops, Escape leaves it), `b` marks free
 * time to block it or opens the block that is there, Home and End go to the working day's ends, Page Up and Page Down
 * to another day or week, `1` and `2` show the day and the week of the column.
 */
export function useBoardKeys(keys: BoardKeys): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const drag = keys.drag();
      const mark = keys.mark();
      const handled =
        drag?.via === 'keyboard' && !drag.dropped
          ? moving(event, keys, drag)
          : mark
            ? marking(event, keys, mark)
            : standing(event, keys);
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [keys],
  );
}

function directionOf({ key }: KeyboardEvent, rtl: boolean): Direction | undefined {
  switch (key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return rtl ? 'after' : 'before';
    case 'ArrowRight':
      return rtl ? 'before' : 'after';
    default:
      return undefined;
  }
}

function minutesOf(direction: Direction, event: KeyboardEvent): number {
  const step = isShortcut(event, 'boardFine') ? 5 : stopMinutes;
  return direction === 'up' ? -step : direction === 'down' ? step : 0;
}

function moving(event: KeyboardEvent, keys: BoardKeys, drag: Drag): boolean {
  const direction = directionOf(event, keys.rtl);
  if (direction) {
    const step = {
      columns: direction === 'before' ? -1 : direction === 'after' ? 1 : 0,
      minutes: minutesOf(direction, event),
    };
    keys.onMove(nudge(keys.columns, drag.card, drag.target, drag.mode, step));
    return true;
  }
  if (isShortcut(event, 'boardOpen')) keys.onDrop();
  else if (isShortcut(event, 'boardLeave')) keys.onCancel();
  // Tab must not leave a card in the air.
  return event.key !== 'F5';
}

function marking(event: KeyboardEvent, keys: BoardKeys, mark: Target): boolean {
  const direction = directionOf(event, keys.rtl);
  const column = keys.columns.find((each) => each.key === keys.cursor?.column);
  if (direction && column) {
    const end = mark.end + minutes(minutesOf(direction, event));
    keys.onMark({ ...mark, end: clamp(end, mark.start + minutes(5), column.axis.end) });
    return true;
  }
  if (isShortcut(event, 'boardOpen')) keys.onMarked();
  else if (isShortcut(event, 'boardLeave')) keys.onUnmark();
  return event.key !== 'F5';
}

function standing(event: KeyboardEvent, keys: BoardKeys): boolean {
  const { columns, cursor } = keys;
  if (!cursor) return false;
  const direction = directionOf(event, keys.rtl);
  if (direction && isShortcut(event, 'boardWalk')) {
    keys.onCursor(moveCursor(columns, cursor, direction));
    return true;
  }
  const card = keys.cardOf(cursor.card ?? '');
  const column = columns.find((each) => each.key === cursor.column);
  if (!column) return false;
  const { axis, off, resource } = column;
  if (isShortcut(event, 'boardMove') || isShortcut(event, 'boardResize')) {
    if (card?.movable) keys.onLift(card, isShortcut(event, 'boardMove') ? 'move' : 'resize');
    return card !== undefined;
  }
  if (isShortcut(event, 'boardBlock')) {
    if (card || keys.onBlock(cursor)) return true;
    const end = Math.min(cursor.at + minutes(stopMinutes), axis.end);
    keys.onMark({ resource_id: resource.id, start: cursor.at, end });
    return true;
  }
  if (isShortcut(event, 'boardOpen')) {
    keys.onOpen(cursor);
    return true;
  }
  if (isShortcut(event, 'boardEnds')) {
    const [begins, ends] = [off[0]?.end ?? axis.start, (off.at(-1)?.start ?? axis.end) - 1];
    keys.onCursor(stopAt(column, event.key === 'Home' ? begins : ends));
    return true;
  }
  if (isShortcut(event, 'boardTurn')) {
    keys.onStep(event.key === 'PageUp' ? -1 : 1);
    return true;
  }
  if (isShortcut(event, 'boardDay') || isShortcut(event, 'boardWeek')) {
    keys.onSpan(isShortcut(event, 'boardDay') ? 'day' : 'week', column);
    return true;
  }
  return false;
}
