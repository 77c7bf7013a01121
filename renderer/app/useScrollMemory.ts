import { type RefObject, useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import page from '../ui/page.module.css';

/** Milliseconds in which a screen may fill before its old place is given up. */
const patience = 1_500;

/** Back on a screen that scrolls, it stands where it was left. */
export function useScrollMemory(main: RefObject<HTMLElement | null>): void {
  const { key } = useLocation();
  const way = useNavigationType();
  const places = useRef(new Map<string, number>());
  useEffect(() => {
    const body = main.current?.getElementsByClassName(page.body ?? '')[0];
    if (!body) return;
    const wished = way === 'POP' ? places.current.get(key) : undefined;
    const remember = () => places.current.set(key, body.scrollTop);
    let stop: () => void = () => undefined;
    if (wished) stop = scrollOnceFilled(body, wished);
    body.addEventListener('scroll', remember, { passive: true });
    return () => {
      stop();
      body.removeEventListener('scroll', remember);
    };
  }, [key, way, main]);
}

/** What a screen shows arrives a moment after the screen itself. */
function scrollOnceFilled(body: Element, top: number): () => void {
  const place = () => {
    if (body.scrollHeight - body.clientHeight < top) return;
    body.scrollTop = top;
    stop();
  };
  const watcher = new MutationObserver(place);
  const timer = setTimeout(() => watcher.disconnect(), patience);
  const stop = () => {
    watcher.disconnect();
    clearTimeout(timer);
  };
  watcher.observe(body, { childList: true, subtree: true });
  place();
  return stop;
}
