import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asHub } from '../../../server/access/grant.ts';
import { heartbeatEvery, streamsEach } from '../../../server/events/stream.ts';
import { patience } from '../../../server/events/stream-writer.ts';
import { createCustomer } from '../../../shared/commands/customers/create.ts';
import { testClock } from '../../kit/clock.ts';
import { type EventReader, type ReaderOptions, readEvents } from '../../kit/event-stream.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, list, text } from '../../kit/rest.ts';

let hub: TestHub;
const open: EventReader[] = [];
beforeEach(async () => {
  hub = await startHub();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const reader of open.splice(0)) reader.close();
  await hub.stop();
});

async function read(options?: ReaderOptions): Promise<EventReader> {
  const reader = await readEvents(hub, options);
  open.push(reader);
  return reader;
}

/** Timers of streams that are opened from now on go only when they are told to. */
function stopTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
}

/** Whether the hub waits for a reader, and goes on waiting while whatever is on its way arrives. */
async function isStuck(timers: number): Promise<boolean> {
  for (let turn = 0; turn < 100; turn++) {
    if (vi.getTimerCount() === timers) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
}

/** Events of `count` customers who are added one after the other, or all at once. */
async function addCustomers(count: number, from = 0): Promise<void> {
  const names = Array.from({ length: count }, (_, i) => ({
    id: `cust_${from + i}`,
    name: `Person ${from + i}`,
  }));
  const answers = await Promise.all(names.map((body) => hub.call('POST', '/v2/customers', body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
}

async function allEvents(): Promise<object[]> {
  const found: object[] = [];
  for (let after = ''; ; ) {
    const { body } = await hub.call('GET', `/v2/events?limit=100${after && `&after=${after}`}`);
    found.push(...list(body, 'data'));
    after = text(body, 'next_cursor');
    if (body.has_more !== true) return found;
  }
}

function seqs(events: readonly object[]): unknown[] {
  return events.map((event) => at(event, 'seq'));
}

describe('the stream of events', () => {
  test('without a position it begins with what happens next', async () => {
    await addCustomers(2);
    const reader = await read();
    expect(await reader.next()).toMatchObject({ event: 'live' });
    await addCustomers(3, 2);
    const told = await reader.events(3);
    expect(told).toEqual((await allEvents()).slice(2));
  });

  test('an envelope of the stream is the one of the list, its id the cursor to go on from', async () => {
    const reader = await read();
    await addCustomers(1);
    const [event] = await reader.events(1);
    expect(event).toEqual((await allEvents())[0]);
    const position = reader.lastId();
    await addCustomers(2, 1);
    const { body } = await hub.call('GET', `/v2/events?after=${position}`);
    expect(list(body, 'data')).toEqual(await reader.events(2));
  });

  test('E2: a receiver that was away gets what it missed, in order, and then goes on live', async () => {
    const before = await read();
    await addCustomers(1);
    await before.events(1);
    const lastEventId = before.lastId();
    before.close();
    await addCustomers(250, 1);
    const reader = await read({ lastEventId });
    const missed = await reader.events(250);
    expect(seqs(missed)).toEqual(seqs(await allEvents()).slice(1));
    expect(await reader.next()).toMatchObject({ event: 'live' });
    await addCustomers(1, 251);
    expect(seqs(await reader.events(1))).toEqual(seqs(await allEvents()).slice(-1));
  });

  test('the id of an event that came by webhook is a position, too', async () => {
    await addCustomers(5);
    const all = await allEvents();
    const reader = await read({ lastEventId: text(all[1], 'id') });
    expect(await reader.events(3)).toEqual(all.slice(2));
    const other = await read({ query: `?after=${text(all[3], 'id')}` });
    expect(await other.events(1)).toEqual(all.slice(4));
  });

  test('no gap and no repeat at the cut-over, while writers write all the time', async () => {
    await addCustomers(120);
    const first = text((await allEvents())[0], 'id');
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await addCustomers(15, 120 + i * 15);
    })();
    const readers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => read({ ...(i % 2 === 0 && { lastEventId: first }) })),
    );
    await writing;
    const all = seqs(await allEvents());
    const last = all.at(-1);
    for (const reader of readers) {
      const told: unknown[] = [];
      while (told.at(-1) !== last) told.push(...seqs(await reader.events(1)));
      expect(told).toEqual(all.slice(all.length - told.length));
    }
  });

  test('only events of the types asked for; the position moves on over the others', async () => {
    stopTimers();
    const reader = await read({ query: '?types=service.*,customer.deleted' });
    await addCustomers(3);
    await hub.call('POST', '/v2/services', { id: 'svc_a', name: 'A', duration: 30 });
    await hub.call('DELETE', '/v2/customers/cust_1');
    const told = await reader.events(2);
    expect(told.map(({ type }) => type)).toEqual(['service.created', 'customer.deleted']);
    const before = reader.lastId();
    await addCustomers(1, 3);
    vi.advanceTimersByTime(heartbeatEvery);
    await expect.poll(() => reader.lastId()).not.toBe(before);
    const { body } = await hub.call('GET', `/v2/events?after=${reader.lastId()}`);
    expect(list(body, 'data')).toEqual([]);
  });

  test('a silent stream gives a sign of life', async () => {
    stopTimers();
    const reader = await read();
    await reader.next();
    expect(reader.beats()).toBe(0);
    vi.advanceTimersByTime(3 * heartbeatEvery);
    await expect.poll(() => reader.beats()).toBe(3);
  });

  test('S10: nothing of the sandbox in a stream of live events', async () => {
    const [live, sandbox] = [await read(), await read({ bearer: hub.keys.test })];
    const authorization = `Bearer ${hub.keys.test}`;
    await hub.call('POST', '/v2/customers', { name: 'Of the sandbox' }, { authorization });
    await addCustomers(1);
    expect(await live.events(1)).toMatchObject([{ mode: 'live' }]);
    expect(await sandbox.events(1)).toMatchObject([{ mode: 'test' }]);
  });
});

