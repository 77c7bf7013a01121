import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runDue } from '../../../server/due.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, booked, countBy, errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let clock: TestClock;
let hub: TestHub;
let dataDir: string;
beforeEach(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  dataDir = mkdtempSync(join(tmpdir(), 'dunebook-import-'));
  hub = await startHub({ clock, dataDir });
  await referencePractice(hub);
});
afterEach(async () => {
  await hub.stop();
  rmSync(dataDir, { recursive: true });
});

function send(csv: string | Uint8Array, query = '', headers: Record<string, string> = {}): Promise<Answer> {
  return fetch(`${hub.url}/v2/customers/import${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.keys.live}`, 'content-type': 'text/csv', ...headers },
    body: typeof csv === 'string' ? csv : Buffer.from(csv),
  }).then(async (response) => ({
    status: response.status,
    headers: response.headers,
    body: await response.json().then((body) => Object(body)),
  }));
}

/** The import's document once it is in one of the statuses. */
async function until(id: string, ...statuses: string[]): Promise<Record<string, unknown>> {
  return vi.waitFor(
    async () => {
      const { body } = await hub.call('GET', `/v2/imports/${id}`);
      expect(statuses).toContain(body.status);
      return body;
    },
    { timeout: 60_000, interval: 50 },
  );
}

async function imported(csv: string, query = ''): Promise<Record<string, unknown>> {
  const answer = await send(csv, query);
  expect([answer.status, answer.body.error]).toEqual([202, undefined]);
  await runDue(hub.hub);
  return until(text(answer.body, 'id'), 'done');
}

async function rowsOfImport(id: unknown, query = ''): Promise<object[]> {
  return list((await hub.call('GET', `/v2/imports/${id}/rows?limit=100&${query}`)).body, 'data');
}

async function everybody(): Promise<string[]> {
  const { body } = await hub.call('GET', '/v2/customers?sort=name&limit=100');
  return list(body, 'data').map((doc) => text(doc, 'name'));
}

const file = `Full Name;E-Mail;Mobile number;Shoe size;Notes
Zoë Ångström;zoe@example.com;098765 43210;38;"Likes; semicolons
and lines"
;nobody@example.com;;40;
Ravi Kumar;not-an-address;;41;
Meera Rao;meera@example.com;12;37;
Priya Sharma;PRIYA@example.com;098765 00000;36;New note
`;

describe('a dry run', () => {
  test('says what would happen, and changes nothing', async () => {
    const before = rowsOf(hub, 'SELECT seq FROM counters');
    const { status, body } = await send(file, '?dry_run=true');
    expect([status, body]).toEqual([
      200,
      {
        dry_run: true,
        total: 5,
        columns: {
          'Full Name': 'name',
          'E-Mail': 'email',
          'Mobile number': 'phone',
          'Shoe size': null,
          Notes: 'notes',
        },
        would_create: 1,
        would_update: 0,
        would_skip: 1,
        would_fail: 3,
        errors: [
          { row: 3, field: 'name', message: 'must not be empty' },
          { row: 4, field: 'email', message: expect.any(String) },
          { row: 5, field: 'phone', message: expect.any(String) },
        ],
        duplicates: [{ row: 6, customer_id: 'cust_priya_01' }],
        samples: {
          'Full Name': ['Zoë Ångström', 'Ravi Kumar', 'Meera Rao'],
          'E-Mail': ['zoe@example.com', 'nobody@example.com', 'not-an-address'],
          'Mobile number': ['098765 43210', '12', '098765 00000'],
          'Shoe size': ['38', '40', '41'],
          Notes: ['Likes; semicolons\nand lines', 'New note'],
        },
      },
    ]);
    expect(rowsOf(hub, 'SELECT seq FROM counters')).toEqual(before);
  });

  test('columns that are guessed wrongly can be said', async () => {
    const csv = 'Who,Given name,Family name,Tel\nA,Anna,Berg,\n';
    const guessed = await send(csv, '?dry_run=true');
    expect(guessed.body.columns).toEqual({
      Who: null,
      'Given name': 'first_name',
      'Family name': 'last_name',
      Tel: 'phone',
    });
    const said = await send(
      csv,
      `?dry_run=true&columns=${encodeURIComponent('{"Who":"external_id","Tel":null}')}`,
    );
    expect(said.body.columns).toEqual({
      Who: 'external_id',
      'Given name': 'first_name',
      'Family name': 'last_name',
      Tel: null,
    });
    for (const wrong of [
      '{"What":"name"}',
      '{"Who":"shoe"}',
      '{"Who":"first_name"',
      '{"Given name":null,"Family name":null}',
    ])
      expect([wrong, errorOf(await send(csv, `?columns=${encodeURIComponent(wrong)}`))]).toEqual([
        wrong,
        'validation_failed',
      ]);
  });

  test('what is no table is refused', async () => {
    expect(errorOf(await send('name\n'))).toBe('validation_failed');
    expect(errorOf(await send(''))).toBe('validation_failed');
    expect(errorOf(await send('name,name\na,b\n'))).toBe('validation_failed');
    expect(errorOf(await send('name\n"open\n'))).toBe('validation_failed');
    expect(errorOf(await send(Uint8Array.from([110, 97, 109, 101, 10, 0xe9, 10])))).toBe('validation_failed');
    expect(errorOf(await send('{}', '', { 'content-type': 'application/json' }))).toBe(
      'unsupported_media_type',
    );
    expect(errorOf(await send(`name\n${'x'.repeat(11 << 20)}`))).toBe('payload_too_large');
    const latin = Uint8Array.from([...Buffer.from('name\nJos'), 0xe9]);
    const read = await send(latin, '', { 'content-type': 'text/csv; charset=windows-1252' });
    expect(read.status).toBe(202);
    await runDue(hub.hub);
    expect(await everybody()).toContain('José');
  });
});

