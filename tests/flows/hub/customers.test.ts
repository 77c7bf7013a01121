import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renewEpoch } from '../../../server/store/epoch.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, errorOf, list, rowsOf, text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

const now = '2026-04-15T04:00:00Z';
let clock: TestClock;
let hub: TestHub;
beforeEach(async () => {
  clock = testClock(now);
  hub = await startHub({ clock });
  await referencePractice(hub);
});
afterEach(() => hub.stop());

async function add(fields: Record<string, unknown>): Promise<string> {
  const answer = await hub.call('POST', '/v2/customers', fields);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return text(answer.body, 'id');
}

async function find(q: string, more = ''): Promise<unknown[]> {
  const { body } = await hub.call('GET', `/v2/customers?q=${encodeURIComponent(q)}${more}`);
  return list(body, 'data').map((doc) => at(doc, 'id'));
}

async function eventsOf(type: string): Promise<object[]> {
  const { body } = await hub.call('GET', '/v2/events?limit=100');
  return list(body, 'data').filter((event) => at(event, 'type') === type);
}

describe('search', () => {
  beforeEach(async () => {
    await add({ id: 'cust_zoe', name: 'Zoë Ångström', email: 'Zoe.A@example.com', phone: '+49 30 901820' });
    await add({ id: 'cust_anna', name: 'Anna Zoe Berg', phone: '098765 43210' });
    await add({ id: 'cust_bert', name: 'Bert Zoeller', email: 'zoeller@example.org' });
  });

  test('finds by name without case and accents, best first', async () => {
    expect(await find('zoe')).toEqual(['cust_zoe', 'cust_anna', 'cust_bert']);
    expect(await find('ANGSTROM')).toEqual(['cust_zoe']);
    expect(await find('berg an')).toEqual(['cust_anna']);
    expect(await find('oe')).toEqual([]);
  });

  test('finds by digits of the phone number and by the e-mail address', async () => {
    expect(await find('65432')).toEqual(['cust_anna']);
    expect(await find('98765-43210')).toEqual(['cust_anna']);
    expect(await find('0')).toEqual([]);
    expect(await find('zoe.a@EXAMPLE')).toEqual(['cust_zoe']);
    expect(await find('zoeller@')).toEqual(['cust_bert']);
    expect(await find('bert zoeller@ex')).toEqual(['cust_bert']);
  });

  test('follows changes, and takes the list’s other filters', async () => {
    await hub.call('PATCH', '/v2/customers/cust_bert', { name: 'Bert Miller', email: null });
    expect(await find('zoeller')).toEqual([]);
    expect(await find('mill')).toEqual(['cust_bert']);
    expect(await find('zoe', '&phone=%2B919876543210')).toEqual(['cust_anna']);
  });

  test('is walked by cursors, both ways', async () => {
    const first = await hub.call('GET', '/v2/customers?q=zoe&limit=2');
    expect(list(first.body, 'data').map((doc) => at(doc, 'id'))).toEqual(['cust_zoe', 'cust_anna']);
    const next = await hub.call('GET', `/v2/customers?q=zoe&limit=2&cursor=${first.body.next_cursor}`);
    expect(list(next.body, 'data').map((doc) => at(doc, 'id'))).toEqual(['cust_bert']);
    expect([next.body.has_more, next.body.next_cursor]).toEqual([false, null]);
    const back = await hub.call('GET', `/v2/customers?q=zoe&limit=2&cursor=${next.body.prev_cursor}`);
    expect(list(back.body, 'data')).toEqual(list(first.body, 'data'));
    const other = await hub.call('GET', `/v2/customers?q=anna&cursor=${first.body.next_cursor}`);
    expect(errorOf(other)).toBe('invalid_cursor');
  });
});

describe('duplicates', () => {
  test('are listed with their reasons, and nothing is refused', async () => {
    await add({ id: 'cust_1', name: 'Ravi Kumar', phone: '098765 43210' });
    await add({ id: 'cust_2', name: 'Ràvi KUMAR', phone: '+919876543210' });
    await add({ id: 'cust_3', name: 'Meera Kumar', phone: '098765 43210' });
    await add({ id: 'cust_4', name: 'Meera Kumar', email: 'm@example.com' });
    const { body } = await hub.call('GET', '/v2/customers/duplicates');
    const rows = list(body, 'data').map((row) => [
      list(row, 'customers').map((one) => at(one, 'id')),
      at(row, 'reasons'),
      at(row, 'certainty'),
    ]);
    expect(rows).toEqual([
      [['cust_1', 'cust_2'], ['same_name', 'same_phone'], 'likely'],
      [['cust_1', 'cust_3'], ['same_phone'], 'possible'],
      [['cust_2', 'cust_3'], ['same_phone'], 'possible'],
    ]);
    const one = await hub.call('GET', '/v2/customers/duplicates?customer_id=cust_3&limit=1');
    expect(at(one.body, 'data', 0, 'customers', 0, 'id')).toBe('cust_1');
    const two = await hub.call(
      'GET',
      `/v2/customers/duplicates?customer_id=cust_3&cursor=${one.body.next_cursor}`,
    );
    expect([at(two.body, 'data', 0, 'customers', 0, 'id'), two.body.has_more]).toEqual(['cust_2', false]);
  });
});

