import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openHubDoor } from '../../../electron/hub-door.ts';
import { openVault } from '../../../electron/vault.ts';
import { putBack } from '../../../server/backup/cli.ts';
import { config } from '../../../server/config.ts';
import type { NearbyHub } from '../../../shared/ipc.ts';
import { readJoinLink, writeJoinLink } from '../../../shared/lan/link.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { text } from '../../kit/rest.ts';

vi.mock('bonjour-service', () => ({
  Bonjour: class {
    publish(): void {}
    unpublishAll(done: () => void): void {
      done();
    }
    destroy(done: () => void): void {
      done();
    }
  },
}));
vi.mock('electron', async () => {
  const { fromPartition } = await import('../../kit/electron-double/partition.ts');
  return {
    session: { fromPartition },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => false,
      getSelectedStorageBackend: () => 'basic_text',
    },
  };
});

const folder = mkdtempSync(join(tmpdir(), 'dunebook-moving-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Where a hub is on the network, as it announces itself. */
async function announced({ hub }: TestHub): Promise<NearbyHub> {
  const { hub_id, name, port, fingerprint } = await hub.sharing.state();
  const addresses = [{ host: '127.0.0.1', port }];
  return { hub_id, name, version: '1.0.0', fingerprint_start: fingerprint.slice(0, 16), addresses };
}

test('S7: a hub moved to another computer is found again by its desks, which need no new code', async () => {
  // A practice with a desk on another computer.
  const old = await startHub({ dataDir: join(folder, 'old') });
  await old.hub.sharing.set({ on: true });
  let nearby = [await announced(old)];
  const door = openHubDoor({
    targetFile: join(folder, 'hub-target.json'),
    vault: openVault(join(folder, 'vault.json')),
    nearby: { hubs: async () => nearby, stop: () => undefined },
    startOwn: () => ({
      status: () => ({ state: 'stopped' }),
      url: () => undefined,
      invitation: async () => '',
      stop: async () => undefined,
    }),
    fetch,
    clock: () => performance.now(),
  });
  const code = await old.call('POST', '/v2/devices/pairing-codes', {});
  const link = readJoinLink(text(code.body, 'link'));
  if (!link) throw new Error('the hub shows no link');
  const shown = await door.join({
    by: { link: writeJoinLink({ ...link, addresses: nearby[0]?.addresses ?? [] }) },
  });
  if (!('invitation' in shown)) throw new Error(`not let in: ${shown.problem}`);

  async function ask(method: string, path: string, body?: object, bearer?: string) {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await door.send(new Request(`app://desk${path}`, init), path);
    return { status: answer.status, body: answer.status === 0 ? {} : Object(await answer.json()) };
  }

  const paired = await ask('POST', '/v2/devices/pair', { invitation: shown.invitation, name: 'Till' });
  const { token, device_id } = paired.body;
  await old.call('POST', '/v2/customers', { id: 'cust_before', name: 'Before' });

  // 1. A backup, and the end of the old one.
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const { file } = await old.hub.backups.make({ folder: stick, passphrase: 'a zebra in the attic' });
  const { epoch } = old.hub.stores.live;
  await old.stop();
  expect((await ask('GET', '/v2/me', undefined, token)).status).toBe(0);

  // 2. Put back on the new computer, which has another address.
  const dataDir = join(folder, 'new');
  vi.stubEnv('DUNEBOOK_PASSPHRASE', 'a zebra in the attic');
  await putBack(config.parse({ dataDir, port: 0 }), file, () => undefined);
  vi.unstubAllEnvs();
  const moved = await startHub({ dataDir });
  try {
    // 3. The desk finds it by itself.
    nearby = [await announced(moved)];
    const me = await vi.waitFor(
      async () => {
        const answer = await ask('GET', '/v2/me', undefined, token);
        expect(answer.status).toBe(200);
        return answer;
      },
      { timeout: 60_000, interval: 50 },
    );
    expect(me.body).toMatchObject({ kind: 'device', id: device_id });
    expect(JSON.parse(readFileSync(join(folder, 'hub-target.json'), 'utf8'))).toMatchObject({
      addresses: expect.arrayContaining([nearby[0]?.addresses[0]]),
    });
    expect((await ask('GET', '/v2/customers/cust_before', undefined, token)).body.name).toBe('Before');
    // Another epoch: what the backup lacks is sent again.
    expect((await ask('GET', '/v2/sync/status', undefined, token)).body.epoch).not.toBe(epoch);
  } finally {
    await door.stop();
    await moved.stop();
  }
});
