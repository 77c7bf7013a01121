import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deriveFromCode, fingerprintOf } from '../server/joining.ts';
import type { NearbyHub } from '../shared/ipc.ts';
import { writeJoinLink } from '../shared/lan/link.ts';
import type { HubAddress } from '../shared/lan/sharing.ts';
import { type Certificate, makeCertificate } from '../tests/kit/certificates.ts';
import { type HubDoor, openHubDoor } from './hub-door.ts';
import type { HubProcess } from './hub-process.ts';
import { openVault } from './vault.ts';

const keyring = vi.hoisted(() => ({ there: true }));
vi.mock('electron', async () => {
  const { fromPartition } = await import('../tests/kit/electron-double/partition.ts');
  const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    session: { fromPartition },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => keyring.there,
      getSelectedStorageBackend: () => (keyring.there ? 'kwallet' : 'basic_text'),
      encryptStringAsync: async (text: string) => turned(Buffer.from(text)),
      decryptStringAsync: async (sealed: Buffer) => ({ result: turned(sealed).toString() }),
    },
  };
});

/** How long a busy machine may take. */
const patience = { timeout: 30_000 };
const hubId = '018f4e2a-7b1c-7c3d-8e4f-5a6b7c8d9e0f';
const token = 'dsk_live_the-real-token-of-this-desk';
const invitation = 'inv_0123456789abcdefghijkl';
const paired = { device_id: 'dev_1', tenant_id: 'tnt_clinic', token, hub_id: hubId };

