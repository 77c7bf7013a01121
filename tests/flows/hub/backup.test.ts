import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { config } from '../../../server/config.ts';
import { startHub as startAlone } from '../../../server/main.ts';
import { restoreLine } from '../../../shared/setup/request.ts';
import { testClock } from '../../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';

const passphrase = 'a long walk in the dunes';
const day = 24 * 60 * 60_000;
const clock = testClock('2026-04-15T04:00:00Z');
let folder: string;
let hub: TestHub;

beforeEach(async () => {
  clock.set('2026-04-15T04:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'dunebook-backup-'));
  hub = await startHub({ clock, lookEvery: 20, dataDir: join(folder, 'data') });
  await referencePractice(hub);
});

afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const set = (wanted: object) => hub.call('PUT', '/v2/backups/settings', wanted);

/** Asks until the answer meets it; a hub that starts again answers nothing for a while. */
async function until<T>(ask: () => Promise<T>, meets: (answer: T) => boolean): Promise<T> {
  for (let i = 0; ; i++) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && meets(answer)) return answer;
    if (i > 5000) throw new Error(`never came about: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const row = z.object({ id: z.string(), made_at: z.string(), file: z.string() });
type Row = z.output<typeof row>;

const allOfThem = z.object({
  data: z.array(row),
  state: z.object({
    last_at: z.string().optional(),
    problem: z.string().optional(),
    overdue: z.boolean(),
    running: z.object({ task: z.string(), percent: z.number() }).optional(),
  }),
});

async function all(): Promise<z.output<typeof allOfThem>> {
  return allOfThem.parse((await hub.call('GET', '/v2/backups')).body);
}

async function makeOne(): Promise<Row> {
  const { status } = await hub.call('POST', '/v2/backups', {});
  expect(status).toBe(202);
  const { data } = await until(all, ({ state, data }) => !state.running && data[0]?.made_at === now());
  return row.parse(data[0]);
}

const now = () => `${new Date(clock()).toISOString().slice(0, 19)}Z`;

async function restore({ id }: Row, said = passphrase): Promise<Answer> {
  const { epoch } = hub.hub.stores.live;
  const answer = await hub.call('POST', `/v2/backups/${id}/restore`, { passphrase: said });
  if (answer.status === 202)
    await until(
      async () => hub.hub.stores.live.epoch,
      (current) => current !== epoch,
    );
  if (answer.status === 202) await until(all, ({ state }) => !state.running);
  return answer;
}

test('without a passphrase there is no backup; with one, what is made is listed and can be put back', async () => {
  expect((await hub.call('POST', '/v2/backups', {})).body).toMatchObject({
    error: { code: 'outside_policy', details: { policy: 'passphrase' } },
  });
  expect((await set({ on: true })).status).toBe(422);
  expect((await set({ passphrase })).body).toMatchObject({ on: false, has_passphrase: true, at: '03:00' });
  // Somebody's own, which is none of the hub's files: neither in the way nor moved.
  const strange = join(hub.dataDir, 'Notes of Monday (1).txt');
  writeFileSync(strange, 'call the plumber');
  const made = await makeOne();
  await hub.call('PATCH', '/v2/customers/cust_priya_01', { name: 'Changed since' });

  expect((await restore(made, 'a short walk')).body).toMatchObject({
    error: { code: 'forbidden', details: { reason: 'wrong_passphrase' } },
  });
  expect((await restore(made)).status).toBe(202);
  const { body } = await hub.call('GET', '/v2/customers/cust_priya_01');
  expect(body.name).not.toBe('Changed since');
  expect(readFileSync(strange, 'utf8')).toBe('call the plumber');
  // What was there is kept, and no passphrase is written down anywhere.
  expect(readdirSync(hub.dataDir).filter((name) => name.startsWith('before-restore-'))).toHaveLength(1);
  expect(readFileSync(join(hub.dataDir, 'backup.json'), 'utf8')).not.toContain(passphrase);
});

test('after a backup commits bring what was written to its place in the file, as before', async () => {
  await set({ passphrase });
  await makeOne();
  const file = join(hub.dataDir, 'live.sqlite');
  const before = statSync(file).size;
  const { live } = hub.hub.stores;
  await live.write(live.tenants()[0] ?? '', async (tx) => {
    const customer = await tx.get('customers', 'cust_priya_01');
    if (customer) tx.put('customers', { ...customer, metadata: { text: 'dune'.repeat(2_000_000) } }, false);
  });
  expect(statSync(file).size).toBeGreaterThan(before + 7_000_000);
});

test('a backup that was changed or cut off is refused, and the hub goes on with its data', async () => {
  await set({ passphrase });
  const made = await makeOne();
  const whole = readFileSync(made.file);
  const { epoch } = hub.hub.stores.live;
  for (const spoilt of [whole.subarray(0, -40), Buffer.concat([whole.subarray(0, -60), Buffer.alloc(60)])]) {
    writeFileSync(made.file, spoilt);
    expect((await hub.call('POST', `/v2/backups/${made.id}/restore`, { passphrase })).status).toBe(202);
    const { state } = await until(all, (answer) => !answer.state.running);
    expect(state.problem).toBe('damaged');
  }
  expect(hub.hub.stores.live.epoch).toBe(epoch);
  expect(readdirSync(hub.dataDir).filter((name) => /restore/.test(name))).toEqual([]);
});

test('the schedule makes one a day, catches up after a night asleep, keeps what it is told, and says what is wrong', async () => {
  const drive = join(folder, 'drive');
  mkdirSync(drive);
  await set({
    passphrase,
    folder: join(drive, 'dunes'),
    keep: { daily: 2, weekly: 1, monthly: 1 },
    on: true,
  });
  // The first one at once.
  await until(all, ({ data, state }) => data.length === 1 && !state.running);
  const made: string[] = [];
  for (let i = 0; i < 3; i++) {
    clock.advance(day);
    const { data } = await until(all, ({ data, state }) => data[0]?.made_at === now() && !state.running);
    made.unshift(data[0]?.made_at ?? '');
  }
  expect((await all()).data.map(({ made_at }) => made_at)).toEqual(made.slice(0, 2));

  renameSync(drive, join(folder, 'unplugged'));
  clock.advance(day);
  expect((await until(all, ({ state }) => state.problem !== undefined)).state).toMatchObject({
    problem: 'gone',
  });
  // Nothing was written where the drive used to be.
  expect(readdirSync(folder)).not.toContain('drive');
  clock.advance(3 * day);
  const { body } = await hub.call('GET', '/v2/backups/state');
  expect(body).toMatchObject({ on: true, overdue: true, problem: 'gone' });

  renameSync(join(folder, 'unplugged'), drive);
  clock.advance(60 * 60_000);
  const { state } = await until(all, ({ state }) => state.problem === undefined && !state.running);
  expect(state).toMatchObject({ overdue: false, last_at: now() });
});

test('P4: who was erased after the backup stays erased when it is put back, and old data is not kept past that', async () => {
  await hub.call('POST', '/v2/customers', {
    id: 'cust_zora',
    name: 'Zora Quillfeather',
    phone: '+919800000077',
  });
  await set({ passphrase });
  const made = await makeOne();
  await restore(made);
  expect(readdirSync(hub.dataDir).some((name) => name.startsWith('before-restore-'))).toBe(true);

  expect((await hub.call('DELETE', '/v2/customers/cust_zora')).status).toBe(204);
  await hub.hub.erasures.settled();
  await until(
    async () => readdirSync(hub.dataDir),
    (names) => !names.some((name) => name.startsWith('before-restore-')),
  );
  expect(await filesWith(hub.dataDir, 'Quillfeather')).toEqual([]);
  await restore(made);
  await hub.hub.erasures.settled();
  expect((await hub.call('GET', '/v2/customers/cust_zora')).body).toMatchObject({
    error: { code: 'erased' },
  });
  await hub.stop();
  expect(await filesWith(hub.dataDir, 'Quillfeather')).toEqual([]);
  hub = await startHub({ clock, dataDir: hub.dataDir });
});

async function filesWith(dir: string, text: string): Promise<string[]> {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

test('another computer takes over from its first run: the same hub, its keys and its desks, and one invitation', async () => {
  await set({ passphrase });
  const made = await makeOne();
  const keys = hub.keys;
  const secret = readFileSync(join(hub.dataDir, 'hub.key'));
  await hub.stop();
  const dataDir = join(folder, 'other');
  const running = await startAlone(config.parse({ dataDir, port: 0, logLevel: 'silent' }), { clock });
  try {
    const ask = (body: object) =>
      fetch(`${running.url}/v2/setup/restore`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: running.hub.setup.secret(), file: made.file, ...body }),
      });
    const wrong = await ask({ passphrase: 'something else' });
    expect(await wrong.json()).toMatchObject({ error: { details: { reason: 'wrong_passphrase' } } });
    expect((await ask({ passphrase, secret: `set_${'x'.repeat(32)}` })).status).toBe(401);
    const lines = (await (await ask({ passphrase })).text()).trim().split('\n');
    const last = restoreLine.parse(JSON.parse(lines.at(-1) ?? ''));
    expect(last).toMatchObject({ tenant_id: hub.tenant });
    const get = (path: string) =>
      fetch(running.url + path, { headers: { authorization: `Bearer ${keys.live}` } });
    await until(
      () => get('/v2/bookings'),
      ({ status }) => status === 200,
    );
    expect(readFileSync(join(dataDir, 'hub.key')).equals(secret)).toBe(true);
    const paired = await fetch(`${running.url}/v2/devices/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invitation: last.invitation, name: 'The new computer' }),
    });
    expect(paired.status).toBe(201);
    expect((await ask({ passphrase })).status).toBe(404);
  } finally {
    await running.stop();
    hub = await startHub({ clock, dataDir: hub.dataDir });
  }
});
