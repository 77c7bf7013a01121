import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { config } from '../../../server/config.ts';
import { createContext } from '../../../server/context.ts';
import { demoDocuments } from '../../../server/demo/documents.ts';
import { runDue } from '../../../server/due.ts';
import { importInto } from '../../../server/exports/import.ts';
import { openExport } from '../../../server/exports/read.ts';
import { writeExport } from '../../../server/exports/write.ts';
import type { Store } from '../../../server/store/store.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { errorOf, list, text } from '../../kit/rest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const now = Date.parse('2026-04-15T04:00:00Z');

/** The files of a new export, by name. */
async function exported(store: Store, tenant: string, name: string): Promise<Record<string, string>> {
  const file = join(folder, name);
  await writeExport(store, { tenant, file, now, program: '0.1.0' });
  return Object.fromEntries(
    Object.entries(unzipSync(readFileSync(file))).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
}

/** What people do in a practice, each about the n-th of what there is. */
const kindsOfActs = [
  'book',
  'move',
  'block',
  'wait',
  'staff',
  'consent',
  'series',
  'merge',
  'erase',
  'cancel',
  'remove',
  'feed',
  'webhook',
] as const;
const act = fc.record({ kind: fc.constantFrom(...kindsOfActs), n: fc.nat(400) });

async function perform(hub: TestHub, { kind, n }: { kind: string; n: number }): Promise<void> {
  const ids = async (resource: string) =>
    list((await hub.call('GET', `/v2/${resource}?limit=100`)).body, 'data').map((doc) => text(doc, 'id'));
  const one = async (resource: string) => {
    const all = await ids(resource);
    return all[n % Math.max(1, all.length)] ?? '';
  };
  const service_id = 'svc_consult_30';
  const start_at = new Date(now + (n + 1) * 1_800_000).toISOString();
  if (kind === 'book')
    await hub.call('POST', '/v2/bookings', {
      service_id,
      resource_id: 'res_dr_niket',
      customer_id: await one('customers'),
      start_at,
      notes: 'first visit, "quoted"\nnext line',
    });
  if (kind === 'cancel')
    await hub.call('POST', `/v2/bookings/${await one('bookings')}/cancel`, { reason: 'ill' });
  if (kind === 'move')
    await hub.call('POST', `/v2/bookings/${await one('bookings')}/reschedule`, { start_at });
  if (kind === 'merge') {
    const all = await ids('customers');
    await hub.call('POST', `/v2/customers/${all[n % all.length]}/merge`, { into: all[(n + 1) % all.length] });
  }
  if (kind === 'erase') await hub.call('DELETE', `/v2/customers/${await one('customers')}`);
  if (kind === 'remove') await hub.call('DELETE', `/v2/services/${await one('services')}`);
  if (kind === 'block')
    await hub.call('POST', '/v2/closures', {
      reason: 'Holiday',
      start_at,
      end_at: new Date(now + (n + 9) * 1_800_000).toISOString(),
    });
  if (kind === 'wait')
    await hub.call('POST', '/v2/waitlist', {
      service_id,
      customer_id: await one('customers'),
      until: new Date(now + 864_000_000).toISOString(),
    });
  if (kind === 'staff') await hub.call('POST', '/v2/staff', { name: `Person ${n}`, role: 'front_desk' });
  if (kind === 'consent')
    await hub.call('PUT', `/v2/customers/${await one('customers')}/consents/marketing`, {
      granted: true,
    });
  if (kind === 'feed') {
    await hub.call('POST', '/v2/calendar/feeds', { name: `Calendar ${n}`, privacy: 'busy' });
    if (n % 2) await hub.call('DELETE', `/v2/calendar/feeds/${await one('calendar/feeds')}`);
  }
  if (kind === 'webhook') {
    await hub.call('POST', '/v2/webhooks', { url: `https://example.com/${n}`, events: ['booking.*'] });
    if (n % 2) await hub.call('DELETE', `/v2/webhooks/${await one('webhooks')}`);
  }
  if (kind === 'series')
    await hub.call('POST', '/v2/series', {
      service_id,
      resource_id: 'res_dr_niket',
      customer_id: await one('customers'),
      start_local: '2026-04-21T09:00',
      rrule: 'FREQ=WEEKLY;COUNT=3',
      on_conflict: 'skip',
    });
}

test('an export, imported into an empty hub and exported again, is the same: documents, history, what is still to come', async () => {
  let round = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 20 }), fc.nat(1000), async (acts, seed) => {
      round++;
      const hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z'), unwatched: true });
      const other = createContext(
        config.parse({ dataDir: join(folder, `other-${round}`), logLevel: 'silent' }),
      );
      try {
        const { live } = hub.hub.stores;
        const made = [
          ...demoDocuments({ size: 'clinic', seed, now, timezone: 'Asia/Kolkata', tenant: hub.tenant }),
        ];
        await live.write(hub.tenant, async (tx) => {
          for (const { resource, doc } of made.filter((_, i) => i < 200)) tx.put(resource, doc, false);
        });
        for (const kind of kindsOfActs) await perform(hub, { kind, n: 8 });
        for (const one of acts) await perform(hub, one);
        // What is due is done, so that nothing happens there any more.
        await runDue(hub.hub);
        await hub.hub.erasures.settled();
        const first = await exported(live, hub.tenant, `first-${round}.zip`);
        await importInto(other, openExport(readFileSync(join(folder, `first-${round}.zip`))), now);
        await other.erasures.settled();
        const second = await exported(other.stores.live, hub.tenant, `second-${round}.zip`);
        expect(first['data/events.jsonl']).toContain('"subject":"cust_');
        expect(Object.keys(second)).toEqual(Object.keys(first));
        for (const [name, content] of Object.entries(first)) expect(second[name], name).toBe(content);
        for (const [name, content] of Object.entries(first)) if (content !== '') kinds.add(name);
        const claims = (store: Store) =>
          store.read(hub.tenant, (view) => view.claims(['res_dr_niket'], { start: 0, end: now * 2 }));
        expect(await claims(other.stores.live)).toEqual(await claims(live));
        // What is written next comes after all of it.
        const written = await other.stores.live.read(hub.tenant, async (view) => [
          view.seq(),
          ...Object.values(view.collectionSeqs()),
        ]);
        expect(written[0]).toBeGreaterThanOrEqual(Math.max(...written));
        expect(written[0]).toBeGreaterThan(0);
      } finally {
        await other.close();
        await hub.stop();
      }
    }),
    { numRuns: 3, seed: 8, endOnFailure: true },
  );
  for (const name of [
    'waitlist',
    'blocks',
    'series',
    'staff',
    'consents',
    'erased',
    'later',
    'feeds',
    'webhooks',
  ])
    expect([...kinds]).toContain(`data/${name}.jsonl`);
}, 60_000);