let folder = '';
const ends: (() => void)[] = [];
beforeEach(() => {
  keyring.there = true;
  folder = mkdtempSync(join(tmpdir(), 'dunebook-door-'));
  ends.push(() => rmSync(folder, { recursive: true }));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Heard {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

interface Answering {
  readonly address: HubAddress;
  readonly fingerprint: string;
  readonly heard: Heard[];
  close(): void;
}

/** Somebody who answers over TLS with a certificate, and what of requests reached them. */
async function serve(
  certificate: Certificate,
  {
    pairs = paired,
    port = 0,
    replaces = () => 204,
  }: { pairs?: object; port?: number; replaces?: () => number } = {},
): Promise<Answering> {
  const heard: Heard[] = [];
  const server = createServer(certificate, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization } = request.headers;
    heard.push({ path: request.url ?? '', authorization, body: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json');
    response.statusCode = request.url === '/v2/devices/pair' ? 201 : 200;
    if (request.url === '/v2/devices/replace') response.statusCode = replaces();
    response.end(JSON.stringify(request.url === '/v2/devices/pair' ? pairs : { ok: true }));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  ends.push(close);
  const address = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  return { address, fingerprint: fingerprintOf(certificate.cert), heard, close };
}

const own = { started: 0, stopped: 0 };
function ownHub(): HubProcess {
  own.started += 1;
  return {
    status: () => ({ state: 'ready', url: 'http://127.0.0.1:4650' }),
    url: () => 'http://127.0.0.1:4650',
    invitation: async () => invitation,
    async stop() {
      own.stopped += 1;
    },
  };
}

interface Ground {
  readonly nearby?: NearbyHub[];
  /** What the hub of this computer is asked, and what it answers. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

function openDoor({ nearby = [], fetch = async () => Response.json({ own: true }) }: Ground = {}): HubDoor {
  const vault = openVault(join(folder, 'tokens.json'));
  return openHubDoor({
    targetFile: join(folder, 'hub-target.json'),
    vault,
    nearby: { hubs: async () => nearby, stop: () => undefined },
    startOwn: ownHub,
    fetch,
    clock: () => 0,
  });
}

function pairWith(door: HubDoor, shown: string, bearer?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
  const body = JSON.stringify({ invitation: shown, name: 'Front desk' });
  const request = new Request('app://desk/v2/devices/pair', { method: 'POST', headers, body });
  return door.send(request, '/v2/devices/pair');
}

function ask(door: HubDoor, bearer = 'kept_dev_1'): Promise<Response> {
  const request = new Request('app://desk/v2/me', { headers: { authorization: `Bearer ${bearer}` } });
  return door.send(request, '/v2/me');
}

const linkTo = ({ address, fingerprint }: Answering, shown = invitation) =>
  writeJoinLink({ addresses: [address], fingerprint, invitation: shown, name: 'Dune Clinic' });

async function joinedByLink(hub: Answering, door = openDoor()): Promise<HubDoor> {
  const link = linkTo(hub);
  expect(await door.join({ by: { link } })).toEqual({ invitation, name: 'Dune Clinic' });
  expect((await pairWith(door, invitation)).status).toBe(201);
  return door;
}

describe('a hub on another computer', () => {
  test('by a link: the window gets a stand-in, the hub the token, and no hub runs here any more', async () => {
    const hub = await serve(makeCertificate({ hosts: ['hub'] }));
    const door = openDoor();
    const { started, stopped } = own;
    await door.join({ by: { link: linkTo(hub) } });
    // Until it is let in there, all else goes to the hub of this computer.
    expect(await (await ask(door)).json()).toEqual({ own: true });
    const answer = await pairWith(door, invitation);
    expect(await answer.json()).toEqual({ ...paired, token: 'kept_dev_1' });
    expect(own).toEqual({ started, stopped: stopped + 1 });

    expect(await (await ask(door)).json()).toEqual({ ok: true });
    expect(hub.heard.at(-1)).toMatchObject({ path: '/v2/me', authorization: `Bearer ${token}` });
    expect(await door.target()).toEqual({
      kind: 'lan',
      hub_id: hubId,
      name: 'Dune Clinic',
      addresses: [hub.address],
      fingerprint: hub.fingerprint,
      keyring: true,
      tries: [hub.address],
    });
    expect(await door.invitation()).toBeUndefined();

    // The next run begins there.
    const again = openDoor();
    expect(own.started).toBe(started);
    expect((await ask(again)).status).toBe(200);
    expect(hub.heard.at(-1)?.authorization).toBe(`Bearer ${token}`);
    again.leave();
    expect(own.started).toBe(started + 1);
    expect(await again.target()).toEqual({ kind: 'own', keyring: true });
    await ask(again);
    expect(readFileSync(join(folder, 'tokens.json'), 'utf8')).toBe('{}');
  });

  test('P2: the token is sealed where there is a keyring, and else in a file of this account alone', async () => {
    const hub = await serve(makeCertificate({ hosts: ['hub'] }));
    const file = join(folder, 'tokens.json');
    await joinedByLink(hub);
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    keyring.there = false;
    const door = await joinedByLink(hub);
    expect(readFileSync(file, 'utf8')).toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await door.target()).toMatchObject({ keyring: false });
    expect((await ask(door)).status).toBe(200);
  });

  test('by a short code: who does not know it, or sits in the middle, gets nothing that the hub would take', async () => {
    const hub = await serve(makeCertificate({ hosts: ['hub'] }));
    const door = openDoor({
      nearby: [
        {
          hub_id: hubId,
          name: 'Dune Clinic',
          version: '1',
          fingerprint_start: '',
          addresses: [hub.address, { host: '10.0.0.9', port: 4651 }],
        },
      ],
    });
    const by = { address: `127.0.0.1:${hub.address.port}`, code: 'k7qm 2xpd' };
    const prepared = await door.join({ by });
    const derived = await deriveFromCode('K7QM2XPD', hub.fingerprint);
    expect(prepared).toEqual({ invitation: derived.invitation, name: 'Dune Clinic' });
    // Asking who answers there sent nothing.
    expect(hub.heard).toEqual([]);

    // Whoever lets everybody in does not know the code, and nothing is kept of them.
    const refused = await pairWith(door, derived.invitation);
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain(token);
    expect(await door.target()).toMatchObject({ kind: 'own' });
    expect(hub.heard[0]?.body).not.toContain('K7QM');

    const right = await serve(makeCertificate({ hosts: ['hub'] }), {
      pairs: { ...paired, proof: 'to be worked out' },
    });
    const other = await deriveFromCode('K7QM2XPD', right.fingerprint);
    expect(other.invitation).not.toBe(derived.invitation);
  });

  test.each([
    ['without end', { ...paired, padding: 'x'.repeat(70_000) }],
    ['that is none', { token }],
  ])(
    'by a short code: an answer %s, of whoever sits in the middle, reaches neither vault nor window',
    async (_, pairs) => {
      const hub = await serve(makeCertificate({ hosts: ['hub'] }), { pairs });
      const door = openDoor();
      const by = { address: `127.0.0.1:${hub.address.port}`, code: 'K7QM-2XPD' };
      const { invitation: shown = '' } = Object(await door.join({ by }));
      const answer = await pairWith(door, shown);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain(token);
      expect(await door.target()).toMatchObject({ kind: 'own' });
    },
  );

  test('by a short code: the hub that made it proves that', async () => {
    const certificate = makeCertificate({ hosts: ['hub'] });
    const { invitation: shown, proof } = await deriveFromCode('K7QM2XPD', fingerprintOf(certificate.cert));
    const hub = await serve(certificate, { pairs: { ...paired, proof } });
    const door = openDoor();
    const by = { address: `127.0.0.1:${hub.address.port}`, code: 'K7QM-2XPD' };
    expect(await door.join({ by })).toEqual({ invitation: shown, name: '127.0.0.1' });
    expect(await (await pairWith(door, shown)).json()).toEqual({ ...paired, token: 'kept_dev_1' });
    expect(await door.target()).toMatchObject({ kind: 'lan', hub_id: hubId, fingerprint: hub.fingerprint });
  });

  test('another certificate at its address: no request reaches whoever has it, and the window is told', async () => {
    const certificate = makeCertificate({ hosts: ['hub'] });
    const hub = await serve(certificate);
    const door = await joinedByLink(hub);
    expect((await ask(door)).status).toBe(200);
    hub.close();
    const middle = await serve(makeCertificate({ hosts: ['hub'] }), { port: hub.address.port });
    // A connection of before may still be remembered for one request.
    await vi.waitFor(async () => {
      await ask(door);
      expect(await door.target()).toMatchObject({ kind: 'lan', problem: 'other_certificate' });
    }, patience);
    const answer = await door.send(
      new Request('app://desk/v2/sync/intents', { method: 'POST', body: '{"secret":"of a customer"}' }),
      '/v2/sync/intents',
    );
    expect(answer.type).toBe('error');
    expect(middle.heard).toEqual([]);
    expect(await door.join({ by: { link: linkTo(hub) } })).toEqual({ problem: 'other_certificate' });
    expect(middle.heard).toEqual([]);

    middle.close();
    await serve(certificate, { port: hub.address.port });
    await vi.waitFor(async () => expect((await ask(door)).status).toBe(200), patience);
    expect(await door.target()).not.toHaveProperty('problem');
  });

  test('a hub that got another address is found by what it announces, and only by its certificate', async () => {
    const certificate = makeCertificate({ hosts: ['hub'] });
    const hub = await serve(certificate);
    const nearby: NearbyHub[] = [];
    const door = await joinedByLink(hub, openDoor({ nearby }));
    const liar = await serve(makeCertificate({ hosts: ['hub'] }));
    hub.close();
    const moved = await serve(certificate);
    const said = { hub_id: hubId, name: 'Dune Clinic', version: '1', fingerprint_start: '' };
    nearby.push({ ...said, addresses: [liar.address, moved.address] });
    await vi.waitFor(async () => expect((await ask(door)).status).toBe(200), patience);
    expect(liar.heard).toEqual([]);
    const { addresses } = { addresses: [], ...(await door.target()) };
    expect(addresses).toEqual([moved.address, hub.address]);
    expect(await door.target()).not.toHaveProperty('problem');
  });

  test('a hub that nobody announces is found at an address that somebody types, and only by its certificate', async () => {
    const certificate = makeCertificate({ hosts: ['hub'] });
    const hub = await serve(certificate);
    const door = await joinedByLink(hub);
    const other = await serve(makeCertificate({ hosts: ['hub'] }));
    hub.close();
    const moved = await serve(certificate);
    expect(await door.find('not an address')).toBe('not_an_address');
    expect(await door.find('127.0.0.1:1')).toBe('not_found');
    expect(await door.find(`127.0.0.1:${other.address.port}`)).toBe('other_certificate');
    expect(await door.target()).toMatchObject({ addresses: [hub.address], tries: [hub.address] });
    expect(await door.find(`127.0.0.1:${moved.address.port}`)).toBeUndefined();
    expect((await ask(door)).status).toBe(200);
    expect(other.heard).toEqual([]);
    // The next run begins there.
    expect(await openDoor().target()).toMatchObject({ tries: [moved.address, hub.address] });
    await expect(openDoor().find('127.0.0.1:1')).resolves.toBe('not_found');
    door.leave();
    await expect(door.find(`127.0.0.1:${moved.address.port}`)).rejects.toThrow('this computer');
  });

  test('a token goes to the hub that gave it alone', async () => {
    const asked: string[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      asked.push(`${url} ${new Headers(init.headers).get('authorization')}`);
      return Response.json({ ...paired, device_id: 'dev_own', token: 'dsk_live_own' }, { status: 201 });
    };
    const door = openDoor({ fetch });
    await pairWith(door, invitation);
    await ask(door, 'kept_dev_own');
    expect(asked.at(-1)).toBe('http://127.0.0.1:4650/v2/me Bearer dsk_live_own');

    const hub = await serve(makeCertificate({ hosts: ['hub'] }));
    await door.join({ by: { link: linkTo(hub) } });
    await pairWith(door, invitation, 'kept_dev_own');
    expect(hub.heard.at(-1)).toMatchObject({ path: '/v2/devices/pair', authorization: undefined });
    for (const shown of ['kept_dev_own', 'dsk_live_own']) {
      await ask(door, shown);
      expect(hub.heard.at(-1)).toMatchObject({ path: '/v2/me', authorization: undefined });
    }
    // A person's own proof is theirs to show.
    await ask(door, 'ses_of_somebody');
    expect(hub.heard.at(-1)?.authorization).toBe('Bearer ses_of_somebody');

    // Let in again at the same hub, it says which desk it was.
    await door.join({ by: { link: linkTo(hub) } });
    await pairWith(door, invitation, 'kept_dev_1');
    expect(hub.heard.at(-1)).toMatchObject({ path: '/v2/devices/pair', authorization: `Bearer ${token}` });
  });

  describe('S12: let in again at a hub that has another certificate', () => {
    const next = { ...paired, device_id: 'dev_2', token: 'dsk_live_the-next-token-of-this-desk' };
    const token_hash = createHash('sha256').update(token).digest('hex');
    const tenant = paired.tenant_id;
    const replaced = (hub: Answering) => hub.heard.filter(({ path }) => path === '/v2/devices/replace');
    const toldOnce = {
      path: '/v2/devices/replace',
      authorization: `Bearer ${next.token}`,
      body: JSON.stringify({ token_hash }),
    };

    async function joinAgain(door: HubDoor, hub: Answering, more: object = { tenant }): Promise<void> {
      await door.join({ by: { link: linkTo(hub) }, ...more });
      expect((await pairWith(door, invitation, 'kept_dev_1')).status).toBe(201);
    }

    function handOver(door: HubDoor): Promise<Response> {
      const path = '/v2/sync/intents';
      return door.send(new Request(`app://desk${path}`, { method: 'POST', body: '{}' }), path);
    }

    test('the hub is told which desk it was once it is proven, and never gets the old token', async () => {
      const door = await joinedByLink(await serve(makeCertificate({ hosts: ['hub'] })));
      const hub = await serve(makeCertificate({ hosts: ['hub'] }), { pairs: next });
      await joinAgain(door, hub);
      expect(replaced(hub)).toEqual([toldOnce]);
      await handOver(door);
      expect(replaced(hub)).toHaveLength(1);
      expect(hub.heard[0]).toMatchObject({ path: '/v2/devices/pair', authorization: undefined });
      expect(JSON.stringify(hub.heard)).not.toContain(token);
      expect(readFileSync(join(folder, 'hub-target.json'), 'utf8')).not.toContain('former');
    });

    test.each([
      ['another hub', { ...next, hub_id: '0190a3c4-7b1e-7c3d-9f00-3a5b7c9d1e2f' }, { tenant }],
      ['one of a practice that the window did not name', next, {}],
    ])('not so %s', async (_, pairs, more) => {
      const door = await joinedByLink(await serve(makeCertificate({ hosts: ['hub'] })));
      const hub = await serve(makeCertificate({ hosts: ['hub'] }), { pairs });
      await joinAgain(door, hub, more);
      await handOver(door);
      expect(hub.heard.map(({ path }) => path)).toEqual(['/v2/devices/pair', '/v2/sync/intents']);
      expect(JSON.stringify(hub.heard)).not.toContain(token_hash);
    });

    test('nor one that does not know the code', async () => {
      const door = await joinedByLink(await serve(makeCertificate({ hosts: ['hub'] })));
      const hub = await serve(makeCertificate({ hosts: ['hub'] }), { pairs: next });
      const by = { address: `127.0.0.1:${hub.address.port}`, code: 'K7QM-2XPD' };
      const { invitation: shown } = { invitation: '', ...(await door.join({ by, tenant })) };
      expect((await pairWith(door, shown, 'kept_dev_1')).status).toBe(401);
      await handOver(door);
      expect(hub.heard.map(({ path }) => path)).toEqual(['/v2/devices/pair']);
    });

    test('where that did not get through, nothing is handed over before it has, in the next run either', async () => {
      let status = 503;
      const door = await joinedByLink(await serve(makeCertificate({ hosts: ['hub'] })));
      const hub = await serve(makeCertificate({ hosts: ['hub'] }), { pairs: next, replaces: () => status });
      await joinAgain(door, hub);
      expect((await handOver(door)).type).toBe('error');
      expect((await ask(door, 'kept_dev_2')).status).toBe(200);
      const again = openDoor();
      expect((await handOver(again)).type).toBe('error');
      expect(hub.heard.map(({ path }) => path)).not.toContain('/v2/sync/intents');
      status = 204;
      expect((await handOver(again)).status).toBe(200);
      expect((await handOver(again)).status).toBe(200);
      expect(replaced(hub)).toEqual(Array(4).fill(toldOnce));
      expect(await again.target()).not.toHaveProperty('former');
    });
  });

  test('S10: the hub of another practice is not gone over to', async () => {
    const hub = await serve(makeCertificate({ hosts: ['hub'] }));
    const door = openDoor();
    await door.join({ by: { link: linkTo(hub) }, tenant: 'tnt_another' });
    const answer = await pairWith(door, invitation);
    expect(await answer.json()).toMatchObject({ error: { code: 'tenant_mismatch' } });
    expect(await door.target()).toMatchObject({ kind: 'own' });
  });

  test.each([
    [{ link: 'dunebook://join?v=1' }, 'not_a_link'],
    [{ link: 'https://example.com/#invitation=inv_0123456789abcdef' }, 'not_a_link'],
    [{ address: 'not an address', code: 'K7QM-2XPD' }, 'not_an_address'],
    [{ address: '127.0.0.1', code: 'K7QM' }, 'not_a_code'],
    [{ address: '127.0.0.1:1', code: 'K7QM-2XPD' }, 'not_found'],
  ] as const)('%o is refused: %s', async (by, problem) => {
    expect(await openDoor().join({ by })).toEqual({ problem });
  });
});
