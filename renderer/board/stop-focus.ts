import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Cursor } from './stops.ts';

/** Moves the keyboard's stop and the focus with it, and keeps the focus on the board when its card is drawn anew. */
export function useStopFocus(
  scroller: RefObject<HTMLDivElement | null>,
  setWished: (cursor: Cursor) => void,
) {
  const wanted = useRef(false);
  // Before anything is painted: a key that comes right after a turn of the day or week finds its card.
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const stop = scroller.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
    if (!stop || document.activeElement === stop) return;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const left = (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node && !root.contains(event.relatedTarget)) wanted.current = false;
    };
    const pressed = () => {
      wanted.current = false;
    };
    /** Whoever works by keyboard stays on the board although the next day has other cards. */
    const typed = ({ target }: KeyboardEvent) => {
      if (target instanceof Element && target.matches('[role="gridcell"]')) wanted.current = true;
    };
    root.addEventListener('keydown', typed, true);
    root.addEventListener('focusout', left);
    window.addEventListener('pointerdown', pressed, true);
    return () => {
      root.removeEventListener('keydown', typed, true);
      root.removeEventListener('focusout', left);
      window.removeEventListener('pointerdown', pressed, true);
    };
  }, [scroller]);
  return useCallback(
    (cursor: Cursor) => {
      wanted.current = true;
      setWished(cursor);
    },
    [setWished],
  );
}

/**
 * Back from what was open beside the board (a booking's drawer, the form of a new one), the keyboard is where it was.
 * @param openId Undefined while nothing is open.
 */
export function useReturn(
  openId: string | undefined,
  cursor: Cursor | undefined,
  goTo: (cursor: Cursor) => void,
) {
  const before = useRef(openId);
  useEffect(() => {
    const closed = before.current !== undefined && openId === undefined;
    before.current = openId;
    const focused = document.activeElement;
    if (closed && cursor && (focused === null || focused === document.body)) goTo({ ...cursor });
  });
}
