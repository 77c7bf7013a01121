import type { Platform } from './platform.ts';

/** Milliseconds until code is asked for again: whoever serves the window's files may be away for a moment. */
const pause = 1_000;
/** Milliseconds that somebody waits for what they have done. */
const patience = 3_000;

/** Code that a desk cannot do without, however long it takes. */
export async function fetchedAtLast<T>(after: Platform['after'], load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise<void>((again) => after(pause, again));
    }
  }
}

/** What is being fetched, if it comes as soon as somebody who waits for it may expect; else undefined. */
export function soon<T>(after: Platform['after'], fetching: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const stop = after(patience, () => resolve(undefined));
    void fetching.then((found) => {
      stop();
      resolve(found);
    });
  });
}
