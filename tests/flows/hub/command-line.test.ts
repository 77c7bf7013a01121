import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPin, seedDemo } from '../../../server/access/demo-staff.ts';
import { config, createContext, startHub } from '../../../server/main.ts';
import { readJoinLink } from '../../../shared/lan/link.ts';
import { roles } from '../../../shared/resources/staff.ts';
import { cachedEnv } from '../../kit/compile-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'dunebook-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(...args: string[]): string[] {
  const file = resolve(import.meta.dirname, '../../../server/cli.ts');
  const data = ['--data', join(folder, 'data')];
  return execFileSync(process.execPath, [file, ...args, ...data], { encoding: 'utf8', env: cachedEnv })
    .trim()
    .split('\n');
}

/** `stf_… PIN 123456 (live)`. */
function personIn(line = ''): { staff_id: string; pin: string } {
  const [, staff_id = '', pin = ''] = /^(stf_\w+) PIN (\d{6}) \((live|test)\)$/.exec(line) ?? [];
  return { staff_id, pin };
}

let made: string[];
beforeAll(() => {
  made = cli(
    'practice',
    'create',
    '--name',
    'Dune',
    '--timezone',
    'Europe/Berlin',
    '--currency',
    'EUR',
    '--country',
    'DE',
    '--email',
    'ola@example.com',
  );
});

test('a practice begins with an owner who can sign in, and a sandbox that has something in it', async () => {
  const [tenant, live, sandbox] = made;
  expect(tenant).toMatch(/^tnt_/);
  const front = personIn(cli('staff', 'create', '--name', 'Fay', '--role', 'front_desk')[0]);
  const key = cli('keys', 'create', '--mode', 'test')[0];
  const running = await startHub(config.parse({ dataDir: join(folder, 'data'), port: 0, logLevel: 'error' }));
  try {
    const call = async (path: string, body?: object, bearer?: string) => {
      const response = await fetch(running.url + path, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      });
      return Object(await response.json());
    };
    const owner = await call('/v2/sessions', { email: 'ola@example.com', pin: personIn(live).pin });
    expect((await call('/v2/me', undefined, owner.token)).scopes).toContain('api_keys:write');
    const inSandbox = await call('/v2/sessions', { ...personIn(sandbox), mode: 'test' });
    expect(inSandbox.token).toMatch(/^ses_test_/);
    const own = await call('/v2/api-keys', { name: 'Mine' }, inSandbox.token);
    expect(own.secret).toMatch(/^sk_test_/);
    const desk = await call('/v2/sessions', front);
    expect((await call('/v2/me', undefined, desk.token)).scopes).not.toContain('staff:read');
    const usage = await call('/v2/tenant/usage', undefined, key);
    expect(usage.documents.customers).toBe(2000);
  } finally {
    await running.stop();
  }
});

test('a wrong role is refused in words', () => {
  expect(() => cli('staff', 'create', '--name', 'X', '--role', 'king')).toThrow(/role/);
});

test('the demo has one person of each role, in the clinic and in its sandbox, once', async () => {
  const hub = createContext(config.parse({ dataDir: join(folder, 'demo'), port: 0 }));
  try {
    for (let i = 0; i < 2; i++) await seedDemo(hub, 'clinic');
    for (const mode of ['live', 'test'] as const) {
      const staff = await hub.stores[mode].read('tnt_clinic', (view) => view.range('staff', []));
      expect(staff.map(({ role }) => role).sort()).toEqual([...roles].sort());
      expect(await hub.passwords.fits(staff[0]?.pin_hash, demoPin)).toBe(true);
    }
  } finally {
    hub.close();
  }
});

test('sharing is switched beside a hub that runs, which follows; desks are invited by link and by code', async () => {
  expect(cli('sharing', 'show')).toEqual(['No other computer reaches this hub: sharing is off']);
  const own = { dataDir: join(folder, 'data'), port: 0, sharingPort: 0, logLevel: 'error' };
  const running = await startHub(config.parse(own), { lookEvery: 20 });
  try {
    const free = await freePort();
    const shown = cli('sharing', 'on', '--sharing-port', String(free));
    const state = () => running.hub.sharing.state();
    await expect.poll(async () => (await state()).on).toBe(true);
    const { fingerprint, port, addresses } = await state();
    expect(port).toBe(free);
    const certificate = `Certificate SHA-256 ${fingerprint.match(/.{4}/g)?.join(' ')}`;
    expect(shown).toContain(certificate);
    expect(cli('certificate')).toEqual([certificate]);
    expect(() => cli('certificate', 'renew')).toThrow(/Stop the hub first/);
    const [here = '', link = '', code = ''] = cli('desks', 'invite');
    const invitation = here.replace(/^http:\/\/127\.0\.0\.1:\d+\/#invitation=/, '');
    if (addresses.length > 0) {
      expect(readJoinLink(link)).toEqual({ addresses, fingerprint, invitation, name: 'Dune' });
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4} at \S+:\d+$/);
    }
    const body = JSON.stringify({ invitation });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${running.url}/v2/devices/pair`, { method: 'POST', headers, body })).status).toBe(
      201,
    );
    cli('sharing', 'off');
    await expect.poll(async () => (await state()).on).toBe(false);
  } finally {
    await running.stop();
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
