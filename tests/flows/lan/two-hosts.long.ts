import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asHub, grantKey } from '../../../server/access/grant.ts';
import { config, createContext } from '../../../server/main.ts';
import { createPractice } from '../../../shared/commands/practice/create.ts';
import { type SharingState, sharingPort } from '../../../shared/lan/sharing.ts';
import { text } from '../../kit/rest.ts';
import { type Computer, type Network, namespaces, throughProxy } from './computers.ts';

const tenant = 'tnt_clinic';
/** For what happens on a network and in other processes, however busy the machine is. */
const patience = { timeout: 60_000, interval: 250 };

const hosts = namespaces();
const networks: readonly Network[] = [...(hosts ? [hosts] : []), throughProxy()];

describe.each(networks)('a hub and a desk on two hosts ($kind)', (network) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
  let key = '';
  let hub: Computer;
  let desk: Computer;
  let thief: Computer;
  let state: SharingState;
  let port = 0;
  let token = '';

  const owner = (method: string, path: string, body?: object) => hub.tell('atHub', method, path, key, body);
  const newCode = async () => (await owner('POST', '/v2/devices/pairing-codes', { valid_minutes: 60 })).body;
  const address = () => `${network.hubHost}:${port}`;

  beforeAll(async () => {
    const context = createContext(config.parse({ dataDir, logLevel: 'error' }));
    const practice = { name: 'Dune Clinic', timezone: 'Asia/Kolkata', currency: 'INR', country: 'IN' };
    await asHub(context, tenant, createPractice, practice);
    key = await grantKey(context, tenant, {
      name: 'Owner',
      kind: 'secret',
      mode: 'live',
      plan: 'enterprise',
    });
    await context.close();
    [hub, desk, thief] = [network.computer('hub'), network.computer('desk'), network.computer('thief')];
    await hub.tell('startHub', dataDir, network.kind === 'namespaces' ? sharingPort : 0);
    await desk.tell('openDesk', network.kind === 'namespaces');
  });
  afterAll(async () => {
    await network.remove();
    rmSync(dataDir, { recursive: true });
  });

  test('until it is shared, nobody on the network reaches it', async () => {
    const inner = await hub.tell('hubPort');
    if (network.kind === 'proxy') return;
    for (const at of [inner, sharingPort])
      expect(
        await thief.tell('askOpenly', { host: network.hubHost, port: at }, 'GET', '/v2/health', {}),
      ).toBe('ECONNREFUSED');
    expect(await desk.tell('nearby')).toEqual([]);
  });

  test('shared, a desk finds it by itself: what is announced is a name, an id and where it is', async () => {
    state = (await owner('PUT', '/v2/sharing', { on: true })).body as SharingState;
    port = await network.reachedAt(state.port);
    expect(state).toMatchObject({ on: true });
    expect(state).not.toHaveProperty('problem');
    if (network.kind === 'proxy') return;
    expect(state).toMatchObject({
      port: sharingPort,
      announced: true,
      addresses: [{ host: network.hubHost, port }],
    });
    const found = {
      hub_id: state.hub_id,
      name: 'Dune Clinic',
      version: expect.stringMatching(/^\d/),
      fingerprint_start: state.fingerprint.slice(0, 16),
      addresses: [{ host: network.hubHost, port }],
    };
    await expect.poll(() => desk.tell('nearby'), patience).toEqual([found]);
  });

  test('who was not let in learns nothing; the port for this computer alone and the one for feeds stay closed', async () => {
    const ca = readFileSync(join(dataDir, 'certificate.pem'), 'utf8');
    const place = { host: network.hubHost, port, ca, servername: state.hub_id };
    for (const path of [
      '/v2/bookings',
      '/v2/sync/bookings',
      '/v2/sync/stream',
      '/v2/devices',
      '/v2/sharing',
    ]) {
      const answer = await thief.tell('askOpenly', place, 'GET', path, {});
      expect([path, Object(answer).status]).toEqual([path, 401]);
    }
    const setup = await thief.tell('askOpenly', place, 'POST', '/v2/setup/demo', {
      body: { secret: 'set_x' },
    });
    expect(Object(setup).status).toBe(404);
    if (network.kind === 'proxy') return;
    for (const closed of [await hub.tell('hubPort'), state.feeds.port])
      expect(await thief.tell('askOpenly', { ...place, port: closed }, 'GET', '/', {})).toBe('ECONNREFUSED');
  });

  test('a wrong code lets nobody in; the right one does, and the desk knows the hub by its certificate', async () => {
    const code = await newCode();
    const wrong = await desk.tell('join', { address: address(), code: '0000-0000' });
    expect((await desk.tell('ask', 'POST', '/v2/devices/pair', { body: wrong })).status).toBe(401);
    const joined = await desk.tell('join', { address: address(), code: text(code, 'code').toLowerCase() });
    const { invitation } = joined as { invitation: string };
    const paired = await desk.tell('ask', 'POST', '/v2/devices/pair', {
      body: { invitation, name: 'Front desk' },
    });
    expect(paired).toMatchObject({ status: 201, body: { tenant_id: tenant, hub_id: state.hub_id } });
    token = text(paired.body, 'token');
    expect(token).toMatch(/^kept_/);
    expect(await desk.tell('target')).toMatchObject({
      kind: 'lan',
      hub_id: state.hub_id,
      fingerprint: state.fingerprint,
    });
    const me = await desk.tell('ask', 'GET', '/v2/me', { token });
    expect(me).toMatchObject({ status: 200, body: { kind: 'device', name: 'Front desk' } });
  });

  test('by link as well, where the address is in it', async () => {
    if (network.kind === 'proxy') return;
    const other = network.computer('desk');
    await other.tell('openDesk', false);
    const joined = await other.tell('join', { link: text(await newCode(), 'link') });
    expect(joined).toMatchObject({ name: 'Dune Clinic' });
    const { invitation } = joined as { invitation: string };
    expect((await other.tell('ask', 'POST', '/v2/devices/pair', { body: { invitation } })).status).toBe(201);
    await other.end();
  });

  test('somebody in the middle with another certificate gets nothing: no token, no body, no way in with a code', async () => {
    const code = await newCode();
    const at = await thief.tell('impersonate', state.hub_id, network.kind === 'namespaces' ? sharingPort : 0);
    network.divert(at);
    const body = { name: 'Secret Customer' };
    const tried = async () => {
      const { status } = await desk.tell('ask', 'POST', '/v2/customers', { body, token });
      return [status, (await thief.tell('caught')).handshakes > 0];
    };
    // It is the thief who answered: the desk met the certificate, and went no further.
    await expect.poll(tried, patience).toEqual([0, true]);
    expect(await desk.tell('target')).toMatchObject({ problem: 'other_certificate' });
    expect((await thief.tell('caught')).caught).toEqual([]);

    // A new desk is told the address and the code, and meets the thief.
    const victim = network.computer('desk');
    await victim.tell('openDesk', false);
    const joined = await victim.tell('join', { address: address(), code: text(code, 'code') });
    const { invitation } = joined as { invitation: string };
    const paired = await victim.tell('ask', 'POST', '/v2/devices/pair', {
      body: { invitation, name: 'New' },
    });
    expect(paired.status).toBe(401);
    expect(await victim.tell('target')).toMatchObject({ kind: 'own' });
    await victim.end();
    const { caught } = await thief.tell('caught');
    expect(caught).toEqual([
      { path: '/v2/devices/pair', authorization: '', body: JSON.stringify({ invitation, name: 'New' }) },
    ]);

    // What the thief heard opens nothing at the hub; the code itself still does.
    network.divert(undefined);
    const shown = await owner('POST', '/v2/devices/pair', { invitation });
    expect(shown.status).toBe(401);
    const again = async () => (await desk.tell('ask', 'GET', '/v2/me', { token })).status;
    await expect.poll(again, patience).toBe(200);
    expect(await desk.tell('target')).not.toHaveProperty('problem');
    const right = await desk.tell('join', { address: address(), code: text(code, 'code') });
    expect(Object(right).invitation).not.toBe(invitation);
  });

  test('a link that is cut and comes back: what was done meanwhile is there, without being let in again', async () => {
    expect(await desk.tell('listen', token)).toBe(200);
    await expect.poll(async () => (await desk.tell('heard')).heard, patience).toBeGreaterThan(0);
    network.cut(true);
    expect((await desk.tell('ask', 'GET', '/v2/me', { token })).status).toBe(0);
    expect((await owner('POST', '/v2/customers', { id: 'cust_meanwhile', name: 'Meanwhile' })).status).toBe(
      201,
    );
    network.cut(false);
    const there = async () =>
      (await desk.tell('ask', 'GET', '/v2/customers/cust_meanwhile', { token })).status;
    await expect.poll(there, patience).toBe(200);
    expect(await desk.tell('listen', token)).toBe(200);
    await expect.poll(async () => (await desk.tell('heard')).heard, patience).toBeGreaterThan(0);
  });

  test('given another address, the hub announces it, and the desk finds it there by its id and certificate', async () => {
    const host = network.move();
    if (host === undefined) return;
    const there = async () => (await desk.tell('ask', 'GET', '/v2/me', { token })).status;
    await expect.poll(there, patience).toBe(200);
    const { addresses } = (await desk.tell('target')) as { addresses?: unknown };
    expect(addresses).toContainEqual({ host, port });
    const known = (await owner('GET', '/v2/sharing')).body.addresses;
    expect(known).toEqual([{ host, port }]);
  });

  test('removed at the hub, the desk’s stream ends at once, and all it is told is that it was removed', async () => {
    expect(await desk.tell('listen', token)).toBe(200);
    const device = token.replace('kept_', '');
    expect((await owner('DELETE', `/v2/devices/${device}`)).status).toBe(204);
    await expect.poll(async () => (await desk.tell('heard')).listening, patience).toBe(false);
    const refused = await desk.tell('ask', 'GET', '/v2/bookings', { token });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'device_revoked' } } });
  });

  test('switched off, it is gone from the network', async () => {
    expect((await owner('PUT', '/v2/sharing', { on: false })).status).toBe(200);
    await expect
      .poll(async () => (await desk.tell('ask', 'GET', '/v2/me', { token })).status, patience)
      .toBe(0);
    if (network.kind === 'namespaces') await expect.poll(() => desk.tell('nearby'), patience).toEqual([]);
  });
});
