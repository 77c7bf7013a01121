import type { CalendarFile } from './file.ts';

interface Entry {
  readonly version: string;
  readonly file: Promise<CalendarFile>;
}

/** The newest file of each feed, so that a calendar client that asks again and again costs next to nothing. */
export interface FeedCache {
  /** The feed's file if it is of this version, and otherwise what `build` makes; asked at once, built once. */
  get(feedId: string, version: string, build: () => Promise<CalendarFile>): Promise<CalendarFile>;
}

/**
 * Keeps the files of the feeds that were asked for last.
 * @param capacity Feeds at most; 5,000 bookings take about 2 MB.
 */
export function feedCache(capacity = 16): FeedCache {
  const entries = new Map<string, Entry>();

  function forget(feedId: string, entry: Entry): void {
    if (entries.get(feedId) === entry) entries.delete(feedId);
  }

  return {
    get(feedId, version, build) {
      const known = entries.get(feedId);
      const entry = known?.version === version ? known : { version, file: build() };
      // A map remembers the order of insertion: what was asked for last goes to its end.
      entries.delete(feedId);
      entries.set(feedId, entry);
      if (entry !== known) entry.file.catch(() => forget(feedId, entry));
      const oldest = entries.keys().next();
      if (entries.size > capacity && !oldest.done) entries.delete(oldest.value);
      return entry.file;
    },
  };
}
