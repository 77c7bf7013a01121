import type { Ref } from 'react';
import { usePractice } from '../app/practice.tsx';
import type { Draft } from '../booking/QuickBooking.tsx';
import classes from './board.module.css';
import { type Axis, boxOf } from './geometry.ts';

interface DraftMarkProps {
  readonly axis: Axis;
  readonly columns: readonly string[];
  readonly draft: Draft;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Where the booking that is being made would lie; its form hangs on it. */
export function DraftMark({ axis, columns, draft, ref }: DraftMarkProps) {
  const { format } = usePractice();
  const box = boxOf(axis, draft) ?? { top: 0, height: 0 };
  const index = Math.max(columns.indexOf(draft.column), 0);
  return (
    <div
      ref={ref}
      className={classes.draft}
      aria-hidden
      style={{
        left: `calc(${(index / columns.length) * 100}% + 2px)`,
        width: `calc(${100 / columns.length}% - 5px)`,
        marginTop: box.top,
        height: Math.max(box.height - 1, 14),
      }}
    >
      {format.times(draft.start, draft.end)}
    </div>
  );
}
