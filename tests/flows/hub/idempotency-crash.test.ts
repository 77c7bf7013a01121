import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HubProcess, startHubProcess } from '../../kit/hub-process.ts';
import { at } from '../../kit/rest.ts';

let hub: HubProcess;
beforeEach(async () => {
  hub = await startHubProcess({ now: '2026-04-15T04:00:00Z' });
  await hub.call('POST', '/v2/customers', { id: 'cust_one', name: 'One' });
  await hub.call('POST', '/v2/services', { id: 'svc_one', name: 'One', duration: 30 });
  await hub.call('POST', '/v2/resources', { id: 'res_one', name: 'Room', kind: 'practitioner' });
});
afterEach(() => hub.remove());

function book(start_at: string) {
  const visit = { customer_id: 'cust_one', service_id: 'svc_one', resource_id: 'res_one', start_at };
  return hub.call('POST', '/v2/bookings', visit, { 'x-idempotency-key': `key-${start_at}` });
}

function bookings(): Record<string, unknown>[] {
  const db = hub.database();
  const rows = db.prepare('SELECT id, start_at, (SELECT count(*) FROM events) AS events FROM bookings').all();
  db.close();
  return rows as Record<string, unknown>[];
}

describe('a hub that is killed', () => {
  test('between effect and answer: the request again gets the stored answer, and there is one booking', async () => {
    const start = '2026-04-20T05:00:00Z';
    await hub.dieAfterCommit();
    await expect(book(start)).rejects.toThrow();
    await hub.kill();
    const [kept, ...more] = bookings();
    expect([more, kept?.start_at]).toEqual([[], start]);
    await hub.start();
    const again = await book(start);
    expect([again.status, again.headers.get('idempotent-replayed'), at(again.body, 'id')]).toEqual([
      201,
      'true',
      kept?.id,
    ]);
    expect(bookings()).toEqual([kept]);
  });

  test('after a refusal: the same refusal again, though the time is free by now', async () => {
    const start = '2026-04-20T05:00:00Z';
    const first = await hub.call('POST', '/v2/bookings', {
      customer_id: 'cust_one',
      service_id: 'svc_one',
      resource_id: 'res_one',
      start_at: start,
    });
    const refused = await book(start);
    expect(at(refused.body, 'error', 'code')).toBe('resource_unavailable');
    await hub.kill();
    await hub.start();
    await hub.call('POST', `/v2/bookings/${String(first.body.id)}/cancel`);
    const again = await book(start);
    expect([at(again.body, 'error', 'code'), again.headers.get('idempotent-replayed')]).toEqual([
      'resource_unavailable',
      'true',
    ]);
    expect(bookings()).toHaveLength(1);
  });

  test('three times between the effects and the answers of many requests: each, sent until it is answered, has booked once', async () => {
    const starts = Array.from({ length: 24 }, (_, i) =>
      new Date(Date.parse('2026-04-21T00:00:00Z') + i * 1_800_000).toISOString().replace('.000', ''),
    );
    let deaths = 0;
    let reviving: Promise<void> | undefined;
    async function revive(): Promise<void> {
      deaths++;
      await hub.kill();
      await hub.start();
      reviving = undefined;
    }
    /** Sends again and again, as a client does that got no answer. */
    async function untilAnswered(start: string): Promise<number> {
      for (;;) {
        await reviving;
        try {
          return (await book(start)).status;
        } catch {
          reviving ??= revive();
        }
      }
    }
    for (const some of [starts.slice(0, 8), starts.slice(8, 16), starts.slice(16)]) {
      await hub.dieAfterCommit();
      expect(await Promise.all(some.map(untilAnswered))).toEqual(some.map(() => 201));
    }
    expect(deaths).toBeGreaterThanOrEqual(3);
    const kept = bookings().map((row) => row.start_at);
    expect(kept.sort()).toEqual(starts);
  });
});
