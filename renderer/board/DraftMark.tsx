import type { Ref } from 'react';
import type { Interval } from '../../shared/time/interval.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { acrossOf, boxOf } from './geometry.ts';
import { type Track, trackIndex } from './tracks.ts';

interface DraftMarkProps extends Interval {
  readonly tracks: readonly Track[];
  readonly resource_id: string;
  readonly kind: 'booking' | 'block';
  readonly ref?: Ref<HTMLDivElement>;
}

/** Where the booking or the block that is being made would lie; its form hangs on it. */
export function DraftMark({ tracks, resource_id, start, end, kind, ref }: DraftMarkProps) {
  const { format } = usePractice();
  const index = Math.max(trackIndex(tracks, { resource_id, start }), 0);
  const axis = tracks[index]?.axis;
  const box = (axis && boxOf(axis, { start, end })) ?? { top: 0, height: 0 };
  return (
    <div
      ref={ref}
      className={classes.draft}
      data-kind={kind}
      aria-hidden
      style={{
        ...acrossOf(index, tracks.length),
        marginTop: box.top,
        height: Math.max(box.height - 1, 14),
      }}
    >
      {format.times(start, end)}
    </div>
  );
}
