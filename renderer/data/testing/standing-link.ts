import type { Link } from '../link.ts';
import { signal } from '../signal.ts';

/** A connection that stands, and does nothing by itself. */
export function standingLink(): Link {
  return {
    state: signal('online'),
    signal: () => new AbortController().signal,
    restart: () => undefined,
    wake: () => undefined,
    heed: () => undefined,
    close: () => undefined,
  };
}
