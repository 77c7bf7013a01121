import type { Query } from '../../shared/commands/query.ts';
import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { ListPage, View } from '../store/store.ts';
import type { SeriesContents } from './series.ts';
import { type FeedContents, isShown, type Names } from './text.ts';
import { windowStart } from './window.ts';

/** What of the store a feed needs. */
export type FeedSource = Query & Pick<View, 'collectionSeqs' | 'list'>;

/** Bookings at a time: a feed of any size is never in memory as documents. */
const pageSize = 500;

/**
 * Reads what a feed tells of, page by page, bookings in the order of their start, then id; `now` in milliseconds since
 * the epoch. Customers only where the feed names them.
 */
export async function* feedPages(
  source: FeedSource,
  practice: Practice,
  feed: Feed,
  now: number,
): AsyncGenerator<FeedContents> {
  const services = byId(await source.range('services', []));
  const resources = byId(await source.range('resources', []));
  const customers = new Map<string, Pick<Customer, 'name'>>();
  const since = formatInstant(windowStart(practice.timezone, feed.past_days, now));
  let from: ListPage['from'];
  for (;;) {
    const page = source.list('bookings', {
      conditions: [['start_at', '>=', since]],
      sort: 'start_at',
      descending: false,
      limit: pageSize,
      ...(from && { from }),
    });
    const bookings = page.filter((booking) => isShown(booking, feed, since));
    if (feed.privacy !== 'busy') await addNames(source, customers, bookings);
    yield { feed, bookings, now, practice, services, resources, customers };
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    from = { value: last.start_at, id: last.id, backwards: false };
  }
}

/** Reads the customers who are not known from an earlier page, and keeps of them what is shown. */
async function addNames(
  query: Query,
  known: Map<string, Pick<Customer, 'name'>>,
  bookings: readonly Booking[],
): Promise<void> {
  const ids = new Set(bookings.map((booking) => booking.customer_id).filter((id) => !known.has(id)));
  for (const { id, name } of await query.range('customers', [['id', 'in', [...ids]]]))
    known.set(id, { name });
}

/** Reads series and all their visits that a feed shows, one series at a time, in the order of their ids. */
export async function* feedSeries(
  source: FeedSource,
  practice: Practice,
  feed: Feed,
  ids: ReadonlySet<string>,
): AsyncGenerator<Omit<SeriesContents, 'practice'> & { readonly practice: Practice }> {
  if (ids.size === 0) return;
  const services = byId(await source.range('services', []));
  const resources = byId(await source.range('resources', []));
  const customers = new Map<string, Pick<Customer, 'name'>>();
  for (const id of [...ids].sort()) {
    const series = await source.get('series', id);
    const all = await source.range('bookings', [['series_id', '=', id]], { order: 'start_at' });
    // The whole series is told, however long ago it began: it is one event.
    const visits = all.filter((booking) => isShown(booking, feed, ''));
    if (feed.privacy !== 'busy') await addNames(source, customers, visits);
    if (series) yield { feed, series, visits, practice, services, resources, customers };
  }
}

/** Reads what one booking's calendar file tells of. */
export async function loadBooking(
  query: Query,
  practice: Practice,
  booking: Booking,
): Promise<Names & { readonly booking: Booking }> {
  const resourceIds = booking.allocations.map(({ resource_id }) => resource_id);
  return {
    practice,
    booking,
    services: byId(await query.range('services', [['id', 'in', [booking.service_id]]])),
    resources: byId(await query.range('resources', [['id', 'in', resourceIds]])),
    customers: new Map(),
  };
}

function byId<Doc extends BaseDoc>(docs: readonly Doc[]): Map<string, Doc> {
  return new Map(docs.map((doc) => [doc.id, doc]));
}