describe('an import', () => {
  test('makes customers, and says of each row what became of it', async () => {
    const done = await imported(file);
    expect(done).toMatchObject({
      status: 'done',
      total: 5,
      processed: 5,
      created: 1,
      updated: 0,
      skipped: 1,
      failed: 3,
    });
    expect(await everybody()).toEqual(['Priya Sharma', 'Zoë Ångström']);
    const [zoe] = list((await hub.call('GET', '/v2/customers?q=zoe')).body, 'data');
    expect(zoe).toMatchObject({ phone: '+919876543210', notes: 'Likes; semicolons\nand lines' });
    expect(
      (await rowsOfImport(done.id)).map((row) => [at(row, 'row'), at(row, 'state'), at(row, 'field')]),
    ).toEqual([
      [2, 'created', undefined],
      [3, 'failed', 'name'],
      [4, 'failed', 'email'],
      [5, 'failed', 'phone'],
      [6, 'skipped', undefined],
    ]);
    expect(await rowsOfImport(done.id, 'state=created')).toMatchObject([{ customer_id: text(zoe, 'id') }]);
    expect(JSON.stringify(rowsOf(hub, 'SELECT doc FROM import_rows'))).not.toContain('not-an-address');
    const again = await imported(file);
    expect(again).toMatchObject({ created: 0, skipped: 2, failed: 3 });
  });

  test('duplicates are skipped, update what is there, or are made all the same', async () => {
    const csv =
      'name,email,phone,tags\nPriya Sharma-Rao,priya@example.com,098765 00000,"vip, new"\nRavi Sharma,priya@example.com,,\n';
    expect(await imported(csv, '?duplicates=update')).toMatchObject({ created: 1, updated: 1, skipped: 0 });
    expect((await hub.call('GET', '/v2/customers/cust_priya_01')).body).toMatchObject({
      name: 'Priya Sharma-Rao',
      phone: '+919876500000',
      tags: ['vip', 'new'],
      version: 2,
    });
    expect(await imported(csv, '?duplicates=update')).toMatchObject({ created: 0, updated: 0, skipped: 2 });
    expect(await imported(csv, '?duplicates=create')).toMatchObject({ created: 2, updated: 0, skipped: 0 });
    const twice = 'name,phone,external_id\nUma Das,098765 11111,u1\nUma Das,098765 11111,\nOther,,u1\n';
    expect(await imported(twice)).toMatchObject({ created: 1, skipped: 2 });
  });

  test('the same request again is the same import', async () => {
    const headers = { 'x-idempotency-key': 'once' };
    const [first, second] = [
      await send('name\nAnna\n', '', headers),
      await send('name\nAnna\n', '', headers),
    ];
    expect([second.status, second.body.id, second.headers.get('idempotent-replayed')]).toEqual([
      202,
      first.body.id,
      'true',
    ]);
    expect(errorOf(await send('name\nBert\n', '', headers))).toBe('idempotency_key_reused');
    await runDue(hub.hub);
    expect(await everybody()).toEqual(['Anna', 'Priya Sharma']);
  });

  test('10,000 rows survive a restart in the middle, and nobody waits for them', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `Person ${i} Number${i},p${i}@example.com,+4930${1_000_000 + i}`,
    );
    const answer = await send(`name,email,phone\n${lines.join('\n')}\n`);
    expect(answer.status).toBe(202);
    const id = text(answer.body, 'id');
    await vi.waitFor(
      async () => {
        const { body } = await hub.call('GET', `/v2/imports/${id}`);
        expect(Number(body.processed)).toBeGreaterThan(1_000);
      },
      { timeout: 90_000, interval: 20 },
    );
    await hub.stop();
    hub = await startHub({ clock, dataDir });
    const { body } = await hub.call('GET', `/v2/imports/${id}`);
    expect([body.status, Number(body.processed) < 10_000]).toEqual(['running', true]);
    let walkIns = 0;
    let finished = false;
    const others = (async () => {
      for (; !finished; walkIns++) {
        const made = await hub.call('POST', '/v2/customers', { name: `Walk-in ${walkIns}` });
        expect(made.status).toBe(201);
      }
    })();
    const done = await until(id, 'done');
    finished = true;
    await others;
    expect(done).toMatchObject({ total: 10_000, processed: 10_000, created: 10_000, failed: 0 });
    const counts = rowsOf(
      hub,
      'SELECT count(*) AS n, count(DISTINCT customer_id) AS people FROM import_rows',
    );
    expect(counts).toEqual([{ n: 10_000, people: 10_000 }]);
    // They were let in between the steps.
    expect(walkIns).toBeGreaterThan(0);
  }, 120_000);

  test('a file that was put in half way is taken away', async () => {
    await send('name\nAnna\n');
    const row = rowsOf(hub, 'SELECT id FROM imports')[0];
    expect(row).toBeDefined();
    await runDue(hub.hub);
    clock.advance(2 * 60 * 60_000);
    await runDue(hub.hub);
    expect(rowsOf(hub, 'SELECT state FROM import_rows WHERE deleted = 0')).toEqual([{ state: 'created' }]);
  });
});