describe('consents', () => {
  test('are kept per purpose with everything that was said, and told', async () => {
    const path = '/v2/customers/cust_priya_01/consents/marketing';
    const first = await hub.call('PUT', path, { granted: true, source: 'Form', wording: 'v1' });
    expect([first.status, first.body.granted]).toEqual([200, true]);
    clock.advance(60_000);
    await hub.call('PUT', path, { granted: false });
    const { body } = await hub.call('GET', path);
    expect(body).toMatchObject({ granted: false, changed_at: '2026-04-15T04:01:00Z', version: 2 });
    expect(
      list(body, 'history').map((line) => [at(line, 'at'), at(line, 'granted'), at(line, 'source')]),
    ).toEqual([
      ['2026-04-15T04:00:00Z', true, 'Form'],
      ['2026-04-15T04:01:00Z', false, undefined],
    ]);
    expect(body).not.toHaveProperty('source');
    await hub.call('PUT', '/v2/customers/cust_priya_01/consents/reminders', { granted: true });
    const all = await hub.call('GET', '/v2/customers/cust_priya_01/consents');
    expect(list(all.body, 'data').map((one) => at(one, 'purpose'))).toEqual(['marketing', 'reminders']);
    const customer = await hub.call('GET', '/v2/customers/cust_priya_01');
    expect(customer.body.consents).toEqual({ marketing: false, reminders: true });
    expect(await eventsOf('consent.changed')).toHaveLength(3);
    const told = await eventsOf('customer.consent_changed');
    expect(told.map((event) => at(event, 'data', 'object', 'consents'))).toEqual([
      { marketing: true },
      { marketing: false },
      { marketing: false, reminders: true },
    ]);
    expect(
      errorOf(await hub.call('PUT', '/v2/customers/cust_none/consents/marketing', { granted: true })),
    ).toBe('not_found');
    expect(
      errorOf(await hub.call('PUT', '/v2/customers/cust_priya_01/consents/Wrong!', { granted: true })),
    ).toBe('validation_failed');
  });
});

