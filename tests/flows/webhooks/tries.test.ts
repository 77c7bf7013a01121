import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { at, booked, errorOf, list, text } from '../../kit/rest.ts';
import { endpointOf, logOf, untilLogged } from './kit.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let clock: TestClock;
let hub: TestHub;
let receiver: Receiver;
let other: Receiver;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock, lookEvery: 5 });
  await referencePractice(hub);
  receiver = await startReceiver();
  other = await startReceiver();
  await allowHosts(hub, [receiver.host, other.host]);
});
afterEach(async () => {
  await hub.stop();
  await Promise.all([receiver.close(), other.close()]);
});

/** Half hours of Mondays to come, one after the other. */
function slot(n: number): string {
  const week = Math.floor(n / 16);
  return new Date(Date.parse('2026-04-20T03:30:00Z') + week * 7 * day + (n % 16) * 30 * minute)
    .toISOString()
    .replace('.000Z', 'Z');
}

/** Gives the hub some looks at the clock. */
function someLooks(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 40));
}

const created = { events: ['booking.created'] };

describe('E4: tries', () => {
  test('at once, after 1 minute, after 10 minutes, with the same webhook-id; then it is listed as failed', async () => {
    receiver.answer(500);
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    await untilLogged(hub, id, 'pending', 1, 1);
    clock.advance(minute - 1);
    await someLooks();
    expect(receiver.got).toHaveLength(1);
    clock.advance(1 + 0.1 * minute);
    await untilLogged(hub, id, 'pending', 1, 2);
    clock.advance(10 * minute - 1);
    await someLooks();
    expect(receiver.got).toHaveLength(2);
    clock.advance(1 + minute);
    const [failed] = await untilLogged(hub, id, 'failed', 1, 3);
    clock.advance(day);
    await someLooks();
    expect(receiver.got).toHaveLength(3);
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.got.map(({ headers }) => headers['x-webhook-attempt'])).toEqual(['1', '2', '3']);
    expect(failed).toMatchObject({
      tries: Array(3).fill({ status: 500, response: { body: 'thanks' } }),
      event_id: receiver.got[0]?.headers['webhook-id'],
    });
  });

  test('a redirect is a failure and is not followed', async () => {
    receiver.answer((_request, response) => response.writeHead(307, { location: other.url }).end());
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    const [sent] = await untilLogged(hub, id, 'pending', 1);
    expect(at(sent, 'tries', 0)).toMatchObject({ status: 307, error: 'redirect' });
    expect(other.got).toEqual([]);
  });

  test('Retry-After of 429 and 503 is waited for', async () => {
    for (const [n, status] of [429, 503].entries()) {
      receiver.answer((_request, response) => response.writeHead(status, { 'retry-after': '300' }).end());
      const { id } = await register(hub, receiver.url, created);
      await booked(hub, slot(n));
      const [sent] = await untilLogged(hub, id, 'pending', 1);
      expect(text(sent, 'next_try_at')).toBe(new Date(clock() + 300_000).toISOString().replace('.000Z', 'Z'));
      await hub.call('DELETE', `/v2/webhooks/${id}`);
    }
  });

  test('an endpoint has 15 seconds', async () => {
    receiver.answer(() => {});
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    await receiver.until(1);
    clock.advance(14_999);
    await someLooks();
    expect(at(await logOf(hub, id), 0, 'attempts')).toBe(0);
    clock.advance(1);
    const [sent] = await untilLogged(hub, id, 'pending', 1);
    expect(at(sent, 'tries', 0)).toMatchObject({ error: 'timeout', duration_ms: 15_000 });
  });

  test('of an answer 1 MiB is read at most, and where it begins is kept', async () => {
    let taken = 0;
    receiver.answer((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(2 ** 16, 'x');
      const more = () => {
        while (taken < 2 ** 27 && response.write(chunk)) taken += chunk.length;
      };
      response.on('drain', more);
      more();
    });
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    const [sent] = await untilLogged(hub, id, 'succeeded', 1);
    expect(text(sent, 'tries', 0, 'response', 'body')).toHaveLength(2000);
    expect(taken).toBeLessThan(2 ** 24);
  });

  test('connections that are refused or reset are failures with a name', async () => {
    receiver.answer((request) => request.socket.resetAndDestroy());
    const reset = await register(hub, receiver.url, created);
    const refusing = await startReceiver();
    await allowHosts(hub, [receiver.host, refusing.host]);
    const refused = await register(hub, refusing.url, created);
    await refusing.close();
    await booked(hub, slot(0));
    expect(at(await untilLogged(hub, reset.id, 'pending', 1), 0, 'tries', 0, 'error')).toBe('ECONNRESET');
    expect(at(await untilLogged(hub, refused.id, 'pending', 1), 0, 'tries', 0, 'error')).toBe('ECONNREFUSED');
  });
});

