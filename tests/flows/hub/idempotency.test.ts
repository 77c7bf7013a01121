import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grantKey } from '../../../server/access/grant.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { book, booked, errorOf, rowsOf, text, watchWrites } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

const visit = {
  customer_id: 'cust_priya_01',
  service_id: 'svc_consult_30',
  resource_id: 'res_dr_niket',
  start_at: '2026-04-20T05:00:00Z',
};

function send(key: string, body: object = visit, headers: Record<string, string> = {}): Promise<Answer> {
  return hub.call('POST', '/v2/bookings', body, { 'x-idempotency-key': key, ...headers });
}

function isReplayed(answer: Answer): boolean {
  return answer.headers.get('idempotent-replayed') === 'true';
}

describe('idempotency keys', () => {
  test('the same request again gives the stored answer, says so, and does nothing', async () => {
    const first = await send('a');
    const watch = watchWrites(hub);
    const before = watch.commits();
    const second = await send('a');
    expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(watch.commits()).toBe(before);
    watch.close();
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(1);
  });

  test('Idempotency-Key is the same header under its other name', async () => {
    const first = await send('a');
    const second = await hub.call('POST', '/v2/bookings', visit, { 'idempotency-key': 'a' });
    expect([isReplayed(second), second.body]).toEqual([true, first.body]);
  });

  test('another body, path or method under the same key is refused', async () => {
    const first = await send('a');
    const id = text(first.body, 'id');
    const headers = { 'x-idempotency-key': 'a' };
    const others = [
      await send('a', { ...visit, start_at: '2026-04-20T06:00:00Z' }),
      await send('a', { ...visit, notes: 'x' }),
      await send('a', { ...visit, start_at: 'soon' }),
      await hub.call('POST', '/v2/holds', visit, headers),
      await hub.call('POST', `/v2/bookings/${id}/cancel`, {}, headers),
      await hub.call('PATCH', `/v2/bookings/${id}`, {}, headers),
    ];
    expect(others.map(errorOf)).toEqual(others.map(() => 'idempotency_key_reused'));
    expect((await hub.call('GET', `/v2/bookings/${id}`)).body).toMatchObject({
      status: 'confirmed',
      version: 1,
    });
  });

  test('a refusal is replayed to the letter, its suggestions too, though the time is free by now', async () => {
    const id = await booked(hub, visit.start_at);
    const first = await send('a');
    expect(errorOf(first)).toBe('resource_unavailable');
    await hub.call('POST', `/v2/bookings/${id}/cancel`);
    const second = await send('a');
    const { request_id: _, ...told } = Object(first.body.error);
    const { request_id: own, ...again } = Object(second.body.error);
    expect([second.status, again, isReplayed(second)]).toEqual([422, told, true]);
    expect(own).toBe(second.headers.get('x-request-id'));
    expect((await send('b')).status).toBe(201);
  });

  test('204 and patches are replayed as well', async () => {
    const headers = { 'x-idempotency-key': 'a' };
    await hub.call('POST', '/v2/resources', { id: 'res_x', name: 'X' });
    const gone = await hub.call('DELETE', '/v2/resources/res_x', undefined, headers);
    const again = await hub.call('DELETE', '/v2/resources/res_x', undefined, headers);
    expect([gone.status, again.status, isReplayed(again)]).toEqual([204, 204, true]);
    expect(errorOf(await hub.call('DELETE', '/v2/resources/res_x'))).toBe('not_found');
  });

  test('what failed before it was executed is not stored: validation, rights, keys that are no keys', async () => {
    expect(errorOf(await send('a', { ...visit, start_at: 'soon' }))).toBe('validation_failed');
    expect(errorOf(await send('a', { ...visit, start_at: '2026-04-20T05:00:00Z', extra: 1 }))).toBe(
      'validation_failed',
    );
    const asWebsite = { 'x-idempotency-key': 'a', authorization: `Bearer ${hub.keys.public}` };
    expect(errorOf(await hub.call('POST', '/v2/customers', { name: 'X' }, asWebsite))).toBe('forbidden');
    expect(errorOf(await send('a', visit, { authorization: 'Bearer sk_live_0000000000000000' }))).toBe(
      'unauthorized',
    );
    expect(rowsOf(hub, 'SELECT * FROM idempotency')).toEqual([]);
    const answer = await send('a');
    expect([answer.status, isReplayed(answer)]).toEqual([201, false]);
    for (const bad of ['', 'x'.repeat(256), 'with space', 'k\u00e4se'])
      expect([bad, errorOf(await send(bad))]).toEqual([bad, 'validation_failed']);
  });

  test('of two at the same moment, one is told to wait; it is executed once', async () => {
    const busy = Promise.withResolvers<void>();
    const held = hub.hub.stores.live.write(hub.tenant, () => busy.promise);
    const both = [send('a'), send('a')];
    expect(errorOf(await Promise.race(both))).toBe('idempotency_in_progress');
    busy.resolve();
    await held;
    const statuses = (await Promise.all(both)).map((answer) => answer.status);
    expect(statuses.sort()).toEqual([201, 409]);
    expect(isReplayed(await send('a'))).toBe(true);
    expect(rowsOf(hub, 'SELECT id FROM bookings')).toHaveLength(1);
  });

  test('keys belong to the API key that used them, and to its mode', async () => {
    const other = await grantKey(hub.hub, hub.tenant, { name: 'Other', kind: 'secret', mode: 'live' });
    await send('a');
    const answer = await send('a', visit, { authorization: `Bearer ${other}` });
    expect([errorOf(answer), isReplayed(answer)]).toEqual(['resource_unavailable', false]);
    const sandbox = await send('a', visit, { authorization: `Bearer ${hub.keys.test}` });
    expect(errorOf(sandbox)).toBe('invalid_service');
  });

  test('they are kept for a day', async () => {
    const first = await send('a');
    clock.advance(24 * 3_600_000 - 1000);
    expect((await send('a')).body).toEqual(first.body);
    clock.advance(1000);
    expect(errorOf(await send('a'))).toBe('resource_unavailable');
  });

  test('what ran out goes a few at a time, with the answers that are stored later', async () => {
    for (const key of ['a', 'b', 'c'])
      await hub.call('POST', '/v2/customers', { name: key }, { 'idempotency-key': key });
    clock.advance(24 * 3_600_000 - 1);
    await hub.call('POST', '/v2/customers', { name: 'd' }, { 'idempotency-key': 'd' });
    expect(rowsOf(hub, 'SELECT key FROM idempotency')).toHaveLength(4);
    clock.advance(1);
    const left: number[] = [];
    for (const key of ['e', 'f']) {
      await hub.call('POST', '/v2/customers', { name: key }, { 'idempotency-key': key });
      left.push(rowsOf(hub, 'SELECT key FROM idempotency').length);
    }
    expect(left).toEqual([3, 3]);
  });

  test('a secret that was shown once is shown again to who repeats the request, and to nobody else', async () => {
    const wish = { name: 'Shop', kind: 'secret', mode: 'live' };
    const first = await hub.call('POST', '/v2/api-keys', wish, { 'idempotency-key': 'shop' });
    const again = await hub.call('POST', '/v2/api-keys', wish, { 'idempotency-key': 'shop' });
    expect([first.status, again.status, isReplayed(again)]).toEqual([201, 201, true]);
    expect(again.body).toEqual(first.body);
    const shown = JSON.stringify(first.body).match(/sk_live_\w{24,}/)?.[0] ?? 'none';
    expect(shown).toMatch(/^sk_live_/);
    for (const file of ['live.sqlite', 'live.sqlite-wal'])
      expect(readFileSync(join(hub.dataDir, file)).includes(shown)).toBe(false);
    expect((await hub.call('GET', '/v2/me', undefined, { authorization: `Bearer ${shown}` })).status).toBe(
      200,
    );
  });

  test('P2: the table is noise without the caller’s key: no word of request or answer can be read in it', async () => {
    const words = ['Zebedee', 'zebedee@example.com', 'idem_zebedee_1', 'Wants the window'];
    await hub.call(
      'POST',
      '/v2/customers',
      { name: words[0], email: words[1], notes: words[3] },
      { 'x-idempotency-key': words[2] ?? '' },
    );
    const stored = rowsOf(hub, 'SELECT * FROM idempotency');
    expect(stored).toHaveLength(1);
    // Nor can it be guessed and held against what is stored.
    const guess = ['POST', '/v2/customers', { name: words[0], email: words[1], notes: words[3] }];
    const plain = createHash('sha256').update(JSON.stringify(guess)).digest('base64url');
    expect(Object.values(stored[0] ?? {})).not.toContain(plain);
    const kept = stored.flatMap((row) =>
      Object.values(row).map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value))),
    );
    for (const word of words) expect(Buffer.concat(kept).includes(word)).toBe(false);
    // The idempotency key and the caller's own key are nowhere in the folder, the write-ahead log included.
    for (const file of ['live.sqlite', 'live.sqlite-wal']) {
      const bytes = readFileSync(join(hub.dataDir, file));
      expect(bytes.includes(words[2] ?? '')).toBe(false);
      expect(bytes.includes(hub.keys.live)).toBe(false);
    }
  });

  test('B2: a booking refused under a key leaves no event and no number behind', async () => {
    await booked(hub, visit.start_at);
    const before = rowsOf(hub, 'SELECT * FROM counters');
    expect(errorOf(await send('a'))).toBe('resource_unavailable');
    expect(errorOf(await book(hub, visit.start_at))).toBe('resource_unavailable');
    expect(rowsOf(hub, 'SELECT * FROM counters')).toEqual(before);
  });
});
