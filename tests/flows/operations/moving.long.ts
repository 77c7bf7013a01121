import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { putBack } from '../../../server/backup/cli.ts';
import { config } from '../../../server/config.ts';
import type { NearbyHub } from '../../../shared/ipc.ts';
import { readJoinLink, writeJoinLink } from '../../../shared/lan/link.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { ask, openDoor } from '../../kit/hub-door.ts';
import { text } from '../../kit/rest.ts';

vi.mock('bonjour-service', () => import('../../kit/quiet-bonjour.ts'));
vi.mock('electron', () => import('../../kit/electron-plain.ts'));

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
  const door = openDoor(folder, () => nearby);
  const code = await old.call('POST', '/v2/devices/pairing-codes', {});
  const link = readJoinLink(text(code.body, 'link'));
  if (!link) throw new Error('the hub shows no link');
  const shown = await door.join({
    by: { link: writeJoinLink({ ...link, addresses: nearby[0]?.addresses ?? [] }) },
  });
  if (!('invitation' in shown)) throw new Error(`not let in: ${shown.problem}`);

  const paired = await ask(door, 'POST', '/v2/devices/pair', { invitation: shown.invitation, name: 'Till' });
  const { token, device_id } = paired.body;
  await old.call('POST', '/v2/customers', { id: 'cust_before', name: 'Before' });

  // 1. A backup, and the end of the old one.
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const { file } = await old.hub.backups.make({ folder: stick, passphrase: 'a zebra in the attic' });
  const { epoch } = old.hub.stores.live;
  await old.stop();
  expect((await ask(door, 'GET', '/v2/me', undefined, token)).status).toBe(0);

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
        const answer = await ask(door, 'GET', '/v2/me', undefined, token);
        expect(answer.status).toBe(200);
        return answer;
      },
      { timeout: 60_000, interval: 50 },
    );
    expect(me.body).toMatchObject({ kind: 'device', id: device_id });
    expect(JSON.parse(readFileSync(join(folder, 'hub-target.json'), 'utf8'))).toMatchObject({
      addresses: expect.arrayContaining([nearby[0]?.addresses[0]]),
    });
    expect((await ask(door, 'GET', '/v2/customers/cust_before', undefined, token)).body.name).toBe('Before');
    // Another epoch: what the backup lacks is sent again.
    expect((await ask(door, 'GET', '/v2/sync/status', undefined, token)).body.epoch).not.toBe(epoch);
  } finally {
    await door.stop();
    await moved.stop();
  }
});
