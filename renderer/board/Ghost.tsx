import { usePractice } from '../app/practice.tsx';
import { type Store, useStore } from '../ui/store.ts';
import classes from './board.module.css';
import { DraftMark } from './DraftMark.tsx';
import type { Target } from './drag.ts';
import type { Drag, DragStore } from './drag-store.ts';
import { acrossOf, boxOf } from './geometry.ts';
import { type Track, trackIndex } from './tracks.ts';

interface GhostProps {
  readonly store: DragStore;
  /** The columns in the order of reading. */
  readonly tracks: readonly Track[];
  /** What the verdict says, in words. */
  readonly words: (drag: Drag) => string;
}

/** Shows where a dragged card would come to lie and what the rules say to it. The only part that follows the pointer. */
export function Ghost({ store, tracks, words }: GhostProps) {
  const drag = useStore(store, (value) => value);
  const { format } = usePractice();
  if (!drag) return null;
  const { target, card, verdict } = drag;
  const index = trackIndex(tracks, target);
  const axis = tracks[index]?.axis;
  const box = axis && boxOf(axis, target);
  if (!box) return null;
  return (
    <div
      className={classes.ghost}
      data-verdict={verdict.kind}
      data-dropped={drag.dropped || undefined}
      aria-hidden
      style={{
        ...acrossOf(index, tracks.length),
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

/** The stretch of free time that is being marked. */
export function MarkGhost({
  store,
  tracks,
}: {
  readonly store: Store<Target | undefined>;
  readonly tracks: readonly Track[];
}) {
  const target = useStore(store, (value) => value);
  if (!target) return null;
  return <DraftMark tracks={tracks} {...target} kind="block" />;
}
