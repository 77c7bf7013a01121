import { Fragment } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useStore } from '../ui/store.ts';
import classes from './board.module.css';
import type { ColumnEdge } from './drag.ts';
import type { Drag, DragStore } from './drag-store.ts';
import { type Axis, boxOf } from './geometry.ts';

interface GhostProps {
  readonly store: DragStore;
  readonly axis: Axis;
  readonly edges: () => readonly ColumnEdge[];
  /** What the verdict says, in words. */
  readonly words: (drag: Drag) => string;
}

/** Shows where a dragged card would come to lie and what the rules say to it. The only part that follows the pointer. */
export function Ghost({ store, axis, edges, words }: GhostProps) {
  const drag = useStore(store, (value) => value);
  const { format } = usePractice();
  if (!drag) return null;
  const { target, card, verdict } = drag;
  const box = boxOf(axis, target);
  const edge = edges().find((each) => each.resource_id === target.resource_id);
  if (!box || !edge) return <Fragment />;
  return (
    <div
      className={classes.ghost}
      data-verdict={verdict.kind}
      data-dropped={drag.dropped || undefined}
      aria-hidden
      style={{
        transform: `translate(${edge.left + 2}px, ${box.top}px)`,
        width: edge.width - 5,
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
