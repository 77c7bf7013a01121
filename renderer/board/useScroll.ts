import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { minutes } from '../../shared/time/instants.ts';
import { type Axis, yOf } from './geometry.ts';
import type { ColumnModel } from './model.ts';

/**
 * First shows where work begins, or now where the working day does not fit; keeps the time of day that is in the
 * middle when the board is made larger or smaller, and the place when the day changes.
 */
export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  axis: Axis,
  columns: readonly ColumnModel[],
  now: number,
): void {
  const scale = useRef<number>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    const before = scale.current;
    if (!element || columns.length === 0 || before === axis.pxPerMinute) return;
    scale.current = axis.pxPerMinute;
    const half = element.clientHeight / 2;
    element.scrollTop =
      before === undefined
        ? firstTop(axis, columns, now, half)
        : ((element.scrollTop + half) * axis.pxPerMinute) / before - half;
  });
}

function firstTop(axis: Axis, columns: readonly ColumnModel[], now: number, half: number): number {
  const opening = columns.flatMap(({ axis: { start, end }, off: [first] }) =>
    first && first.start === start && first.end < end ? first.end - start : [],
  );
  const work = opening.length > 0 ? Math.min(...opening) : minutes(8 * 60);
  const top = yOf(axis, axis.start + work) - 12;
  const today = columns.find(({ axis: { start, end } }) => now >= start && now < end);
  return today ? Math.max(top, yOf(today.axis, now) - half) : top;
}

/** Pixels below which a column counts as narrow. */
const narrowWidth = 155;

/** Whether the columns are wide enough that cards need not leave anything out. */
export function useWide(count: number) {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    // Before the first paint, so that no card is seen to change.
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, wide: width >= count * narrowWidth };
}
