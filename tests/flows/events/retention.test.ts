import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { forgetOldEvents } from '../../../server/events/forget.ts';
import { dayLength } from '../../../shared/time/instants.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { readEvents } from '../../kit/event-stream.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, register, startReceiver } from '../../kit/receiver.ts';
import { at, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T09:42:11Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

interface Page {
  readonly events: object[];
  readonly next: string;
  readonly more: unknown;
}

async function page(query = ''): Promise<Page> {
  const { body } = await hub.call('GET', `/v2/events${query}`);
  return { events: list(body, 'data'), next: text(body, 'next_cursor'), more: body.has_more };
}

async function addService(id: string): Promise<void> {
  expect((await hub.call('POST', '/v2/services', { id, name: id, duration: 30 })).status).toBe(201);
}

function idsIn({ events }: Page): unknown[] {
  return events.map((event) => at(event, 'data', 'object', 'id'));
}

/** Days go by, and what is too old by then is forgotten. */
async function pass(days: number): Promise<void> {
  clock.advance(days * dayLength);
  await forgetOldEvents(hub.hub);
}

describe('where reading begins', () => {
  test('after a cursor, or after an event by its id; `after` and `cursor` are one', async () => {
    for (const id of ['svc_a', 'svc_b', 'svc_c']) await addService(id);
    const first = await page('?limit=4');
    const last = first.events[3];
    const rest = await page(`?after=${first.next}`);
    expect(idsIn(rest)).toEqual(['svc_b', 'svc_c']);
    expect(await page(`?cursor=${first.next}`)).toEqual(rest);
    expect(await page(`?after=${text(last, 'id')}`)).toEqual(rest);
    const both = await hub.call('GET', `/v2/events?cursor=${first.next}&after=${first.next}`);
    expect(errorOf(both)).toBe('validation_failed');
  });

  test('in pages of one as in one page, also where two events have numbers that follow each other', async () => {
    await booked(hub, '2026-04-20T05:00:00Z');
    const whole = await page('?limit=100');
    const walked: object[] = [];
    for (let last = await page('?limit=1'); ; last = await page(`?limit=1&after=${last.next}`)) {
      walked.push(...last.events);
      if (last.more !== true) break;
    }
    expect(walked).toEqual(whole.events);
    const numbers = walked.map((event) => Number(at(event, 'seq')));
    expect(numbers.some((seq, i) => seq === (numbers[i - 1] ?? 0) + 1)).toBe(true);
  });

  test('what is no position of this hub: 422, or 410 with what to do', async () => {
    const wrong = async (after: string) => errorOf(await hub.call('GET', `/v2/events?after=${after}`));
    expect(await wrong('nonsense')).toBe('invalid_cursor');
    expect(await wrong('evt_never_was')).toBe('cursor_expired');
    const authorization = `Bearer ${hub.keys.test}`;
    const sandbox = await hub.call('GET', '/v2/events', undefined, { authorization });
    expect(await wrong(text(sandbox.body, 'next_cursor'))).toBe('cursor_expired');
    const customers = await hub.call('GET', '/v2/services?limit=1');
    expect(await wrong(String(customers.body.next_cursor ?? 'x.y'))).toBe('invalid_cursor');
  });

  test('only the types asked for, each once, however far apart they are', async () => {
    await addService('svc_first');
    const { next } = await page('?types=service.*&limit=100');
    // More numbers than one page looks through.
    await hub.hub.stores.live.write(hub.tenant, async (tx) => {
      const [like] = tx.events(0, 1);
      if (!like) throw new Error('there is no event');
      for (let n = 0; n < 6000; n++) tx.append({ ...like, id: `evt_filler_${n}`, type: 'customer.updated' });
    });
    await addService('svc_far');
    const pages = [await page(`?types=service.created,booking.*&after=${next}`)];
    expect([pages[0]?.events, pages[0]?.more]).toEqual([[], true]);
    for (let last = pages[0]; last?.more === true; pages.push(last))
      last = await page(`?types=service.created,booking.*&after=${last.next}`);
    expect(pages.flatMap(idsIn)).toEqual(['svc_far']);
    for (const types of ['booking', 'booking.eaten', 'nothing.*', '', '*.created'])
      expect(errorOf(await hub.call('GET', `/v2/events?types=${types}`))).toBe('validation_failed');
  });
});

describe('events are kept for event_days', () => {
  test('a practice says how long; 90 days unless it does', async () => {
    expect((await hub.call('GET', '/v2/tenant')).body.event_days).toBe(90);
    expect(errorOf(await hub.call('PATCH', '/v2/tenant', { event_days: 6 }))).toBe('validation_failed');
    await addService('svc_old');
    const old = await page('?limit=1');
    await pass(30);
    await addService('svc_new');
    expect((await page(`?after=${old.next}`)).events.length).toBeGreaterThan(2);
    await hub.call('PATCH', '/v2/tenant', { event_days: 20 });
    await forgetOldEvents(hub.hub);
    expect(idsIn(await page())).toEqual(['svc_new']);
  });

  test('a position before what was forgotten answers 410 with what to do, everywhere; one at its end goes on', async () => {
    await addService('svc_old');
    const [early, end] = [await page('?limit=1'), await page('?limit=100')];
    const oldId = text(end.events.at(-1), 'id');
    await pass(91);
    await addService('svc_new');
    expect(idsIn(await page(`?after=${end.next}`))).toEqual(['svc_new']);
    expect(idsIn(await page())).toEqual(['svc_new']);
    for (const after of [early.next, oldId]) {
      const answer = await hub.call('GET', `/v2/events?after=${after}`);
      expect([answer.status, errorOf(answer), at(answer.body, 'error', 'details', 'reason')]).toEqual([
        410,
        'cursor_expired',
        'old',
      ]);
      expect(text(answer.body, 'error', 'message')).toMatch(/updated_since.*leave the cursor out/);
      await expect(readEvents(hub, { lastEventId: after })).rejects.toThrow(/410.*cursor_expired/);
      await expect(readEvents(hub, { query: `?after=${after}` })).rejects.toThrow(/410.*cursor_expired/);
    }
    expect(errorOf(await hub.call('GET', `/v2/events/${oldId}`))).toBe('not_found');
  });

  test('what is a day younger stays, and the file has the old no more', async () => {
    await addService('svc_old');
    clock.advance(dayLength);
    await addService('svc_young');
    await pass(89.5);
    expect(idsIn(await page())).toEqual(['svc_young']);
    const rows = JSON.stringify(rowsOf(hub, 'SELECT event FROM events'));
    expect([rows.includes('svc_old'), rows.includes('svc_young')]).toEqual([false, true]);
  });

  test('E5: what an endpoint is still to get is kept until it has it', async () => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const answers: (() => void)[] = [];
    receiver.answer((_request, response) => answers.push(() => response.end()));
    await allowHosts(hub, [receiver.host]);
    const { id } = await register(hub, receiver.url, { events: ['service.created'] });
    await addService('svc_waits');
    await receiver.until(1);
    await pass(91);
    expect(idsIn(await page())).toEqual(['svc_waits']);
    for (const answer of answers) answer();
    const status = async () =>
      at((await hub.call('GET', `/v2/webhooks/${id}/deliveries`)).body, 'data', 0, 'status');
    await expect.poll(status).toBe('succeeded');
    await forgetOldEvents(hub.hub);
    expect((await page()).events).toEqual([]);
  });

  test('a customer’s timeline keeps what was told of them', async () => {
    await booked(hub, '2026-04-20T05:00:00Z');
    const timeline = async () =>
      list((await hub.call('GET', '/v2/customers/cust_priya_01/timeline')).body, 'data');
    const before = await timeline();
    const [told] = (await page('?types=booking.created')).events;
    await pass(200);
    expect((await page()).events).toEqual([]);
    // It is in the file, and no event to anybody who reads events.
    const { live } = hub.hub.stores;
    expect(await live.read(hub.tenant, async (view) => view.events(0, 10))).toEqual([]);
    expect(errorOf(await hub.call('GET', `/v2/events/${text(told, 'id')}`))).toBe('not_found');
    expect(await timeline()).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
  });

  test('P4: erasing reaches what is forgotten, too', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_gone', name: 'Gwendolyn Unlikely' });
    await pass(200);
    expect((await hub.call('DELETE', '/v2/customers/cust_gone')).status).toBe(204);
    expect(JSON.stringify(rowsOf(hub, 'SELECT event FROM events'))).not.toContain('Gwendolyn');
  });

  test('an outbox of thousands is forgotten in steps, and events go on meanwhile', async () => {
    await hub.hub.stores.live.write(hub.tenant, async (tx) => {
      const [like] = tx.events(0, 1);
      if (!like) throw new Error('there is no event');
      for (let n = 0; n < 2500; n++) tx.append({ ...like, id: `evt_filler_${n}`, type: 'service.updated' });
    });
    clock.advance(91 * dayLength);
    await Promise.all([forgetOldEvents(hub.hub), addService('svc_meanwhile')]);
    expect(idsIn(await page())).toEqual(['svc_meanwhile']);
  });
});
