import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { grantFeed, grantKey, madeByHub } from '../../../server/access/grant.ts';
import { writeExport } from '../../../server/exports/write.ts';
import { config, type RunningHub, startHub } from '../../../server/main.ts';
import { createStaff } from '../../../shared/commands/staff/create.ts';
import { createWebhook } from '../../../shared/commands/webhooks/create.ts';
import { proposedDays, proposePractice } from '../../../shared/setup/propose.ts';
import { templates } from '../../../shared/setup/trades.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { errorOf, list, text } from '../../kit/rest.ts';

let running: RunningHub;
let clock: TestClock;
let dataDir: string;

async function start(host = '127.0.0.1'): Promise<void> {
  running = await startHub(config.parse({ dataDir, host, port: 0, logLevel: 'silent' }), { clock });
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dunebook-setup-'));
  clock = testClock('2026-04-15T04:00:00Z');
  await start();
});
afterEach(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown, bearer?: string) {
  const response = await fetch(running.url + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: Object(await response.json()) };
}

const setUp = (body: object) => call('POST', '/v2/setup', body);
const secretOf = () => running.hub.setup.secret() ?? '';

function dental(): object {
  let made = 0;
  return proposePractice(
    {
      trade: 'dental',
      practice: {
        name: 'Dune Dental',
        country: 'DE',
        timezone: 'Europe/Berlin',
        currency: 'EUR',
        locale: 'de-DE',
      },
      days: proposedDays('dental', 'DE'),
      hours: templates.dental.hours,
      owner: { name: 'Ola Berg', email: 'ola@example.com', pin: '2468', practises: true },
      others: ['Tom Reed'],
      places: ['Chair 1'],
      services: [{ key: 'dental_check_up', name: 'Kontrolle', duration: 30, price: 45 }],
    },
    (prefix) => `${prefix}_${String(++made).padStart(6, '0')}`,
  );
}

describe('the first run of a hub', () => {
  test('makes a practice that takes bookings at once, and lets in the desk and its owner', async () => {
    const answer = await setUp({ ...dental(), secret: secretOf() });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { invitation, tenant_id } = answer.body;
    const desk = await call('POST', '/v2/devices/pair', { invitation, name: 'Desk' });
    const token = text(desk.body, 'token');
    expect(desk.body.tenant_id).toBe(tenant_id);

    const [service] = list((await call('GET', '/v2/services', undefined, token)).body, 'data');
    const span = 'from=2026-04-16T00:00:00%2B02:00&to=2026-04-17T00:00:00%2B02:00';
    const slots = await call(
      'GET',
      `/v2/availability/slots?service_id=${text(service ?? {}, 'id')}&${span}`,
      undefined,
      token,
    );
    expect(text(slots.body, 'data', 0, 'start_at')).toBe('2026-04-16T06:00:00Z');
    const customer = await call('POST', '/v2/customers', { name: 'Priya' }, token);
    const booked = await call(
      'POST',
      '/v2/bookings',
      {
        customer_id: text(customer.body, 'id'),
        service_id: text(service ?? {}, 'id'),
        start_at: '2026-04-16T06:00:00Z',
      },
      token,
    );
    expect([booked.status, booked.body.allocations.length]).toEqual([201, 2]);

    const owner = await call('POST', '/v2/sessions', { email: 'ola@example.com', pin: '2468' });
    const staff = list(
      (await call('GET', '/v2/staff?sort=name', undefined, text(owner.body, 'token'))).body,
      'data',
    );
    expect(staff).toMatchObject([
      { name: 'Ola Berg', role: 'owner', has_pin: true },
      { name: 'Tom Reed', role: 'practitioner', has_pin: false },
    ]);
    const sandbox = await call('POST', '/v2/sessions', {
      email: 'ola@example.com',
      pin: '2468',
      mode: 'test',
    });
    expect(text(sandbox.body, 'token')).toMatch(/^ses_test_/);
  });

  test('works once: there is no second practice, and nothing left of the door', async () => {
    const secret = secretOf();
    expect((await setUp({ ...dental(), secret })).status).toBe(201);
    expect(running.hub.setup.secret()).toBeUndefined();
    for (const path of ['/v2/setup', '/v2/setup/demo'])
      expect(
        errorOf(await call('POST', path, path.endsWith('demo') ? { secret } : { ...dental(), secret })),
      ).toBe('unknown_endpoint');
    await running.stop();
    await start();
    expect(errorOf(await setUp({ ...dental(), secret }))).toBe('unknown_endpoint');
    expect(running.hub.stores.live.tenants()).toHaveLength(1);
  });

  test('sent twice at the same time it is done once', async () => {
    const secret = secretOf();
    const answers = await Promise.all([1, 2, 3].map(() => setUp({ ...dental(), secret })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 503, 503]);
    expect(running.hub.stores.live.tenants()).toHaveLength(1);
  });

  test('fills the folder with the demo practice', async () => {
    const answer = await call('POST', '/v2/setup/demo', { secret: secretOf() });
    expect([answer.status, answer.body.tenant_id]).toEqual([201, 'tnt_clinic']);
    expect(answer.body.invitation).toMatch(/^inv_/);
  });

  test('a refused one leaves an empty hub that can be set up still', async () => {
    const wrong = { ...dental(), secret: secretOf(), services: [{ name: '', duration: 0 }] };
    expect(errorOf(await setUp(wrong))).toBe('validation_failed');
    expect(running.hub.stores.live.tenants()).toEqual([]);
    expect((await setUp({ ...dental(), secret: secretOf() })).status).toBe(201);
  });
});

