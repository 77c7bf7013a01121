import type { Query } from '../../shared/commands/query.ts';
import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import type { FeedCache } from './feed-cache.ts';
import { type CalendarFile, calendarFile } from './file.ts';
import { type FeedSource, feedPages, feedSeries, loadBooking } from './load.ts';
import { seriesEvents } from './series.ts';
import { bookingText, feedEvents, feedText } from './text.ts';
import { windowStart } from './window.ts';
import { zonesUsed } from './zone.ts';

/** A feed shows these and nothing else: while none of them changes, neither does its text. */
const shown = ['practice', 'feeds', 'bookings', 'series', 'services', 'resources', 'customers'] as const;

/**
 * The file of a feed, from the cache while nothing that it shows has changed.
 * @param epoch The store's epoch: the numbers of another start over.
 * @param now Milliseconds since the epoch.
 */
export async function feedFile(
  cache: FeedCache,
  source: FeedSource,
  { practice, feed, epoch, now }: { practice: Practice; feed: Feed; epoch: string; now: number },
): Promise<CalendarFile> {
  const seqs = source.collectionSeqs();
  const window = windowStart(practice.timezone, feed.past_days, now);
  const version = [epoch, window, ...shown.map((name) => seqs[name] ?? 0)].join(' ');
  return cache.get(feed.id, version, async () => {
    const pages: string[] = [];
    const seriesIds = new Set<string>();
    for await (const page of feedPages(source, practice, feed, now)) {
      pages.push(feedEvents(page));
      for (const { series_id } of page.bookings) if (series_id) seriesIds.add(series_id);
    }
    const zones = zonesUsed();
    for await (const one of feedSeries(source, practice, feed, seriesIds)) {
      zones.add(one.series);
      pages.push(seriesEvents(one));
    }
    return calendarFile(`${feed.id}.ics`, feedText({ practice, feed }, [zones.text(), ...pages]));
  });
}

/** The file of one booking, made anew each time. */
export async function bookingFile(query: Query, practice: Practice, booking: Booking): Promise<CalendarFile> {
  return calendarFile(`${booking.id}.ics`, bookingText(await loadBooking(query, practice, booking)));
}