const secrets = /\$argon2|manage_hash|pin_hash|"hash"|sk_live_|dsk_live_|inv_|whsec_|[0-9a-f]{64}/;

test('P2: no secret is in it; tables and calendar tell the same as the documents', async () => {
  const hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  try {
    await referencePractice(hub);
    await hub.call('POST', '/v2/staff', { id: 'stf_ana', name: 'Ana', role: 'owner' });
    await hub.call('POST', '/v2/staff/stf_ana/reset-pin', {});
    await hub.call('POST', '/v2/webhooks', { url: 'https://example.com/hook', events: ['booking.*'] });
    await hub.call('POST', '/v2/customers', {
      id: 'cust_formula',
      name: '=HYPERLINK("http://x")',
      phone: '+919876543210',
    });
    await hub.call('POST', '/v2/calendar/feeds', { name: 'Noted', privacy: 'busy' });
    const booked = await hub.call('POST', '/v2/bookings', {
      service_id: 'svc_consult_30',
      resource_id: 'res_dr_niket',
      customer_id: 'cust_formula',
      start_at: '2026-04-20T05:00:00Z',
    });
    expect(booked.status).toBe(201);
    const files = await exported(hub.hub.stores.live, hub.tenant, 'all.zip');
    const { 'contents.json': _, ...rest } = files;
    for (const [name, content] of Object.entries(rest)) expect(content, name).not.toMatch(secrets);
    expect(files['data/staff.jsonl']).toContain('"has_pin":false');
    expect(files['data/webhooks.jsonl']).toContain('"url":"https://example.com/hook"');
    expect(files['data/webhooks.jsonl']).not.toMatch(/secret|from_seq|enabled/);
    expect(files['data/feeds.jsonl']).toContain('"name":"Noted"');
    expect(Object.keys(files).filter((name) => /keys|devices|invites|sessions/.test(name))).toEqual([]);
    const lines = (files['tables/bookings.csv'] ?? '').trim().split('\r\n');
    expect(lines).toHaveLength((files['data/bookings.jsonl'] ?? '').trim().split('\n').length + 1);
    expect(files['tables/customers.csv']).toContain(`"'=HYPERLINK(""http://x"")"`);
    const calendar = new ICAL.Component(ICAL.parse(files['bookings.ics'] ?? ''));
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(files['READ ME.txt']).toContain('have to be made anew');
  } finally {
    await hub.stop();
  }
});