describe('who may set up', () => {
  test('without the secret nobody, and after five tries the door is closed for a while, to all', async () => {
    const guess = { ...dental(), secret: `set_${'x'.repeat(32)}` };
    for (let i = 0; i < 5; i++) expect(errorOf(await setUp(guess))).toBe('unauthorized');
    expect(errorOf(await setUp(guess))).toBe('account_locked');
    expect(errorOf(await setUp({ ...dental(), secret: secretOf() }))).toBe('account_locked');
    clock.advance(61_000);
    expect((await setUp({ ...dental(), secret: secretOf() })).status).toBe(201);
  });

  test('a hub that listens to the network has no such door', async () => {
    await running.stop();
    await start('0.0.0.0');
    running = { ...running, url: running.url.replace('0.0.0.0', '127.0.0.1') };
    expect(running.hub.setup.secret()).toBeUndefined();
    expect(errorOf(await setUp({ ...dental(), secret: `set_${'x'.repeat(32)}` }))).toBe('unknown_endpoint');
  });

  test('P2: neither the secret nor the PIN is in the data folder', async () => {
    const secret = secretOf();
    await setUp({ ...dental(), secret, owner: { name: 'Ola', email: 'ola@example.com', pin: '73910264' } });
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { name: file, parentPath } of files) {
      const bytes = readFileSync(join(parentPath, file), 'latin1');
      expect([file, bytes.includes(secret), bytes.includes('73910264')]).toEqual([file, false, false]);
    }
  });
});

