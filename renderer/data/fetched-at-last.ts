import type { Platform } from './platform.ts';

/** Milliseconds until code is asked for again: whoever serves the window's files may be away for a moment. */
const pause = 1_000;

/** Code that a desk cannot do without, however long it takes: what a person did is not lost because it is not here yet. */
export async function fetchedAtLast<T>(after: Platform['after'], load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise<void>((again) => after(pause, again));
    }
  }
}