describe('undoing an import', () => {
  test('takes back what it made, but what changed since, and says so per row', async () => {
    const csv =
      'name,email,notes\nAnna Berg,anna@example.com,\nBert Cole,bert@example.com,\nCora Dahl,cora@example.com,\nPriya Sharma,priya@example.com,Changed\n';
    const done = await imported(csv, '?duplicates=update');
    expect(done).toMatchObject({ created: 3, updated: 1 });
    const rows = await rowsOfImport(done.id);
    await hub.call('PATCH', `/v2/customers/${at(rows[1], 'customer_id')}`, { notes: 'Called' });
    await booked(hub, '2026-04-20T05:00:00Z', { customer_id: at(rows[2], 'customer_id') });
    const undo = await hub.call('POST', `/v2/imports/${done.id}/undo`);
    expect([undo.status, undo.body.status]).toEqual([202, 'undoing']);
    await runDue(hub.hub);
    expect(await until(String(done.id), 'undone')).toMatchObject({ taken_back: 2, kept: 2 });
    expect((await rowsOfImport(done.id)).map((row) => [at(row, 'state'), at(row, 'message')])).toEqual([
      ['taken_back', undefined],
      ['kept', 'the customer changed since'],
      ['kept', 'the customer has bookings'],
      ['taken_back', undefined],
    ]);
    expect(await everybody()).toEqual(['Bert Cole', 'Cora Dahl', 'Priya Sharma']);
    const priya = await hub.call('GET', '/v2/customers/cust_priya_01');
    expect(priya.body).not.toHaveProperty('notes');
    expect(errorOf(await hub.call('POST', `/v2/imports/${done.id}/undo`))).toBe('invalid_transition');
    expect(errorOf(await hub.call('GET', `/v2/customers/${at(rows[0], 'customer_id')}`))).toBe('not_found');
    expect((await hub.call('DELETE', `/v2/customers/${at(rows[0], 'customer_id')}`)).status).toBe(204);
    expect(errorOf(await hub.call('GET', `/v2/customers/${at(rows[0], 'customer_id')}`))).toBe('erased');
  });

  test('stops one that still runs', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `Person ${i}`);
    const { body } = await send(`name\n${lines.join('\n')}\n`);
    await hub.call('POST', `/v2/imports/${body.id}/undo`);
    await runDue(hub.hub);
    const undone = await until(text(body, 'id'), 'undone');
    const states = countBy(
      rowsOf(hub, 'SELECT state FROM import_rows').map((row) => String(at(row, 'state'))),
      (state) => state,
    );
    expect([undone.processed, undone.taken_back]).toEqual([undone.created, undone.created]);
    expect(Number(states.skipped) + Number(states.taken_back ?? 0)).toBe(300);
    expect(await everybody()).toEqual(['Priya Sharma']);
  });
});
