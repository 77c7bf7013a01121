import type { Query } from '../../shared/commands/query.ts';
import type { Feed } from '../../shared/resources/access.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import type { Practice } from '../../shared/resources/practice.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { FeedContents, Names } from './text.ts';
import { windowStart } from './window.ts';

/** Reads what a feed tells of; `now` in milliseconds since the epoch. Customers only where the feed names them. */
export async function loadFeed(
  query: Query,
  practice: Practice,
  feed: Feed,
  now: number,
): Promise<FeedContents> {
  const from = formatInstant(windowStart(practice.timezone, feed.past_days, now));
  const bookings = await query.range('bookings', [['start_at', '>=', from]]);
  const named = feed.privacy === 'busy' ? [] : bookings.map((booking) => booking.customer_id);
  return {
    feed,
    bookings,
    now,
    practice,
    services: byId(await query.range('services', [])),
    resources: byId(await query.range('resources', [])),
    customers: await loadAll(query, 'customers', named),
  };
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
    services: await loadAll(query, 'services', [booking.service_id]),
    resources: await loadAll(query, 'resources', resourceIds),
    customers: new Map(),
  };
}

async function loadAll<Name extends ResourceName>(
  query: Query,
  resource: Name,
  ids: readonly string[],
): Promise<Map<string, Docs[Name]>> {
  const found = await Promise.all([...new Set(ids)].map((id) => query.get(resource, id)));
  return byId(found.filter((doc) => doc !== undefined));
}

function byId<Doc extends BaseDoc>(docs: readonly Doc[]): Map<string, Doc> {
  return new Map(docs.map((doc) => [doc.id, doc]));
}
