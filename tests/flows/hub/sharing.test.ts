import { X509Certificate } from 'node:crypto';
import { Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../../server/config.ts';
import { fingerprintOf } from '../../../server/joining.ts';
import { startHub as startOwn } from '../../../server/main.ts';
import type { SharingState } from '../../../shared/lan/sharing.ts';
import { makeCertificate } from '../../kit/certificates.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { askOverLan, type LanPlace } from '../../kit/lan.ts';
import { signedIn } from '../../kit/people.ts';
import { at, errorOf } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startHub();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await hub.stop();
});

const fileOf = (name: string) => join(hub.dataDir, name);

async function share(change: object = {}): Promise<SharingState> {
  const answer = await hub.call('PUT', '/v2/sharing', { on: true, ...change });
  expect(answer.status).toBe(200);
  return answer.body as SharingState;
}

/** As a computer that was told the certificate. */
function pinned({ port, hub_id }: SharingState): LanPlace {
  return { port, ca: readFileSync(fileOf('certificate.pem'), 'utf8'), servername: hub_id };
}

describe('sharing on the network', () => {
  test('is off: nothing listens but on this computer, nothing is announced, and nobody finds an address', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
    const listening = vi.spyOn(Server.prototype, 'listen');
    const speaking = vi.spyOn(Socket.prototype, 'bind');
    const other = await startHub({ dataDir });
    try {
      const { body } = await other.call('GET', '/v2/sharing');
      expect(body).toMatchObject({ on: false, feeds: { on: false }, addresses: [], announced: false });
      await other.hub.sharing.look();
      expect(listening.mock.calls.map(([, host]) => host)).toEqual(['127.0.0.1']);
      expect(speaking).not.toHaveBeenCalled();
    } finally {
      await other.stop();
      rmSync(dataDir, { recursive: true });
    }
  });

  test('switched on, the same API is there by HTTPS under a certificate that lasts; its key is for nobody else', async () => {
    const state = await share();
    const cert = readFileSync(fileOf('certificate.pem'), 'utf8');
    const parsed = new X509Certificate(cert);
    expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(parsed.validToDate.getFullYear()).toBeGreaterThan(2100);
    expect(statSync(fileOf('certificate.key')).mode & 0o777).toBe(0o600);
    expect(state).toMatchObject({ on: true, fingerprint: fingerprintOf(cert), name: 'Dune Clinic' });
    expect(state.hub_id).toBe(readFileSync(fileOf('hub.id'), 'utf8').trim());
    for (const { host, port } of state.addresses)
      expect([port, /^127\.|^::1|^fe80/.test(host)]).toEqual([state.port, false]);

    const me = await askOverLan(pinned(state), 'GET', '/v2/me', { bearer: hub.keys.live });
    expect(me.body).toMatchObject({ kind: 'secret', tenant_id: hub.tenant });
    expect((await askOverLan(pinned(state), 'GET', '/v2/bookings')).status).toBe(401);
  });

  test('who pinned another certificate sends nothing; without encryption nothing is answered', async () => {
    const state = await share();
    let asked = 0;
    vi.spyOn(hub.hub.limits, 'take').mockImplementation(() => {
      asked += 1;
      return {};
    });
    const other = makeCertificate({ hosts: [state.hub_id] });
    const wrong = askOverLan({ ...pinned(state), ca: other.cert }, 'GET', '/v2/me', {
      bearer: hub.keys.live,
    });
    await expect(wrong).rejects.toThrow(/self-signed certificate/);
    expect(asked).toBe(0);
    await expect(askOverLan({ port: state.port }, 'GET', '/v2/health')).rejects.toThrow();
    await askOverLan(pinned(state), 'GET', '/v2/me', { bearer: hub.keys.live });
    expect(asked).toBe(1);
  });

  test('it answers to the computer’s own names and addresses there, and to no other; on this computer as ever', async () => {
    const state = await share();
    const health = async (host: string, place: LanPlace) =>
      (await askOverLan(place, 'GET', '/v2/health', { headers: { host } })).status;
    const own = [
      hostname(),
      `${hostname().toUpperCase()}.local`,
      '127.0.0.1',
      ...state.addresses.map(({ host }) => (host.includes(':') ? `[${host}]` : host)),
    ];
    for (const name of own)
      expect([name, await health(`${name}:${state.port}`, pinned(state))]).toEqual([name, 200]);
    for (const name of ['evil.example', `${hostname()}.evil.example`, '203.0.113.9'])
      expect([name, await health(name, pinned(state))]).toEqual([name, 403]);
    const here = { port: Number(new URL(hub.url).port) };
    for (const name of [
      hostname(),
      ...state.addresses.map(({ host }) => host).filter((host) => !host.includes(':')),
    ])
      expect([name, await health(name, here)]).toEqual([name, 403]);
  });

  test('a hub without a practice is set up from this computer alone', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
    const running = await startOwn(config.parse({ dataDir, port: 0, sharingPort: 0, logLevel: 'error' }));
    try {
      await running.hub.sharing.set({ on: true });
      const state = await running.hub.sharing.state();
      const place = {
        port: state.port,
        ca: readFileSync(join(dataDir, 'certificate.pem'), 'utf8'),
        servername: state.hub_id,
      };
      const body = { secret: running.hub.setup.secret() };
      const there = await askOverLan(place, 'POST', '/v2/setup/demo', { body });
      expect([there.status, at(there.body, 'error', 'code')]).toEqual([404, 'unknown_endpoint']);
      const here = { port: Number(new URL(running.url).port) };
      expect((await askOverLan(here, 'POST', '/v2/setup', { body })).status).toBe(422);
    } finally {
      await running.stop();
      rmSync(dataDir, { recursive: true });
    }
  });

  test('feeds without encryption only where the owner says so, and nothing else there', async () => {
    const listening = vi.spyOn(Server.prototype, 'listen');
    const without = await share();
    expect(without.feeds.on).toBe(false);
    expect(listening).toHaveBeenCalledTimes(1);
    const state = await share({ feeds_over_http: true });
    expect(state).toMatchObject({ feeds: { on: true }, port: without.port });
    const plain = { port: state.feeds.port };
    const { pathname } = new URL(hub.feedUrl);
    expect((await askOverLan(plain, 'GET', pathname)).text).toContain('BEGIN:VCALENDAR');
    expect((await askOverLan(plain, 'GET', '/calendar/feed/cal_nothing.ics')).status).toBe(404);
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/v2/health'],
      ['GET', '/v2/bookings'],
      ['GET', '/v1/bookings'],
      ['POST', '/v2/devices/pair'],
      ['POST', pathname],
      ['GET', '/calendar/feed/%E0%A4%A.ics'],
    ] as const) {
      const answer = await askOverLan(plain, method, path, { bearer: hub.keys.live });
      expect([path, answer.status, answer.text]).toEqual([path, 404, '']);
    }
    const foreign = await askOverLan(plain, 'GET', pathname, { headers: { host: 'evil.example' } });
    expect([foreign.status, foreign.text]).toEqual([403, '']);
    await share({ feeds_over_http: false });
    expect(listening).toHaveBeenCalledTimes(2);
    await expect(askOverLan(plain, 'GET', pathname)).rejects.toThrow(/ECONNREFUSED/);
    expect((await askOverLan(pinned(state), 'GET', '/v2/health')).status).toBe(200);
  });

  test('switched off, also from there, the answer comes, streams end and nobody is let in any more', async () => {
    const state = await share({ feeds_over_http: true });
    const heard: boolean[] = [];
    hub.hub.sharing.onChange((isShared) => heard.push(isShared));
    const desk = await pairDesk(hub);
    const ended = askOverLan(pinned(state), 'GET', '/v2/sync/stream', { bearer: desk.token });
    const off = await askOverLan(pinned(state), 'PUT', '/v2/sharing', {
      body: { on: false },
      bearer: hub.keys.live,
    });
    expect(off).toMatchObject({ status: 200, body: { on: false, addresses: [] } });
    await ended.catch(() => undefined);
    await expect(askOverLan(pinned(state), 'GET', '/v2/health')).rejects.toThrow(/ECONNREFUSED/);
    await expect(askOverLan({ port: state.feeds.port }, 'GET', '/')).rejects.toThrow(/ECONNREFUSED/);
    expect(heard).toEqual([false]);
  });

  test('only who answers for the hub may switch it; the sandbox may not', async () => {
    const manager = await signedIn(hub, 'manager');
    const desk = await pairDesk(hub);
    expect(errorOf(await manager.call('PUT', '/v2/sharing', { on: true }))).toBe('forbidden');
    expect(errorOf(await desk.call('PUT', '/v2/sharing', { on: true }))).toBe('forbidden');
    const asTest = { authorization: `Bearer ${hub.keys.test}` };
    expect(errorOf(await hub.call('PUT', '/v2/sharing', { on: true }, asTest))).toBe('forbidden');
    expect((await desk.call('GET', '/v2/sharing')).body.on).toBe(false);
  });

  test('what is in the way is said, the rest goes on, and once it is gone the hub is there by itself', async () => {
    const blocker = createServer().listen(0);
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    expect(await share({ port })).toMatchObject({ on: true, problem: 'port_in_use', addresses: [] });
    expect((await hub.call('GET', '/v2/bookings')).status).toBe(200);
    await new Promise((resolve) => blocker.close(resolve));
    await hub.hub.sharing.look();
    const { body } = await hub.call('GET', '/v2/sharing');
    expect(body).not.toHaveProperty('problem');
    expect((await askOverLan(pinned(body as SharingState), 'GET', '/v2/health')).status).toBe(200);
  });

  test('it stays on, under the same certificate, when the hub starts again; a damaged one is not replaced in silence', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
    try {
      const first = await startHub({ dataDir });
      const before = (await first.call('PUT', '/v2/sharing', { on: true })).body as SharingState;
      await first.stop();
      const again = await startHub({ dataDir });
      const after = (await again.call('GET', '/v2/sharing')).body as SharingState;
      expect(after).toMatchObject({ on: true, fingerprint: before.fingerprint, hub_id: before.hub_id });
      const place = {
        port: after.port,
        ca: readFileSync(join(dataDir, 'certificate.pem'), 'utf8'),
        servername: after.hub_id,
      };
      expect((await askOverLan(place, 'GET', '/v2/health')).status).toBe(200);
      await again.stop();

      rmSync(join(dataDir, 'certificate.key'));
      const damaged = await startHub({ dataDir });
      const answer = await damaged.call('GET', '/v2/sharing');
      expect([errorOf(answer), at(answer.body, 'error', 'message')]).toEqual([
        'unavailable',
        expect.stringContaining('certificate.key is missing'),
      ]);
      expect((await damaged.call('GET', '/v2/bookings')).status).toBe(200);
      const { fingerprint } = await damaged.hub.sharing.renewCertificate();
      expect(fingerprint).not.toBe(before.fingerprint);
      expect((await damaged.call('GET', '/v2/sharing')).body).toMatchObject({ on: true, fingerprint });
      await damaged.stop();
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