describe('E3 and order', () => {
  test('an endpoint that hangs delays no other, and no booking', async () => {
    receiver.answer(() => {});
    await register(hub, receiver.url);
    await register(hub, other.url);
    for (let n = 0; n < 40; n++) await booked(hub, slot(n));
    await other.until(80);
    expect(receiver.got.length).toBeLessThanOrEqual(16);
  });

  test('of one booking, what happened later is sent when what happened earlier was taken', async () => {
    receiver.answer(500);
    const { id } = await register(hub, receiver.url);
    const booking = await booked(hub, slot(0));
    await hub.call('POST', `/v2/bookings/${booking}/check-in`);
    await untilLogged(hub, id, 'pending', 3, 0);
    await receiver.until(1);
    await someLooks();
    expect(receiver.got.map(({ headers }) => headers['x-webhook-event'])).toEqual(['booking.created']);
    receiver.answer(204);
    clock.advance(2 * minute);
    await receiver.until(4);
    expect(receiver.got.slice(1).map(({ headers }) => headers['x-webhook-event'])).toEqual([
      'booking.created',
      'booking.confirmed',
      'booking.checked_in',
    ]);
  });

  test('E6: what was not sent when the hub stopped is sent when it runs again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
    try {
      const first = await startHub({ clock, lookEvery: 5, dataDir });
      await referencePractice(first);
      await allowHosts(first, [receiver.host]);
      receiver.answer(() => {});
      const { id } = await register(first, receiver.url);
      await booked(first, slot(0));
      await receiver.until(1);
      await first.stop();
      receiver.answer(200);
      receiver.got.length = 0;
      const again = await startHub({ clock, lookEvery: 5, dataDir });
      await untilLogged(again, id, 'succeeded', 2);
      await again.stop();
      const sent = receiver.got.map(({ headers }) => headers['x-webhook-event']);
      expect(sent).toEqual(['booking.created', 'booking.confirmed']);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});

describe('E5: what could not be delivered', () => {
  async function downFor(ms: number, schedule: string): Promise<{ id: string; events: unknown[] }> {
    receiver.answer(503);
    const { id } = await register(hub, receiver.url, { schedule });
    for (let n = 0; n < 3; n++) await booked(hub, slot(n));
    const end = clock() + ms;
    while (clock() < end) {
      await quiet(id);
      clock.advance(Math.min(30 * minute, end - clock()));
    }
    await quiet(id);
    const { body } = await hub.call('GET', '/v2/events?types=booking.*&limit=100');
    return { id, events: list(body, 'data').map((event) => at(event, 'id')) };
  }

  /** Until nothing is due any more. */
  async function quiet(id: string): Promise<void> {
    await vi.waitFor(
      async () => {
        const due = (await logOf(hub, id, '&status=pending')).filter((one) => {
          const next = at(one, 'next_try_at');
          return typeof next === 'string' && Date.parse(next) <= clock();
        });
        expect(due).toEqual([]);
      },
      { timeout: 60_000, interval: 2 },
    );
  }

  test('down for 3 days: with the long schedule everything arrives by itself', async () => {
    const { id, events } = await downFor(3 * day - minute, 'long');
    receiver.answer(200);
    receiver.got.length = 0;
    for (let i = 0; i < 10; i++) {
      clock.advance(hour);
      await quiet(id);
    }
    await untilLogged(hub, id, 'succeeded', 6);
    expect(receiver.got.map(({ headers }) => headers['webhook-id']).sort()).toEqual(events.toSorted());
  }, 60_000);

  test('down for 3 days: with the standard one a single replay brings it, in order', async () => {
    const { id, events } = await downFor(3 * day, 'standard');
    expect(await logOf(hub, id, '&status=failed')).toHaveLength(6);
    receiver.answer(200);
    receiver.got.length = 0;
    const answer = await hub.call('POST', `/v2/webhooks/${id}/replay`, {});
    expect(answer.status).toBe(202);
    await untilLogged(hub, id, 'succeeded', 6);
    expect(receiver.got.map(({ headers }) => headers['webhook-id']).sort()).toEqual(events.toSorted());
    const seqs = receiver.got
      .map(({ body }) => JSON.parse(body))
      .map(({ seq, data }) => [data.object.id, seq]);
    for (const own of Map.groupBy(seqs, ([booking]) => booking).values())
      expect(own).toEqual(own.toSorted((a, b) => a[1] - b[1]));
  }, 60_000);

  test('after 5 days of nothing but failures it is switched off, and one call switches it on and sends all', async () => {
    const watching = await register(hub, other.url, { events: ['webhook.endpoint_disabled'] });
    const { id } = await downFor(4 * day, 'standard');
    expect(await endpointOf(hub, id)).toMatchObject({ enabled: true });
    clock.advance(day + minute);
    await booked(hub, slot(20));
    const [told] = await other.until(1);
    expect(JSON.parse(told?.body ?? '')).toMatchObject({
      type: 'webhook.endpoint_disabled',
      data: { object: { id, enabled: false, disabled_reason: 'failing' } },
    });
    expect(await endpointOf(hub, id)).toMatchObject({ enabled: false, disabled_reason: 'failing' });
    await untilLogged(hub, id, 'failed', 8, 0);
    const { body: attention } = await hub.call('GET', '/v2/bookings/attention');
    expect(attention.endpoints).toMatchObject([{ endpoint_id: id, reason: 'failing' }]);
    expect(errorOf(await hub.call('POST', `/v2/webhooks/${id}/replay`, {}))).toBe('invalid_transition');

    await booked(hub, slot(21));
    receiver.answer(200);
    receiver.got.length = 0;
    expect(await hub.call('POST', `/v2/webhooks/${id}/enable`, {})).toMatchObject({
      status: 200,
      body: { enabled: true },
    });
    await untilLogged(hub, id, 'succeeded', 10);
    const { body } = await hub.call('GET', '/v2/events?types=booking.*&limit=100');
    const ids = list(body, 'data').map((event) => at(event, 'id'));
    expect(receiver.got.map(({ headers }) => headers['webhook-id']).sort()).toEqual(ids.toSorted());
    expect((await hub.call('GET', '/v2/bookings/attention')).body.endpoints).toEqual([]);
    expect(await endpointOf(hub, watching.id)).toMatchObject({ enabled: true });
  }, 60_000);

  test('a success in between starts the 5 days anew', async () => {
    receiver.answer(500);
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    await untilLogged(hub, id, 'pending', 1);
    clock.advance(4 * day);
    receiver.answer(200);
    await untilLogged(hub, id, 'succeeded', 1);
    receiver.answer(500);
    clock.advance(2 * day);
    await booked(hub, slot(20));
    await untilLogged(hub, id, 'pending', 1);
    await someLooks();
    expect(await endpointOf(hub, id)).toMatchObject({ enabled: true });
  });

  test('the log is kept as long as events are', async () => {
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    await untilLogged(hub, id, 'succeeded', 1);
    clock.advance(89 * day);
    await someLooks();
    expect(await logOf(hub, id)).toHaveLength(1);
    clock.advance(2 * day);
    await untilLogged(hub, id, 'succeeded', 0);
  });

  test('an answer of 410 switches it off at once', async () => {
    receiver.answer(410);
    const { id } = await register(hub, receiver.url, created);
    await booked(hub, slot(0));
    await vi.waitFor(
      async () =>
        expect(await endpointOf(hub, id)).toMatchObject({ enabled: false, disabled_reason: 'gone' }),
      { timeout: 60_000 },
    );
    receiver.answer(200);
    await hub.call('POST', `/v2/webhooks/${id}/enable`, {});
    await untilLogged(hub, id, 'succeeded', 1);
  });
});
