import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asHub, grantInvitation } from '../../../server/access/grant.ts';
import { hashSecret } from '../../../server/access/secrets.ts';
import { flushUses } from '../../../server/access/uses.ts';
import { deriveFromCode } from '../../../server/joining.ts';
import { createPractice } from '../../../shared/commands/practice/create.ts';
import { readPairingCode } from '../../../shared/lan/code.ts';
import { readJoinLink } from '../../../shared/lan/link.ts';
import type { SharingState } from '../../../shared/lan/sharing.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { askOverLan, type LanPlace } from '../../kit/lan.ts';
import { callAs } from '../../kit/people.ts';
import { at, errorOf, rowsOf, text } from '../../kit/rest.ts';
import { type OpenStream, pairDesk, type WireDesk } from '../../kit/wire-desk.ts';

let hub: TestHub;
let clock: TestClock;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterEach(() => hub.stop());

const newCode = async (body: object = {}) => (await hub.call('POST', '/v2/devices/pairing-codes', body)).body;

/** What a desk works out that was told the code and saw a certificate. */
const derived = (code: Record<string, unknown>, seen = text(code, 'fingerprint')) =>
  deriveFromCode(readPairingCode(text(code, 'code')) ?? '', seen);

const pair = (invitation: string, bearer?: string) =>
  callAs(hub, bearer, 'POST', '/v2/devices/pair', { invitation, name: 'Desk' });

async function shared(): Promise<{ state: SharingState; place: LanPlace }> {
  const state = (await hub.call('PUT', '/v2/sharing', { on: true })).body as SharingState;
  const ca = readFileSync(join(hub.dataDir, 'certificate.pem'), 'utf8');
  return { state, place: { port: state.port, ca, servername: state.hub_id } };
}

