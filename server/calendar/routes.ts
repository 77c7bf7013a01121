import { missing } from '../../shared/commands/common.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import { hashSecret } from '../gates/auth.ts';
import { calendarSync } from '../gates/plans.ts';
import { feedCache } from './feed-cache.ts';
import { bookingFile, feedFile } from './feed-file.ts';
import type { CalendarFile } from './file.ts';
import { calendarReply } from './reply.ts';

const calendar = { status: 200, description: 'iCalendar (RFC 5545)', contentType: 'text/calendar' };

/** What calendar programs read. A feed's address is its own proof, so it needs no key. */
export function calendarRoutes(): Route[] {
  const cache = feedCache();
  return [
    {
      method: 'GET',
      path: '/calendar/feed/{token}.ics',
      operation: 'calendar_feed',
      tag: 'calendar',
      summary: 'The bookings of a feed, for calendar programs',
      scope: 'public',
      answers: [calendar, { status: 304, description: 'Unchanged since the ETag in If-None-Match' }],
      errors: ['not_found', 'rate_limited'],
      async handle(call) {
        const token = call.params.token ?? '';
        const store = call.hub.stores[token.startsWith('cal_test_') ? 'test' : 'live'];
        const feed = store.lookup('feeds', hashSecret(token));
        if (!feed || feed.revoked_at)
          throw new RefusalError(refuse('not_found', 'There is no such calendar'));
        const limits = call.hub.limits.take(feed.id, [calendarSync]);
        const use = { mode: store.mode, tenant: feed.tenant_id, of: 'feeds' as const, id: feed.id };
        call.hub.uses.note(use, call.hub.clock());
        const file = await store.read(feed.tenant_id, async (view) => {
          const practice = await view.get('practice', feed.tenant_id);
          if (!practice) throw new RefusalError(missing('practice', feed.tenant_id));
          return feedFile(cache, view, { practice, feed, epoch: store.epoch, now: call.hub.clock() });
        });
        return reply(call, file, limits);
      },
    },
    {
      method: 'GET',
      path: '/v2/bookings/{id}/ics',
      operation: 'get_booking_ics',
      tag: 'bookings',
      summary: 'One booking as an iCalendar file',
      scope: 'bookings:read',
      answers: [calendar],
      errors: ['not_found'],
      async handle(call) {
        const { hub, caller } = call;
        const id = call.params.id ?? '';
        const file = await hub.stores[caller.mode].read(caller.tenant, async (view) => {
          const booking = await view.get('bookings', id);
          const practice = await view.get('practice', caller.tenant);
          if (!booking || !practice) throw new RefusalError(missing('bookings', id));
          return bookingFile(view, practice, booking);
        });
        return reply(call, file);
      },
    },
  ];
}

async function reply(
  call: Call,
  file: CalendarFile,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const answer = await calendarReply(file, {
    ifNoneMatch: call.header('if-none-match'),
    acceptEncoding: call.header('accept-encoding'),
  });
  return {
    status: answer.status,
    headers: { ...headers, ...answer.headers },
    ...(answer.body && { raw: answer.body }),
  };
}
