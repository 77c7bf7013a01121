import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDesk, type TestDesk } from '../../kit/desk.ts';
import type { TestHub } from '../../kit/hub.ts';
import { at, list } from '../../kit/rest.ts';
import { openSlowLink, type SlowLink } from '../../kit/slow-link.ts';
import { bookingIdsAtHub, startPractice, visit } from '../desk/practice.ts';

let hub: TestHub;
let link: SlowLink;
let desk: TestDesk;
beforeEach(async () => {
  ({ hub } = await startPractice());
  link = await openSlowLink(hub.url, { delay: 100, oneIn: 20 });
  desk = await startDesk({ url: link.url, invite: hub.invite }, { hurry: 10 });
  await desk.untilConnection({ state: 'online', filled: true });
});
afterEach(async () => {
  await desk.stop();
  await link.close();
  await hub.stop();
});

test('S1, S2: at 200 ms there and back and one in twenty pieces lost, what is booked shows at once, and the hub accepts all of it once', async () => {
  link.worsen();
  const ids = Array.from({ length: 16 }, (_, i) => `bk_${String(i).padStart(2, '0')}`);
  for (const [i, id] of ids.entries()) {
    const start_at = new Date(Date.parse('2026-04-20T04:00:00Z') + i * 30 * 60_000).toISOString();
    const done = await desk.run('bookings.create', { ...visit, id, start_at: start_at.replace('.000', '') });
    expect(done).not.toHaveProperty('refusal');
    expect(await desk.get('bookings', id)).toMatchObject({ id, status: 'confirmed' });
    // The next piece of work begins before this one was handed over, but for some.
    if (i % 2 === 1) await desk.untilConnection({ waiting: 0 });
  }
  await hub.call('POST', '/v2/customers', { id: 'cust_elsewhere', name: 'From Elsewhere' });
  await desk.untilShown('customers', 'cust_elsewhere');
  await desk.untilConnection({ state: 'online', waiting: 0 });
  expect(link.lost()).toBeGreaterThan(0);

  expect((await bookingIdsAtHub(hub)).toSorted()).toEqual(ids);
  const events = await hub.call('GET', '/v2/events?types=booking.created&limit=100');
  const told = list(events.body, 'data').map((event) => at(event, 'data', 'object', 'id'));
  expect(told.toSorted()).toEqual(ids);
  expect(await desk.attention()).toEqual([]);
  expect(await desk.pending()).toEqual([]);
});
