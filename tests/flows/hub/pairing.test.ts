import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret } from '../../../server/gates/auth.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { countBy, errorOf, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterEach(() => hub.stop());

/** As a new desk does: with nothing but the invitation. */
async function pair(invitation: string): Promise<Answer> {
  const response = await fetch(`${hub.url}/v2/devices/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation, name: 'Desk' }),
  });
  return { status: response.status, headers: response.headers, body: Object(await response.json()) };
}

/** A request with headers that `fetch` would not let through. */
function raw(
  path: string,
  host: string,
): Promise<{ status: number; location: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(hub.url);
    const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += String(chunk);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('pairing a desk', () => {
  test('an invitation lets in one desk, once, with a token that works', async () => {
    const invitation = await hub.invite();
    const paired = await pair(invitation);
    expect(paired.status).toBe(201);
    const token = text(paired.body, 'token');
    expect(token).toMatch(/^dsk_live_[0-9A-Za-z]{24,}$/);
    const me = await hub.call('GET', '/v2/me', undefined, { authorization: `Bearer ${token}` });
    expect(me.body).toMatchObject({
      kind: 'device',
      id: paired.body.device_id,
      tenant_id: hub.tenant,
      mode: 'live',
    });
    expect(errorOf(await pair(invitation))).toBe('unauthorized');
  });

  test('shown ten times at once, it lets in one', async () => {
    const invitation = await hub.invite();
    const answers = await Promise.all(Array.from({ length: 10 }, () => pair(invitation)));
    expect(countBy(answers, (answer) => answer.status)).toEqual({ 201: 1, 401: 9 });
    expect(rowsOf(hub, 'SELECT id FROM devices')).toHaveLength(1);
  });

  test('one that ran out, is unknown, or is something else lets in nobody', async () => {
    const invitation = await hub.invite();
    clock.advance(60 * 60_000);
    expect(errorOf(await pair(invitation))).toBe('unauthorized');
    expect(errorOf(await pair(`inv_${'x'.repeat(32)}`))).toBe('unauthorized');
    expect(errorOf(await pair(hub.keys.live))).toBe('unauthorized');
    expect(errorOf(await pair(hashSecret(invitation)))).toBe('unauthorized');
    expect(rowsOf(hub, 'SELECT id FROM devices')).toEqual([]);
  });

  test('being on loopback gives nothing', async () => {
    for (const path of ['/v2/me', '/v2/bookings', '/v2/customers', '/v2/sync/bookings', '/v2/sync/stream']) {
      const response = await fetch(hub.url + path);
      expect([path, response.status]).toEqual([path, 401]);
      await response.body?.cancel();
    }
  });

  test('P2: neither the invitation nor the token is in the data folder', async () => {
    const invitation = await hub.invite();
    const token = text((await pair(invitation)).body, 'token');
    const tables = ['invites', 'devices', 'events', 'idempotency', 'intents'];
    const kept = JSON.stringify(tables.map((table) => rowsOf(hub, `SELECT * FROM ${table}`)));
    expect(kept).toContain(hashSecret(token));
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(invitation);
  });
});

describe('the name a hub answers to', () => {
  test('foreign names are refused, whatever they ask for', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '10.0.0.1',
    ]) {
      const answer = await raw('/v2/health', host);
      expect([host, answer.status]).toEqual([host, 403]);
      expect(answer.body).not.toContain('"status"');
    }
  });

  test('localhost is sent to 127.0.0.1, path and query with it', async () => {
    const { port } = new URL(hub.url);
    const answer = await raw('/v2/health?x=1', `localhost:${port}`);
    expect(answer).toMatchObject({ status: 307, location: `http://127.0.0.1:${port}/v2/health?x=1` });
    expect((await raw('/v2/health', `127.0.0.1:${port}`)).status).toBe(200);
  });
});
