import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asHub, grantFeed } from '../../../server/access/grant.ts';
import { makeBooking } from '../../../server/calendar/testing.ts';
import { loadDocuments } from '../../../shared/commands/practice/load.ts';
import { minutes } from '../../../shared/time/instants.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';

let hub: TestHub;
let clock: ReturnType<typeof testClock>;

beforeEach(async () => {
  clock = testClock('2026-04-15T09:42:11Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

async function book(start_at: string): Promise<string> {
  const { status, body } = await hub.call('POST', '/v2/bookings', {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at,
  });
  expect(status).toBe(201);
  return String(body.id);
}

function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers: { 'accept-encoding': 'identity', ...headers } });
}

async function eventsOf(response: Response): Promise<Record<string, string>[]> {
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  return calendar
    .getAllSubcomponents('vevent')
    .map((event) =>
      Object.fromEntries(
        event.getAllProperties().map((property) => [property.name, String(property.getFirstValue())]),
      ),
    );
}

test('a booking keeps its UID while it moves and is cancelled; its SEQUENCE rises, and it stays as CANCELLED', async () => {
  const id = await book('2026-04-20T05:00:00Z');
  const path = `/v2/bookings/${id}`;
  const [booked] = await eventsOf(await get(hub.feedUrl));
  expect(booked).toMatchObject({
    uid: `${id}@dunebook`,
    sequence: '0',
    status: 'CONFIRMED',
    dtstart: '2026-04-20T05:00:00Z',
    dtend: '2026-04-20T05:30:00Z',
    dtstamp: '2026-04-15T09:42:11Z',
    summary: 'Priya Sharma · Consultation',
    location: 'Dr Niket',
  });
  clock.advance(minutes(10));
  await hub.call('POST', `${path}/reschedule`, { start_at: '2026-04-20T06:00:00Z' });
  const [moved] = await eventsOf(await get(hub.feedUrl));
  expect(moved).toMatchObject({
    uid: `${id}@dunebook`,
    sequence: '1',
    dtstart: '2026-04-20T06:00:00Z',
    'last-modified': '2026-04-15T09:52:11Z',
  });
  await hub.call('POST', `${path}/cancel`, {});
  const events = await eventsOf(await get(hub.feedUrl));
  expect(events).toEqual([
    expect.objectContaining({ uid: `${id}@dunebook`, sequence: '2', status: 'CANCELLED' }),
  ]);
});

test('GET /v2/bookings/{id}/ics is that booking, for who may read it', async () => {
  const id = await book('2026-04-20T05:00:00Z');
  const url = `${hub.url}/v2/bookings/${id}/ics`;
  const response = await get(url, { authorization: `Bearer ${hub.keys.live}` });
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  const [event] = await eventsOf(response);
  expect(event).toMatchObject({ uid: `${id}@dunebook`, dtstart: '2026-04-20T05:00:00Z' });
  expect((await get(url)).status).toBe(401);
  // S10: the sandbox has no such booking.
  expect((await get(url, { authorization: `Bearer ${hub.keys.test}` })).status).toBe(404);
});

test('an unchanged feed is answered with 304; what it does not show does not change it, a booking does', async () => {
  await book('2026-04-20T05:00:00Z');
  const first = await get(hub.feedUrl);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"/);
  const again = () => get(hub.feedUrl, { 'if-none-match': etag });
  await hub.call('POST', '/v2/closures', {
    start_at: '2026-05-01T00:00:00Z',
    end_at: '2026-05-02T00:00:00Z',
  });
  const unchanged = await again();
  expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
  expect(unchanged.headers.get('etag')).toBe(etag);
  await book('2026-04-20T05:30:00Z');
  const changed = await again();
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(etag);
  expect(await eventsOf(changed)).toHaveLength(2);
});

test('a customer’s new name is in the feed at once', async () => {
  await book('2026-04-20T05:00:00Z');
  await get(hub.feedUrl);
  await hub.call('PATCH', '/v2/customers/cust_priya_01', { name: 'Priya Rao' });
  const [event] = await eventsOf(await get(hub.feedUrl));
  expect(event?.summary).toBe('Priya Rao · Consultation');
});

test('gzip gives the same text', async () => {
  await book('2026-04-20T05:00:00Z');
  const plain = await get(hub.feedUrl);
  const zipped = await get(hub.feedUrl, { 'accept-encoding': 'gzip' });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(await zipped.text()).toBe(await plain.text());
});

test('past days leave the feed at the practice’s midnight, while nothing else happens', async () => {
  const token = await grantFeed(hub.hub, hub.tenant, { name: 'Today', privacy: 'busy', past_days: 0 });
  const url = `${hub.url}/calendar/feed/${token}.ics`;
  await book('2026-04-16T05:00:00Z');
  expect(await eventsOf(await get(url))).toHaveLength(1);
  clock.set('2026-04-16T18:29:00Z');
  expect(await eventsOf(await get(url))).toHaveLength(1);
  clock.set('2026-04-16T18:30:00Z');
  expect(await eventsOf(await get(url))).toHaveLength(0);
});

test('an unknown token is 404 and says nothing', async () => {
  for (const token of ['cal_nobody', '%00', 'x'.repeat(2000), '..%2f..%2fetc']) {
    const response = await get(`${hub.url}/calendar/feed/${token}.ics`);
    expect(response.status).toBe(404);
  }
});

test('5,000 bookings are one feed, the same to the byte until something changes', async () => {
  const documents = Array.from({ length: 5000 }, (_, index) => ({
    resource: 'bookings',
    doc: makeBooking({
      id: `bk_${index}`,
      start_at: new Date(Date.UTC(2026, 3, 16) + index * minutes(30)).toISOString().replace('.000Z', 'Z'),
      end_at: new Date(Date.UTC(2026, 3, 16) + (index + 1) * minutes(30)).toISOString().replace('.000Z', 'Z'),
    }),
  }));
  for (let from = 0; from < documents.length; from += 1000)
    await asHub(hub.hub, hub.tenant, loadDocuments, { documents: documents.slice(from, from + 1000) });

  // A customer's change makes the feed's next answer a new one.
  await hub.call('PATCH', '/v2/customers/cust_priya_01', { notes: 'Prefers mornings' });
  const first = await get(hub.feedUrl);
  expect(await eventsOf(first.clone())).toHaveLength(5000);
  const again = await get(hub.feedUrl);
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  const unchanged = await get(hub.feedUrl, { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(unchanged.status).toBe(304);
});