describe('merging', () => {
  beforeEach(async () => {
    await add({
      id: 'cust_old',
      name: 'P. Sharma',
      phone: '098765 43210',
      notes: 'Old notes',
      tags: ['vip'],
      external_id: 'old',
    });
  });

  test('visits, consents and history follow; the old id answers with the new; twice is 409', async () => {
    const visit = await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_old' });
    await hub.call('PUT', '/v2/customers/cust_old/consents/marketing', { granted: true });
    await hub.call('PUT', '/v2/customers/cust_old/consents/reminders', { granted: true });
    clock.advance(60_000);
    await hub.call('PUT', '/v2/customers/cust_priya_01/consents/marketing', { granted: false });
    const merged = await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_priya_01' });
    expect([merged.status, errorOf(merged)]).toEqual([200, undefined]);
    expect(merged.body).toMatchObject({
      id: 'cust_priya_01',
      name: 'Priya Sharma',
      email: 'priya@example.com',
      phone: '+919876543210',
      notes: 'Old notes',
      tags: ['vip'],
      external_id: 'old',
      merged_from: ['cust_old'],
      consents: { marketing: false, reminders: true },
    });
    const old = await hub.call('GET', '/v2/customers/cust_old');
    expect([old.status, old.body]).toEqual([200, merged.body]);
    for (const id of ['cust_old', 'cust_priya_01']) {
      const visits = await hub.call('GET', `/v2/customers/${id}/bookings`);
      expect(list(visits.body, 'data').map((one) => at(one, 'id'))).toEqual([visit]);
      const listed = await hub.call('GET', `/v2/bookings?customer_id=${id}`);
      expect(list(listed.body, 'data')).toHaveLength(1);
      const consents = await hub.call('GET', `/v2/customers/${id}/consents`);
      expect(
        list(consents.body, 'data').map((one) => [
          at(one, 'purpose'),
          at(one, 'granted'),
          list(one, 'history').length,
        ]),
      ).toEqual([
        ['marketing', false, 2],
        ['reminders', true, 1],
      ]);
    }
    const { body: history } = await hub.call('GET', `/v2/bookings/${visit}/history`);
    expect(list(history, 'data').at(-1)).toMatchObject({
      action: 'customer merged',
      before: { customer_id: 'cust_old' },
    });
    expect(
      (await eventsOf('customer.merged')).map((event) => at(event, 'data', 'object', 'merged_from')),
    ).toEqual([['cust_old']]);
    const again = await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_priya_01' });
    expect([errorOf(again), at(again.body, 'error', 'details', 'into')]).toEqual([
      'already_merged',
      'cust_priya_01',
    ]);
    expect(errorOf(await hub.call('POST', '/v2/customers/cust_priya_01/merge', { into: 'cust_old' }))).toBe(
      'already_merged',
    );
    expect(errorOf(await hub.call('DELETE', '/v2/customers/cust_old'))).toBe('already_merged');
    expect(errorOf(await hub.call('POST', '/v2/customers', { id: 'cust_old', name: 'New' }))).toBe(
      'id_taken',
    );
    expect(await find('p sharma')).toEqual(['cust_priya_01']);
  });

  test('refuses itself and who is not there, and changes nothing', async () => {
    const seq = rowsOf(hub, 'SELECT seq FROM counters');
    expect(errorOf(await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_old' }))).toBe(
      'validation_failed',
    );
    expect(errorOf(await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_none' }))).toBe(
      'invalid_customer',
    );
    expect(errorOf(await hub.call('POST', '/v2/customers/cust_none/merge', { into: 'cust_old' }))).toBe(
      'not_found',
    );
    expect(rowsOf(hub, 'SELECT seq FROM counters')).toEqual(seq);
  });

  test('what a desk did before it knew lands on the record that stayed', async () => {
    const desk = await pairDesk(hub);
    await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_priya_01' });
    const visit = {
      id: 'bk_late',
      customer_id: 'cust_old',
      service_id: 'svc_consult_30',
      start_at: '2026-04-21T05:00:00Z',
    };
    const { body } = await desk.push([
      { n: 1, command: 'customers.update', args: { id: 'cust_old', alert: 'Allergic' } },
      { n: 2, command: 'bookings.create', args: visit },
    ]);
    expect(list(body, 'outcomes').map((one) => at(one, 'state'))).toEqual(['accepted', 'accepted']);
    expect((await hub.call('GET', '/v2/customers/cust_priya_01')).body.alert).toBe('Allergic');
    expect((await hub.call('GET', '/v2/bookings/bk_late')).body.customer_id).toBe('cust_priya_01');
    const pulled = await desk.pull('customers');
    expect(pulled.documents.find((doc) => doc.id === 'cust_old')).toMatchObject({ _deleted: true });
  });
});

describe('the timeline', () => {
  test('has visits, changes, merges and consents, newest first, and is walked both ways', async () => {
    await add({ id: 'cust_old', name: 'P. Sharma' });
    clock.advance(60_000);
    await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_old', id: 'bk_1' });
    clock.advance(60_000);
    await hub.call('POST', '/v2/bookings/bk_1/cancel', { reason: 'Ill' });
    clock.advance(60_000);
    await hub.call('POST', '/v2/customers/cust_old/merge', { into: 'cust_priya_01' });
    clock.advance(60_000);
    await hub.call('PATCH', '/v2/customers/cust_priya_01', { notes: 'Moved house' });
    await hub.call('PUT', '/v2/customers/cust_priya_01/consents/marketing', { granted: true });
    // A change at the very instant at which two visits begin.
    await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_priya_01', id: 'bk_2' });
    clock.set('2026-04-20T05:00:00Z');
    await hub.call('PATCH', '/v2/customers/cust_priya_01', { notes: 'Arrived' });
    const path = '/v2/customers/cust_old/timeline';
    const whole = await hub.call('GET', path);
    const entries = list(whole.body, 'data').map((entry) => [at(entry, 'kind'), at(entry, 'at')]);
    expect(entries).toEqual([
      ['change', '2026-04-20T05:00:00Z'],
      ['visit', '2026-04-20T05:00:00Z'],
      ['visit', '2026-04-20T05:00:00Z'],
      ['booking', '2026-04-15T04:04:00Z'],
      ['consent', '2026-04-15T04:04:00Z'],
      ['change', '2026-04-15T04:04:00Z'],
      ['booking', '2026-04-15T04:03:00Z'],
      ['merge', '2026-04-15T04:03:00Z'],
      ['booking', '2026-04-15T04:02:00Z'],
      ['booking', '2026-04-15T04:01:00Z'],
      ['change', now],
      ['change', now],
    ]);
    for (const limit of [1, 2, 4]) {
      const seen: unknown[] = [];
      let page = await hub.call('GET', `${path}?limit=${limit}`);
      const pages = [page];
      for (;;) {
        seen.push(...list(page.body, 'data'));
        if (!page.body.has_more) break;
        page = await hub.call('GET', `${path}?limit=${limit}&cursor=${page.body.next_cursor}`);
        pages.push(page);
      }
      expect(seen).toEqual(list(whole.body, 'data'));
      for (const before of pages.slice(0, -1).reverse()) {
        page = await hub.call('GET', `${path}?limit=${limit}&cursor=${page.body.prev_cursor}`);
        expect(list(page.body, 'data')).toEqual(list(before.body, 'data'));
      }
      expect(page.body.prev_cursor).toBe(null);
    }
    const some = await hub.call('GET', `${path}?kind=merge,consent`);
    expect(list(some.body, 'data').map((entry) => at(entry, 'kind'))).toEqual(['consent', 'merge']);
  });
});

/** Files of the data folder in which a text is, whatever its case. */
function filesWith(...texts: string[]): string[] {
  const files = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap(({ parentPath, name }) => {
    const content = readFileSync(join(parentPath, name)).toString('latin1').toLowerCase();
    return texts
      .map((one) => Buffer.from(one).toString('latin1').toLowerCase())
      .filter((one) => content.includes(one))
      .map((one) => `${name}: ${one}`);
  });
}

describe('P4: erasing', () => {
  const strings = [
    'Wilhelmina',
    'Quackenbush',
    'wq@secret.example',
    '919812345678',
    '98123 45678',
    'Gout, left',
    'Knows the butler',
    'Confide',
    'wq-77',
    'Orchid',
  ];

  async function person(id = 'cust_w'): Promise<void> {
    await add({
      id,
      name: 'Wilhelmina Quackenbush',
      email: 'wq@secret.example',
      phone: '98123 45678',
      notes: 'Gout, left',
      alert: 'Knows the butler',
      external_id: 'wq-77',
      metadata: { flower: 'Orchid' },
    });
  }

  test('the person’s strings occur in no file of the data folder, and the id answers 410', async () => {
    const desk = await pairDesk(hub);
    await person();
    await add({ id: 'cust_w2', name: 'W. Quackenbush', notes: 'Gout, left' });
    const visit = await booked(hub, '2026-04-20T05:00:00Z', { customer_id: 'cust_w', notes: 'Confide' });
    await hub.call(
      'PATCH',
      `/v2/bookings/${visit}`,
      { notes: 'Confide more' },
      { 'x-idempotency-key': 'k1' },
    );
    await hub.call('PATCH', '/v2/customers/cust_w', { notes: 'Gout, left and right' });
    await hub.call('PUT', '/v2/customers/cust_w/consents/marketing', { granted: true, wording: 'Confide' });
    const early = await desk.push([{ n: 1, command: 'customers.delete', args: { id: 'cust_w' } }]);
    expect(at(early.body, 'outcomes', 0, 'refusal', 'message')).toContain('Wilhelmina');
    await hub.call('POST', '/v2/customers/cust_w2/merge', { into: 'cust_w' });
    await hub.call('POST', `/v2/bookings/${visit}/cancel`, { reason: 'Confide again' });
    for (let i = 0; i < 60; i++) await add({ name: `Somebody ${i}`, notes: 'x'.repeat(i * 13) });
    expect(filesWith(...strings).length).toBeGreaterThan(5);

    const gone = await hub.call('DELETE', '/v2/customers/cust_w', undefined, { 'x-idempotency-key': 'k2' });
    expect([gone.status, gone.body]).toEqual([204, {}]);
    expect(filesWith(...strings)).toEqual([]);

    for (const path of ['', '/bookings', '/consents', '/timeline', '/consents/marketing'])
      expect([path, errorOf(await hub.call('GET', `/v2/customers/cust_w${path}`))]).toEqual([path, 'erased']);
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_w2'))).toBe('erased');
    expect(errorOf(await hub.call('PATCH', '/v2/customers/cust_w', { name: 'Back' }))).toBe('erased');
    expect(errorOf(await hub.call('POST', '/v2/customers', { id: 'cust_w', name: 'Back' }))).toBe('erased');
    expect((await hub.call('DELETE', '/v2/customers/cust_w')).status).toBe(204);
    expect(await find('quack')).toEqual([]);
    const kept = await hub.call('GET', `/v2/bookings/${visit}`);
    expect(kept.body).toMatchObject({ customer_id: 'cust_w', status: 'cancelled' });
    expect(kept.body).not.toHaveProperty('notes');
    const told = (await eventsOf('customer.deleted')).at(-1);
    expect(at(told, 'data', 'object')).toEqual({ id: 'cust_w' });
    const again = await desk.push([
      {
        n: 1,
        command: 'customers.delete',
        args: { id: 'cust_w' },
        id: text(early.body, 'outcomes', 0, 'id'),
      },
    ]);
    expect(at(again.body, 'outcomes', 0, 'refusal')).toEqual({
      code: 'outside_policy',
      message: 'The person’s data was erased',
    });
  });

  test('a late intent for the person is refused erased', async () => {
    const desk = await pairDesk(hub);
    await person();
    await hub.call('DELETE', '/v2/customers/cust_w');
    const { body } = await desk.push([
      { n: 1, command: 'customers.update', args: { id: 'cust_w', notes: 'Gout, left' } },
      {
        n: 2,
        command: 'bookings.create',
        args: { customer_id: 'cust_w', service_id: 'svc_consult_30', start_at: '2026-04-21T05:00:00Z' },
      },
      { n: 3, command: 'customers.create', args: { id: 'cust_w', name: 'Wilhelmina Quackenbush' } },
      { n: 4, command: 'customers.delete', args: { id: 'cust_w' } },
    ]);
    expect(list(body, 'outcomes').map((one) => at(one, 'refusal', 'code') ?? at(one, 'state'))).toEqual([
      'erased',
      'erased',
      'erased',
      'accepted',
    ]);
    expect(filesWith(...strings)).toEqual([]);
    const tombstone = (await desk.pull('customers')).documents.find((doc) => doc.id === 'cust_w');
    expect(tombstone).toMatchObject({ _deleted: true, name: 'Erased' });
  });
});

describe('P4: what an update leaves between rows', () => {
  test('is taken off the disk too, however rows were moved about', async () => {
    const people = Array.from({ length: 400 }, (_, i) => ({
      id: `cust_p${(i * 7919) % 1009}`,
      word: `zq${i}kx${i * i}`,
    }));
    await Promise.all(
      people.map(({ id, word }, i) =>
        add({
          id,
          name: `${word} Person`,
          email: `${word}@example.com`,
          notes: 'n'.repeat(100 + ((i * 37) % 900)),
        }),
      ),
    );
    await Promise.all(
      people.map(({ id }, i) =>
        hub.call('PATCH', `/v2/customers/${id}`, { notes: 'm'.repeat((i * 53) % 1200) }),
      ),
    );
    const gone = people.filter((_, i) => i % 4 === 0);
    for (const { id } of gone) expect((await hub.call('DELETE', `/v2/customers/${id}`)).status).toBe(204);
    expect(filesWith(...gone.map(({ word }) => `${word} `), ...gone.map(({ word }) => `${word}@`))).toEqual(
      [],
    );
  });
});

describe('P4: the ledger', () => {
  test('is applied again to a restored database', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-ledger-'));
    await hub.stop();
    hub = await startHub({ clock, dataDir });
    await add({ id: 'cust_w', name: 'Wilhelmina Quackenbush', email: 'wq@secret.example' });
    await add({ id: 'cust_x', name: 'Xaver Yilmaz' });
    await hub.stop();
    const files = ['live.sqlite', 'test.sqlite'];
    for (const file of files)
      copyFileSync(join(dataDir, file), join(dataDir, `../${basename(dataDir)}-${file}`));
    hub = await startHub({ clock, dataDir });
    expect((await hub.call('DELETE', '/v2/customers/cust_w')).status).toBe(204);
    await hub.stop();
    for (const file of files) {
      copyFileSync(join(dataDir, `../${basename(dataDir)}-${file}`), join(dataDir, file));
      rmSync(join(dataDir, `../${basename(dataDir)}-${file}`));
      renewEpoch(join(dataDir, file), randomUUID);
    }
    expect(filesWith('Wilhelmina')).toEqual(['live.sqlite: wilhelmina']);
    hub = await startHub({ clock, dataDir });
    expect(filesWith('Wilhelmina', 'quackenbush', 'wq@secret')).toEqual([]);
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_w'))).toBe('erased');
    expect((await hub.call('GET', '/v2/customers/cust_x')).status).toBe(200);
    expect(readFileSync(join(dataDir, 'erasures.jsonl'), 'utf8').trim().split('\n').length).toBeGreaterThan(
      0,
    );
    await hub.stop();
    rmSync(dataDir, { recursive: true });
    hub = await startHub({ clock });
  });
});