/** Puts one text of a file in the place of another. */
function edited(name: string, from: string, to: string) {
  return (files: Record<string, Uint8Array>) => {
    files[name] = strToU8(strFromU8(files[name] ?? new Uint8Array()).replace(from, to));
  };
}

function without(name: string) {
  return (files: Record<string, Uint8Array>) => {
    delete files[name];
  };
}

/** As somebody does it who knows how an export is made: what it must hold is what it holds. */
function forged(change: (files: Record<string, Uint8Array>) => void) {
  return (files: Record<string, Uint8Array>) => {
    change(files);
    const parts = JSON.parse(strFromU8(files['contents.json'] ?? new Uint8Array()));
    for (const name of Object.keys(parts))
      parts[name].sha256 = hash('sha256', files[name] ?? new Uint8Array(), 'hex');
    files['contents.json'] = strToU8(JSON.stringify(parts));
  };
}

const asked = `${JSON.stringify({ at: 0, command: 'staff.create', args: { name: 'Eve', role: 'owner' } })}\n`;

test.each([
  ['one letter changed', edited('data/customers.jsonl', 'Priya', 'Prija'), 'damaged'],
  ['a file missing', without('data/events.jsonl'), 'damaged'],
  ['no manifest', without('dunebook.json'), 'no_export'],
  ['what anybody could ask for among what is due', forged(edited('data/later.jsonl', '', asked)), 'damaged'],
  ['made by a newer program', edited('dunebook.json', '"bookings": ', '"bookings": 9'), 'newer'],
])('%s: the import is refused, and nothing is there', async (_, change, reason) => {
  const hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  const other = createContext(config.parse({ dataDir: join(folder, 'other'), logLevel: 'silent' }));
  try {
    await referencePractice(hub);
    await exported(hub.hub.stores.live, hub.tenant, 'all.zip');
    const files = unzipSync(readFileSync(join(folder, 'all.zip')));
    change(files);
    const bytes = zipSync(files);
    const refused = await (async () => importInto(other, openExport(bytes), now))().catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ refusal: { code: 'validation_failed', details: { reason } } });
    expect(other.stores.live.tenants()).toEqual([]);
    expect(await other.stores.live.read(hub.tenant, async (view) => view.count('customers'))).toBe(0);
  } finally {
    await other.close();
    await hub.stop();
  }
});

