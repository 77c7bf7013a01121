import { expect, test } from 'vitest';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import type { ListPage } from '../store/store.ts';
import { type FeedSource, feedPages } from './load.ts';
import { makeBooking } from './testing.ts';

/** Answers pages as the store does, of bookings that all start at the same instant. */
function sourceOf(bookings: readonly Booking[]): FeedSource {
  return {
    get: async () => undefined,
    range: async () => [],
    claims: async () => [],
    collectionSeqs: () => ({}),
    list: (_resource, { from, limit }: ListPage) =>
      bookings.filter((booking) => !from || booking.id > from.id).slice(0, limit) as never[],
  };
}

const practice = { timezone: 'Asia/Kolkata', name: 'Dune Clinic' } as Practice;
const feed = { id: 'feed_1', name: 'All', privacy: 'busy', past_days: 30 } as Parameters<typeof feedPages>[2];

test.each([0, 1, 499, 500, 501, 1000, 1203])('a feed of %i bookings has each of them once', async (count) => {
  const ids = Array.from({ length: count }, (_, i) => `bk_${String(i).padStart(5, '0')}`);
  const source = sourceOf(ids.map((id) => makeBooking({ id })));
  const found: string[] = [];
  for await (const page of feedPages(source, practice, feed, Date.UTC(2026, 3, 15, 12)))
    found.push(...page.bookings.map(({ id }) => id));
  expect(found).toEqual(ids);
});
