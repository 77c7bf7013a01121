import { type RefObject, useEffect, useRef } from 'react';

/**
 * Of what takes the whole window: the keyboard and screen readers begin at its heading, unless it chose a field itself or
 * the window was opened with it.
 */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body || !heading.current) return;
    heading.current.tabIndex = -1;
    heading.current.focus();
  }, []);
  return heading;
}
