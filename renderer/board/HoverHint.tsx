import { type RefObject, useEffect, useRef } from 'react';
import { minutes } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './board.module.css';
import { instantAt, yOf } from './geometry.ts';
import type { ColumnModel } from './model.ts';
import { clickedStart, stopMinutes } from './stops.ts';
import { pointIn } from './usePointerDrag.ts';

interface HoverHintProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly columns: readonly ColumnModel[];
}

/** Under the mouse on free time: where a click would book. Moved without React, it follows every pixel. */
export function HoverHint({ scroller, columns }: HoverHintProps) {
  const hint = useRef<HTMLDivElement>(null);
  const { format } = usePractice();
  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const hide = () => {
      if (hint.current) hint.current.style.display = 'none';
    };
    const follow = (event: PointerEvent) => {
      const element = hint.current;
      const over = event.target instanceof Element ? event.target : undefined;
      // While something is dragged, every frame counts.
      if (event.buttons !== 0 || over?.closest('[data-card], [data-block]')) return hide();
      const body = over?.closest<HTMLElement>('[data-column]');
      const index = columns.findIndex((column) => column.key === body?.dataset.column);
      const column = columns[index];
      const point = pointIn(root, event.clientX, event.clientY);
      if (!element || !column || !point) return hide();
      const { axis } = column;
      const start = clickedStart(column, instantAt(axis, point.y));
      const next = column.cards.find((card) => !card.freed && card.start >= start);
      const end = Math.min(start + minutes(stopMinutes), next?.start ?? axis.end);
      element.style.display = 'block';
      element.style.insetInlineStart = `${(index / columns.length) * 100}%`;
      element.style.width = `${100 / columns.length}%`;
      element.style.transform = `translateY(${yOf(axis, start)}px)`;
      element.style.height = `${Math.max(yOf(axis, end) - yOf(axis, start), 14)}px`;
      element.textContent = `+ ${format.time(start)}`;
    };
    root.addEventListener('pointermove', follow);
    root.addEventListener('pointerleave', hide);
    return () => {
      root.removeEventListener('pointermove', follow);
      root.removeEventListener('pointerleave', hide);
    };
  }, [scroller, columns, format]);
  return <div ref={hint} className={classes.hint} aria-hidden />;
}