test('P2: whoever makes an export up knows no PIN that opens what it is imported into, and is told nothing', async () => {
  const hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z') });
  const other = createContext(config.parse({ dataDir: join(folder, 'other'), logLevel: 'silent' }));
  try {
    await hub.call('POST', '/v2/staff', { id: 'stf_eve', name: 'Eve', role: 'owner' });
    await hub.call('POST', '/v2/webhooks', { url: 'https://evil.example/', events: ['booking.*'] });
    await exported(hub.hub.stores.live, hub.tenant, 'all.zip');
    const files = unzipSync(readFileSync(join(folder, 'all.zip')));
    const known = '"has_pin":true,"pin_hash":"$$argon2id$$v=19$$m=19456,t=2,p=1$$c2FsdHNhbHQ$$aGFzaA"';
    forged((all) => {
      edited('data/staff.jsonl', '"has_pin":false', known)(all);
      edited('data/webhooks.jsonl', '"url":', '"enabled":true,"secret":"known","url":')(all);
    })(files);
    expect(strFromU8(files['data/staff.jsonl'] ?? new Uint8Array())).toContain('"pin_hash":"$argon2id$');
    await importInto(other, openExport(zipSync(files)), now);
    const [eve, webhook] = await other.stores.live.read(hub.tenant, async (view) => [
      await view.get('staff', 'stf_eve'),
      (await view.range('webhooks', []))[0],
    ]);
    expect(eve).toMatchObject({ name: 'Eve', has_pin: false });
    expect(eve).not.toHaveProperty('pin_hash');
    expect(webhook).toMatchObject({ enabled: false, disabled_reason: 'imported' });
    expect(webhook?.secret).not.toBe('known');
  } finally {
    await other.close();
    await hub.stop();
  }
});

test('something that is no zip is no export', () => {
  expect(() => openExport(strToU8('hello'))).toThrow(/no export/);
  expect(() => openExport(zipSync({ 'a.txt': strToU8('a') }))).toThrow(/no export/);
});

test('over REST: begun, done, downloaded, removed; only whoever answers for the hub; P4: an erasure takes it away', async () => {
  const dataDir = join(folder, 'hub');
  const hub = await startHub({ clock: testClock('2026-04-15T04:00:00Z'), dataDir });
  try {
    await referencePractice(hub);
    const begun = await hub.call('POST', '/v2/exports');
    expect(begun).toMatchObject({ status: 202, body: { status: 'running' } });
    const path = `/v2/exports/${text(begun.body, 'id')}`;
    const untilDone = () =>
      vi.waitFor(async () => expect((await hub.call('GET', path)).body).toMatchObject({ status: 'done' }), {
        timeout: 60_000,
      });
    await untilDone();
    const answer = await fetch(`${hub.url}${path}/download`, {
      headers: { authorization: `Bearer ${hub.keys.live}` },
    });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="dunebook-2026-04-15.zip"');
    expect(openExport(new Uint8Array(await answer.arrayBuffer())).manifest).toMatchObject({
      name: 'Dune Clinic',
      tenant_id: hub.tenant,
    });

    const authorization = `Bearer ${hub.keys.test}`;
    expect(errorOf(await hub.call('POST', '/v2/exports', undefined, { authorization }))).toBe('forbidden');
    expect(
      errorOf(
        await hub.call('POST', '/v2/exports', undefined, { authorization: `Bearer ${hub.keys.public}` }),
      ),
    ).toBe('forbidden');
    expect(errorOf(await hub.call('GET', '/v2/exports/exp_none/download'))).toBe('not_found');

    await hub.call('DELETE', '/v2/customers/cust_priya_01');
    await hub.hub.erasures.settled();
    expect(readdirSync(join(dataDir, 'exports', hub.tenant))).toEqual([]);
    expect(errorOf(await hub.call('GET', `${path}/download`))).toBe('not_found');

    const second = await hub.call('POST', '/v2/exports');
    const again = `/v2/exports/${text(second.body, 'id')}`;
    expect((await hub.call('DELETE', again)).status).toBe(204);
    expect(readdirSync(join(dataDir, 'exports', hub.tenant))).toEqual([]);
  } finally {
    await hub.stop();
  }
});