describe('from an export', () => {
  async function exported(before = async (_tenant: string) => {}): Promise<Uint8Array> {
    await setUp({ ...dental(), secret: secretOf() });
    const file = join(dataDir, 'practice.zip');
    const { live } = running.hub.stores;
    const [tenant = ''] = live.tenants();
    await before(tenant);
    await writeExport(live, { tenant, file, now: clock(), program: '0.1.0' });
    const bytes = readFileSync(file);
    await running.stop();
    rmSync(dataDir, { recursive: true });
    await start();
    return bytes;
  }

  async function send(bytes: Uint8Array, secret: string) {
    const headers = { 'content-type': 'application/zip', 'x-setup-secret': secret };
    const url = `${running.url}/v2/setup/import`;
    const response = await fetch(url, { method: 'POST', headers, body: Buffer.from(bytes) });
    return { status: response.status, headers: response.headers, body: Object(await response.json()) };
  }

  test('the practice goes on here, its owner with a new PIN, once, and only with the secret', async () => {
    const bytes = await exported();
    expect(errorOf(await send(bytes, 'set_wrong_wrong_wrong_wrong'))).toBe('unauthorized');
    const broken = Buffer.from(bytes);
    broken.fill(0, 2000, 2100);
    expect(errorOf(await send(broken, secretOf()))).toBe('validation_failed');
    expect(running.hub.stores.live.tenants()).toEqual([]);

    const made = await send(bytes, secretOf());
    expect(made).toMatchObject({ status: 201, body: { owner: { name: 'Ola Berg' } } });
    const paired = await call('POST', '/v2/devices/pair', {
      invitation: text(made.body, 'invitation'),
      name: 'Front desk',
    });
    const token = text(paired.body, 'token');
    expect(list((await call('GET', '/v2/services', undefined, token)).body, 'data').length).toBeGreaterThan(
      0,
    );
    const { owner } = made.body;
    const session = await call(
      'POST',
      '/v2/sessions',
      { email: 'ola@example.com', pin: text(owner, 'pin') },
      token,
    );
    expect(session.status).toBe(201);
    expect(errorOf(await send(bytes, secretOf()))).toBeDefined();
    expect(running.hub.stores.test.tenants()).toEqual(running.hub.stores.live.tenants());
  });

  test('given up, the hub is as empty as before, and the same export can be imported then', async () => {
    const bytes = await exported();
    const { stores, exports } = running.hub;
    const url = `${running.url}/v2/setup/import`;
    const headers = { 'x-setup-secret': secretOf() };
    expect(errorOf(await call('DELETE', '/v2/setup/import'))).toBe('validation_failed');
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(404);

    // Somebody else writes meanwhile, so that the import is certainly still there when it is given up.
    const held = Promise.withResolvers<void>();
    const writing = stores.live.write('tnt_other', () => held.promise);
    const sent = send(bytes, secretOf());
    await vi.waitFor(() => expect(stores.test.tenants()).toHaveLength(1), { timeout: 20_000 });
    const asked = vi.spyOn(exports.importing, 'cancel');
    const wrong = await fetch(url, {
      method: 'DELETE',
      headers: { 'x-setup-secret': 'set_wrong_wrong_wrong_wrong' },
    });
    expect(wrong.status).toBe(401);
    expect(asked).not.toHaveBeenCalled();
    const cancelled = fetch(url, { method: 'DELETE', headers });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled(), { timeout: 20_000 });
    held.reject(new Error('not written after all'));
    await expect(writing).rejects.toThrow('not written');
    expect((await cancelled).status).toBe(204);
    expect(await sent).toMatchObject({
      status: 422,
      body: { error: { code: 'validation_failed', details: { reason: 'cancelled' } } },
    });
    expect([stores.live.tenants(), stores.test.tenants()]).toEqual([[], []]);
    expect((await send(bytes, secretOf())).status).toBe(201);
  });

  test('feeds come without their addresses and webhooks without their secrets, off; the answer says for whom what is new', async () => {
    const bytes = await exported(async (tenant) => {
      const { hub } = running;
      await grantFeed(hub, tenant, { name: 'Front door', privacy: 'busy', past_days: 30 });
      await madeByHub(hub, tenant, createWebhook, {
        url: 'https://example.com/hook',
        description: 'Accounts',
        events: ['booking.*'],
      });
      await madeByHub(hub, tenant, createStaff, { name: 'Ana Ruiz', role: 'front_desk' });
    });
    const made = await send(bytes, secretOf());
    expect(made.body).toMatchObject({
      owner: { name: 'Ola Berg' },
      anew: {
        pins: expect.arrayContaining(['Tom Reed', 'Ana Ruiz']),
        feeds: ['Front door'],
        webhooks: ['Accounts'],
      },
    });
    const tenant = text(made.body, 'tenant_id');
    const key = await grantKey(running.hub, tenant, { name: 'All', kind: 'secret', mode: 'live' });
    const [webhook] = list((await call('GET', '/v2/webhooks', undefined, key)).body, 'data');
    expect(webhook).toMatchObject({ enabled: false, disabled_reason: 'imported' });
    const [noted] = list((await call('GET', '/v2/bookings/attention', undefined, key)).body, 'endpoints');
    expect(noted).toMatchObject({ description: 'Accounts', reason: 'imported' });
    const [feed] = list((await call('GET', '/v2/calendar/feeds', undefined, key)).body, 'data');
    const turned = await call(
      'POST',
      `/v2/calendar/feeds/${text(Object(feed), 'id')}/rotate`,
      undefined,
      key,
    );
    const shown = await fetch(`${running.url}/calendar/feed/${text(turned.body, 'token')}.ics`);
    expect(shown.status).toBe(200);
    const path = `/v2/webhooks/${text(Object(webhook), 'id')}`;
    const renewed = await call('POST', `${path}/rotate-secret`, { overlap_minutes: 0 }, key);
    expect(text(renewed.body, 'secret')).toMatch(/^whsec_/);
    // What was before the export was told by the other hub.
    const on = await call('POST', `${path}/enable`, {}, key);
    expect(on.body).toMatchObject({ enabled: true });
    const stored = await running.hub.stores.live.read(tenant, async (view) => [
      await view.range('webhooks', []),
      view.seq(),
    ]);
    expect(stored).toMatchObject([[{ replays: [] }], expect.any(Number)]);
  });
});
