import { usePractice } from '../app/practice.tsx';
import { useStore } from '../ui/store.ts';
import classes from './board.module.css';
import type { Drag, DragStore } from './drag-store.ts';
import { type Axis, boxOf } from './geometry.ts';

interface GhostProps {
  readonly store: DragStore;
  readonly axis: Axis;
  /** Ids of the columns from left to right. */
  readonly columns: readonly string[];
  /** What the verdict says, in words. */
  readonly words: (drag: Drag) => string;
}

/** Shows where a dragged card would come to lie and what the rules say to it. The only part that follows the pointer. */
export function Ghost({ store, axis, columns, words }: GhostProps) {
  const drag = useStore(store, (value) => value);
  const { format } = usePractice();
  if (!drag) return null;
  const { target, card, verdict } = drag;
  const box = boxOf(axis, target);
  const index = columns.indexOf(target.resource_id);
  if (!box || index === -1) return null;
  return (
    <div
      className={classes.ghost}
      data-verdict={verdict.kind}
      data-dropped={drag.dropped || undefined}
      aria-hidden
      style={{
        left: `calc(${(index / columns.length) * 100}% + 2px)`,
        width: `calc(${100 / columns.length}% - 5px)`,
        transform: `translateY(${box.top}px)`,
        height: Math.max(box.height - 1, 14),
      }}
    >
      <div className={classes.ghostTime}>
        {format.times(target.start, target.end)} <span>{card.customer}</span>
      </div>
      <div className={classes.ghostWords}>{words(drag)}</div>
    </div>
  );
}
