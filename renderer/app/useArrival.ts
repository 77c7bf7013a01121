import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { screenAt } from './screens.ts';

/**
 * On another screen the keyboard and screen readers are where it begins: at its heading, unless it chose a field itself.
 * What opens beside a screen (a drawer with an address of its own) is not another screen.
 */
export function useArrival(main: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const screen = screenAt(pathname)?.path ?? pathname;
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    const root = main.current;
    if (!root || (document.activeElement !== root && root.contains(document.activeElement))) return;
    const heading = root.querySelector<HTMLElement>('h1');
    if (heading) heading.tabIndex = -1;
    (heading ?? root).focus({ preventScroll: true });
  }, [screen, main]);
}