describe('a pairing code', () => {
  test('says by link all that a desk needs, and lets it in over the network', async () => {
    const { state, place } = await shared();
    const code = await newCode();
    expect(code).toMatchObject({
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      expires_at: '2026-04-15T04:05:00Z',
      fingerprint: state.fingerprint,
      addresses: state.addresses,
      hub_id: state.hub_id,
    });
    expect(readJoinLink(text(code, 'link'))).toEqual({
      addresses: state.addresses,
      fingerprint: state.fingerprint,
      invitation: code.invitation,
      name: 'Dune Clinic',
    });
    const body = { invitation: code.invitation, name: 'Till' };
    const paired = await askOverLan(place, 'POST', '/v2/devices/pair', { body });
    expect(paired).toMatchObject({ status: 201, body: { tenant_id: hub.tenant, hub_id: state.hub_id } });
    expect(paired.body).not.toHaveProperty('proof');
    const me = await askOverLan(place, 'GET', '/v2/me', { bearer: text(paired.body, 'token') });
    expect(me.body).toMatchObject({ kind: 'device', name: 'Till' });
  });

  test('typed by somebody, it lets in one desk, once, and the hub proves that it made it', async () => {
    const code = await newCode();
    const { invitation, proof } = await derived(code);
    const paired = await pair(invitation);
    expect(paired).toMatchObject({ status: 201, body: { proof } });
    expect(errorOf(await pair(invitation))).toBe('unauthorized');
    expect(errorOf(await pair(text(code, 'invitation')))).toBe('unauthorized');
    expect(rowsOf(hub, 'SELECT id FROM devices')).toHaveLength(1);
  });

  test('what a desk works out from another certificate is worth nothing at the hub', async () => {
    const code = await newCode();
    const { invitation } = await derived(code, 'ab'.repeat(32));
    expect(errorOf(await pair(invitation))).toBe('unauthorized');
    expect((await pair((await derived(code)).invitation)).status).toBe(201);
  });

  test('is good for five minutes, or for as long as was asked', async () => {
    const [short, long] = [await newCode(), await newCode({ valid_minutes: 60 })];
    const [first, second] = [await derived(short), await derived(long)];
    clock.advance(5 * 60_000);
    expect(errorOf(await pair(first.invitation))).toBe('unauthorized');
    expect((await pair(second.invitation)).status).toBe(201);
  });

  test('asked for again with the same idempotency key, it is the same', async () => {
    const ask = () =>
      hub.call(
        'POST',
        '/v2/devices/pairing-codes',
        { valid_minutes: 5 },
        { 'x-idempotency-key': 'idem_code' },
      );
    const [first, again] = [await ask(), await ask()];
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  test('P2: neither it, nor what it stands for, is in the data folder', async () => {
    const code = await newCode();
    const { invitation, proof } = await derived(code);
    await pair(invitation);
    const secrets = [
      text(code, 'code'),
      readPairingCode(text(code, 'code')) ?? '',
      invitation,
      proof,
      text(code, 'invitation'),
    ];
    const files = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const found = files.flatMap(({ parentPath, name }) => {
      const bytes = readFileSync(join(parentPath, name));
      return secrets.filter((secret) => bytes.includes(secret)).map((secret) => [name, secret]);
    });
    expect(found).toEqual([]);
    const listed = await hub.call('GET', `/v2/devices/pairing-codes/${code.id}`);
    expect(Object.keys(listed.body)).not.toEqual(
      expect.arrayContaining(['code_hash', 'code_proof', 'code', 'hash']),
    );
  });
});

describe('brute force', () => {
  const wrong = (i: number) => pair(`inv_${String(i).padStart(43, 'x')}`);

  test('after five wrong codes from an address nothing more is looked at from there, for longer each time', async () => {
    const code = await newCode({ valid_minutes: 60 });
    for (let i = 0; i < 5; i++) expect(errorOf(await wrong(i))).toBe('unauthorized');
    const locked = await pair((await derived(code)).invitation);
    expect(errorOf(locked)).toBe('account_locked');
    expect(locked.headers.get('retry-after')).toBe('60');
    clock.advance(60_000);
    expect(errorOf(await wrong(6))).toBe('unauthorized');
    expect(at((await wrong(7)).body, 'error', 'details', 'retry_after')).toBe(120);
    clock.advance(120_000);
    expect((await pair((await derived(code)).invitation)).status).toBe(201);
    expect(errorOf(await wrong(8))).toBe('unauthorized');
  });

  test('from other addresses it goes on, until there were sixty wrong ones in a minute', async () => {
    const { hub: inside } = hub;
    for (let i = 0; i < 59; i++) inside.pairingTries.wrong(`10.0.0.${i}`);
    expect(errorOf(await wrong(1))).toBe('unauthorized');
    const full = await pair((await derived(await newCode())).invitation);
    expect(errorOf(full)).toBe('rate_limited');
    expect(Number(full.headers.get('retry-after'))).toBe(60);
    clock.advance(60_000);
    expect((await pair((await derived(await newCode())).invitation)).status).toBe(201);
  });

  test('a link lets in meanwhile all the same: nobody guesses one, and who tries codes keeps nobody out', async () => {
    for (let i = 0; i < 60; i++) hub.hub.pairingTries.wrong(i % 2 ? '127.0.0.1' : `10.0.0.${i}`);
    const code = await newCode();
    expect(errorOf(await wrong(1))).toBe('account_locked');
    expect((await pair(text(code, 'invitation'))).status).toBe(201);
  });

  test('who shows an invitation that was used has guessed nothing, and is not counted', async () => {
    const invitation = await hub.invite();
    await pair(invitation);
    for (let i = 0; i < 8; i++) expect(errorOf(await pair(invitation))).toBe('unauthorized');
    expect((await pair(await hub.invite())).status).toBe(201);
  });
});

describe('a desk that is let in again', () => {
  const deviceOf = async ({ body }: Answer) =>
    (await hub.call('GET', `/v2/devices/${text(body, 'device_id')}`)).body;

  test('is known as the same one, and its old token opens nothing any more', async () => {
    const first = await pair(await hub.invite());
    const old = text(first.body, 'token');
    const second = await pair(await hub.invite(), old);
    expect(await deviceOf(first)).toMatchObject({ replaced_by: second.body.device_id });
    expect(await deviceOf(second)).toMatchObject({ replaces: first.body.device_id });
    // Not `device_revoked`: a desk that never got the answer is to ask again, and to wipe nothing.
    expect(errorOf(await callAs(hub, old, 'GET', '/v2/bookings'))).toBe('unauthorized');
    expect((await callAs(hub, text(second.body, 'token'), 'GET', '/v2/bookings')).status).toBe(200);
  });

  test('also one that was removed, whoever invites it; a token of nobody, or of another practice, says nothing', async () => {
    const first = await pair(await hub.invite());
    await hub.call('DELETE', `/v2/devices/${first.body.device_id}`);
    const second = await pair(await hub.invite(), text(first.body, 'token'));
    expect(second.status).toBe(201);
    expect(await deviceOf(first)).toMatchObject({ replaced_by: second.body.device_id });
    for (const bearer of ['dsk_live_unknownunknownunknown', hub.keys.live]) {
      const third = await pair(await hub.invite(), bearer);
      expect(third.status).toBe(201);
      expect(await deviceOf(third)).not.toHaveProperty('replaces');
    }
  });

  test('with an invitation that is no good, it stays what it was', async () => {
    const first = await pair(await hub.invite());
    expect(errorOf(await pair(`inv_${'x'.repeat(32)}`, text(first.body, 'token')))).toBe('unauthorized');
    expect(await deviceOf(first)).not.toHaveProperty('replaced_by');
    expect((await callAs(hub, text(first.body, 'token'), 'GET', '/v2/bookings')).status).toBe(200);
  });
});

describe('a desk that says afterwards which one it was', () => {
  const replace = (desk: WireDesk, old: string) =>
    desk.call('POST', '/v2/devices/replace', { token_hash: hashSecret(old) });
  const deviceOf = async (id: string) => (await hub.call('GET', `/v2/devices/${id}`)).body;

  test('is known as that one, however often it says so, and the old token opens nothing any more', async () => {
    const [old, desk] = [await pairDesk(hub), await pairDesk(hub)];
    for (let i = 0; i < 2; i++) expect((await replace(desk, old.token)).status).toBe(204);
    expect(await deviceOf(old.id)).toMatchObject({ replaced_by: desk.id, version: 2 });
    expect(await deviceOf(desk.id)).toMatchObject({ replaces: old.id, version: 2 });
    expect(errorOf(await old.call('GET', '/v2/bookings'))).toBe('unauthorized');
  });

  test('not one that was removed, that is nobody, itself, or known as another one already', async () => {
    const [old, desk, other] = [await pairDesk(hub), await pairDesk(hub), await pairDesk(hub)];
    const removed = await pairDesk(hub);
    await hub.call('DELETE', `/v2/devices/${removed.id}`);
    expect(errorOf(await replace(desk, removed.token))).toBe('forbidden');
    expect(await deviceOf(removed.id)).not.toHaveProperty('replaced_by');
    expect(errorOf(await replace(removed, old.token))).toBe('device_revoked');
    expect(errorOf(await replace(desk, 'dsk_live_unknownunknownunknown'))).toBe('not_found');
    expect(errorOf(await replace(desk, hub.keys.live))).toBe('not_found');
    expect(errorOf(await replace(desk, desk.token))).toBe('invalid_transition');
    await replace(desk, old.token);
    expect(errorOf(await replace(other, old.token))).toBe('invalid_transition');
    expect(errorOf(await replace(desk, other.token))).toBe('invalid_transition');
    expect(await deviceOf(other.id)).not.toHaveProperty('replaced_by');
  });

  test('S10: nor one of another practice; keys and people do not say it', async () => {
    const [old, desk] = [await pairDesk(hub), await pairDesk(hub)];
    const body = { token_hash: hashSecret(old.token) };
    expect(errorOf(await hub.call('POST', '/v2/devices/replace', body))).toBe('forbidden');
    const practice = { name: 'Other', timezone: 'Asia/Kolkata', currency: 'INR', country: 'IN' };
    await asHub(hub.hub, 'tnt_other', createPractice, practice);
    const invitation = await grantInvitation(hub.hub, 'tnt_other', 60);
    const theirs = text((await pair(invitation)).body, 'token');
    expect(errorOf(await callAs(hub, theirs, 'POST', '/v2/devices/replace', body))).toBe('not_found');
    expect(errorOf(await replace(desk, theirs))).toBe('not_found');
    expect(await deviceOf(old.id)).not.toHaveProperty('replaced_by');
  });
});

describe('the list of desks', () => {
  test('tells when each was seen, its version, and what waits there; that is no change of the desk', async () => {
    const desk = await pairDesk(hub);
    const read = async () => {
      await flushUses(hub.hub);
      return (await hub.call('GET', `/v2/devices/${desk.id}`)).body;
    };
    const before = await read();
    expect(before).not.toHaveProperty('waiting');
    const newest = () => hub.hub.stores.live.read(hub.tenant, async (view) => view.seq());
    const seq = await newest();
    const stream = await desk.call('GET', '/v2/sync/stream?program=2.1.0&waiting=many');
    expect(errorOf(stream)).toBe('validation_failed');
    const open = await fetchStream(desk.token, '?program=2.1.0&waiting=7');
    expect(await read()).toMatchObject({ version: before.version, program: '2.1.0', waiting: 7 });
    clock.advance(60_000);
    await desk.push([{ n: 1, command: 'customers.create', args: { name: 'New' } }], { waiting: 3 });
    const after = await read();
    expect(after).toMatchObject({
      version: before.version,
      program: '2.1.0',
      waiting: 2,
      last_used_at: '2026-04-15T04:01:00Z',
    });
    // A key, or a request that says nothing, leaves what was said.
    await desk.call('GET', '/v2/me');
    expect(await read()).toMatchObject({ program: '2.1.0', waiting: 2 });
    expect((await newest()) - seq).toBe(2);
    // Also where the document is written anew after that.
    await pair(await hub.invite(), desk.token);
    const [row] = rowsOf(hub, `SELECT doc FROM devices WHERE id = '${desk.id}'`);
    expect(JSON.stringify(row)).toContain('replaced_by');
    expect(JSON.stringify(row)).not.toMatch(/program|waiting|last_used_at/);
    expect(await read()).toMatchObject({ program: '2.1.0', waiting: 2 });
    open.close();
  });

  test('P2: a desk that is removed hears nothing more, at once, and is told so by the next request', async () => {
    const [desk, other] = [await pairDesk(hub), await pairDesk(hub, 'Other')];
    const [cut, stays] = [await desk.stream(), await other.stream()];
    for (const stream of [cut, stays]) await stream.next();
    expect((await hub.call('DELETE', `/v2/devices/${desk.id}`)).status).toBe(204);
    await hub.call('POST', '/v2/customers', { name: 'After' });
    await expect(cut.next()).rejects.toThrow('the stream ended');
    expect((await stays.next()).collections).toHaveProperty('customers');
    expect(errorOf(await desk.call('GET', '/v2/sync/bookings'))).toBe('device_revoked');
    stays.close();
  });

  async function fetchStream(token: string, query: string): Promise<Pick<OpenStream, 'close'>> {
    const abort = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${hub.url}/v2/sync/stream${query}`, { headers, signal: abort.signal });
    expect(response.status).toBe(200);
    return { close: () => abort.abort() };
  }
});