describe('the hub ends a stream', () => {
  test('and tells so when the reader takes nothing, which loses nothing', async () => {
    stopTimers();
    const reader = await read();
    await reader.next();
    const timers = vi.getTimerCount();
    const goOn = reader.pause();
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`key ${i}`, '€'.repeat(500)]));
    let made = 0;
    // Until the buffers of both sockets are full.
    while (!(await isStuck(timers))) {
      // Not by HTTP, whose client has timers of its own.
      const { hub: own, tenant } = hub;
      await Promise.all(
        Array.from({ length: 20 }, () =>
          asHub(own, tenant, createCustomer, { name: `P ${++made}`, metadata }),
        ),
      );
    }
    vi.advanceTimersByTime(patience);
    goOn();
    const told: Record<string, unknown>[] = [];
    for (;;) {
      const { event, data } = await reader.next();
      if (event === 'closing')
        expect(JSON.parse(data)).toMatchObject({ code: 'unavailable', reason: 'slow_reader' });
      if (event === 'closing') break;
      told.push(JSON.parse(data));
    }
    await reader.ended();
    await hub.call('POST', '/v2/customers', { name: 'One more' });
    const all = seqs(await allEvents());
    expect([told.length < all.length, all.length]).toEqual([true, made + 1]);
    const again = await read({ lastEventId: reader.lastId() });
    told.push(...(await again.events(all.length - told.length)));
    expect(seqs(told)).toEqual(all);
  });

  test('of a key that is revoked, at once', async () => {
    stopTimers();
    const made = await hub.call('POST', '/v2/api-keys', { name: 'Reader', scopes: ['events:read'] });
    const reader = await read({ bearer: text(made.body, 'secret') });
    await reader.next();
    expect((await hub.call('DELETE', `/v2/api-keys/${text(made.body, 'id')}`)).status).toBe(204);
    expect(await reader.next()).toMatchObject({
      event: 'closing',
      data: expect.stringContaining('unauthorized'),
    });
    await reader.ended();
  });

  test('of a key that expires', async () => {
    await hub.stop();
    const clock = testClock('2026-04-15T09:42:11Z');
    hub = await startHub({ clock });
    stopTimers();
    const expires_at = '2026-04-15T10:00:00Z';
    const made = await hub.call('POST', '/v2/api-keys', { name: 'For now', expires_at });
    const reader = await read({ bearer: text(made.body, 'secret') });
    await reader.next();
    clock.set(expires_at);
    vi.advanceTimersByTime(heartbeatEvery);
    expect(await reader.next()).toMatchObject({
      event: 'closing',
      data: expect.stringContaining('unauthorized'),
    });
    await reader.ended();
  });

  test('when the sandbox starts over: the numbers of before mean nothing any more', async () => {
    const reader = await read({ bearer: hub.keys.test });
    await reader.next();
    const lastEventId = reader.lastId();
    const authorization = `Bearer ${hub.keys.test}`;
    expect((await hub.call('POST', '/v2/sandbox/reset', {}, { authorization })).status).toBe(200);
    expect(await reader.next()).toMatchObject({
      event: 'closing',
      data: expect.stringContaining('cursor_expired'),
    });
    await expect(read({ bearer: hub.keys.test, lastEventId })).rejects.toThrow(/410.*cursor_expired/);
  });

  test('a caller has so many streams and no more; one that ended makes room', async () => {
    const readers = await Promise.all(Array.from({ length: streamsEach }, () => read()));
    await expect(read()).rejects.toThrow(/429.*rate_limited/);
    await read({ bearer: hub.keys.test });
    readers[0]?.close();
    await expect.poll(() => read().then(() => 'open', String)).toBe('open');
  });
});
