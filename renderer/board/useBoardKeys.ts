import { type KeyboardEvent, useCallback } from 'react';
import { nudge, type Target } from './drag.ts';
import type { Drag } from './drag-store.ts';
import type { Axis } from './geometry.ts';
import type { CardModel, ColumnModel } from './model.ts';
import { type Cursor, type Direction, moveCursor, stopAt } from './stops.ts';

interface BoardKeys {
  readonly axis: Axis;
  readonly columns: readonly ColumnModel[];
  readonly cursor: Cursor | undefined;
  readonly drag: () => Drag | undefined;
  readonly cardOf: (key: string) => CardModel | undefined;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onOpen: (cursor: Cursor) => void;
  readonly onLift: (card: CardModel, mode: 'move' | 'resize') => void;
  readonly onMove: (target: Target) => void;
  readonly onDrop: () => void;
  readonly onCancel: () => void;
  /** Another day: -1 or 1. */
  readonly onDay: (by: number) => void;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * The board by keyboard alone: arrows go from stop to stop, Enter opens or books, `m` moves and `r` resizes the card
 * (arrows: a quarter of an hour or a column, with Shift five minutes; Enter drops, Escape leaves it), Home and End go
 * to the working day's ends, Page Up and Page Down to another day.
 */
export function useBoardKeys(keys: BoardKeys): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const drag = keys.drag();
      const handled =
        drag?.via === 'keyboard' && !drag.dropped ? moving(event, keys, drag) : standing(event, keys);
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [keys],
  );
}

function moving(event: KeyboardEvent, keys: BoardKeys, drag: Drag): boolean {
  const direction = arrows[event.key];
  if (direction) {
    const minutes = event.shiftKey ? 5 : 15;
    const step = {
      columns: direction === 'left' ? -1 : direction === 'right' ? 1 : 0,
      minutes: direction === 'up' ? -minutes : direction === 'down' ? minutes : 0,
    };
    const ids = keys.columns.map((column) => column.resource.id);
    keys.onMove(nudge(keys.axis, ids, drag.card, drag.target, drag.mode, step));
    return true;
  }
  if (event.key === 'Enter' || event.key === ' ') keys.onDrop();
  else if (event.key === 'Escape') keys.onCancel();
  // Tab must not leave a card in the air.
  return event.key !== 'F5';
}

function standing(event: KeyboardEvent, keys: BoardKeys): boolean {
  const { axis, columns, cursor } = keys;
  if (!cursor) return false;
  const direction = arrows[event.key];
  if (direction) {
    keys.onCursor(moveCursor(axis, columns, cursor, direction));
    return true;
  }
  const card = keys.cardOf(cursor.card ?? '');
  const column = columns.find((each) => each.resource.id === cursor.resource_id);
  switch (event.key) {
    case 'Enter':
    case ' ':
      keys.onOpen(cursor);
      return true;
    case 'm':
    case 'r':
      if (card?.movable) keys.onLift(card, event.key === 'm' ? 'move' : 'resize');
      return card !== undefined;
    case 'Home':
      if (column) keys.onCursor(stopAt(axis, column, column.off[0]?.end ?? axis.start));
      return true;
    case 'End':
      if (column) keys.onCursor(stopAt(axis, column, (column.off.at(-1)?.start ?? axis.end) - 1));
      return true;
    case 'PageUp':
    case 'PageDown':
      keys.onDay(event.key === 'PageUp' ? -1 : 1);
      return true;
    default:
      return false;
  }
}
