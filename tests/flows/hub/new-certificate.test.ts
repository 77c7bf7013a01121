import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HubDoor } from '../../../electron/hub-door.ts';
import { readJoinLink, writeJoinLink } from '../../../shared/lan/link.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { ask, openDoor } from '../../kit/hub-door.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, text } from '../../kit/rest.ts';

vi.mock('bonjour-service', () => import('../../kit/quiet-bonjour.ts'));
vi.mock('electron', () => import('../../kit/electron-plain.ts'));

const install = '0190a3c4-7b1e-7c3d-9f00-3a5b7c9d1e2f';
let folder = '';
let hub: TestHub;
let door: HubDoor;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-certificate-'));
  hub = await startHub({ dataDir: join(folder, 'hub'), clock: testClock('2026-04-15T04:00:00Z') });
  await referencePractice(hub);
  await hub.call('PUT', '/v2/sharing', { on: true });
  door = openDoor(folder);
});
afterEach(async () => {
  await door.stop();
  await hub.stop();
  rmSync(folder, { recursive: true });
});

/** Lets the desk in by a link or by the short code, as the page does; `before` is what it showed until then. */
async function letIn(by: 'link' | 'code', before?: string): Promise<{ id: string; token: string }> {
  const made = (await hub.call('POST', '/v2/devices/pairing-codes', {})).body;
  const { port } = await hub.hub.sharing.state();
  const link = readJoinLink(text(made, 'link'));
  if (!link) throw new Error('the hub shows no link');
  const addresses = [{ host: '127.0.0.1', port }];
  const shown = await door.join({
    by:
      by === 'link'
        ? { link: writeJoinLink({ ...link, addresses }) }
        : { address: `127.0.0.1:${port}`, code: text(made, 'code') },
    ...(before !== undefined && { tenant: hub.tenant }),
  });
  if (!('invitation' in shown)) throw new Error(`not let in: ${shown.problem}`);
  const { invitation } = shown;
  const paired = await ask(door, 'POST', '/v2/devices/pair', { invitation, name: 'Till', install }, before);
  expect(paired.status).toBe(201);
  return { id: text(paired.body, 'device_id'), token: text(paired.body, 'token') };
}

/** Somebody who works here signs in at the desk; answers with their signed session. */
async function signIn(bearer: string): Promise<string> {
  const pin = '283915';
  const { id } = (await hub.call('POST', '/v2/staff', { name: 'Asha', role: 'front_desk', pin })).body;
  const { body } = await ask(door, 'POST', '/v2/sessions', { staff_id: id, pin }, bearer);
  return text(body, 'at_desk', 'session');
}

/** Hands a booking over that was made under a session. */
function handOver(session: string, bearer: string) {
  const args = {
    id: 'bk_waited',
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at: '2026-04-20T05:00:00Z',
  };
  const issued_at = '2026-04-15T04:00:00Z';
  const intent = { n: 1, id: 'int_1', command: 'bookings.create', args, issued_at, depends_on: [], session };
  return ask(door, 'POST', '/v2/sync/intents', { wire: wireVersion, install, intents: [intent] }, bearer);
}

/** The hub is started anew without what it had as its certificate. */
async function newCertificate(): Promise<void> {
  const before = (await hub.hub.sharing.state()).fingerprint;
  const { dataDir, tenant } = hub;
  await hub.stop();
  for (const name of ['certificate.pem', 'certificate.key']) rmSync(join(dataDir, name));
  hub = await startHub({ dataDir, clock: testClock('2026-04-15T05:00:00Z') });
  expect(hub.tenant).toBe(tenant);
  expect((await hub.hub.sharing.state()).fingerprint).not.toBe(before);
}

const deviceOf = async (id: string) => (await hub.call('GET', `/v2/devices/${id}`)).body;

test.each(['link', 'code'] as const)(
  'S12: let in again by a %s after the hub got another certificate, a desk hands over what was done under a session of before',
  async (by) => {
    const first = await letIn('link');
    const session = await signIn(first.token);
    await newCertificate();
    expect((await handOver(session, first.token)).status).toBe(0);

    const second = await letIn(by, first.token);
    expect(second.id).not.toBe(first.id);
    expect(await deviceOf(first.id)).toMatchObject({ replaced_by: second.id });
    expect(await deviceOf(second.id)).toMatchObject({ replaces: first.id });
    const pushed = await handOver(session, second.token);
    expect(at(pushed.body, 'outcomes')).toMatchObject([{ state: 'accepted' }]);
    expect((await hub.call('GET', '/v2/bookings/bk_waited')).status).toBe(200);
  },
);

test('S12: a desk that was removed is not taken back so: what was done there under a session stays refused', async () => {
  const first = await letIn('link');
  const session = await signIn(first.token);
  await hub.call('DELETE', `/v2/devices/${first.id}`);
  await newCertificate();
  const second = await letIn('link', first.token);
  expect(await deviceOf(first.id)).not.toHaveProperty('replaced_by');
  const pushed = await handOver(session, second.token);
  expect(at(pushed.body, 'outcomes')).toMatchObject([
    { state: 'refused', refusal: { details: { reason: 'session_of_another_desk' } } },
  ]);
});
