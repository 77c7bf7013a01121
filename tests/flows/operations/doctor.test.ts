import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer as createSecureServer } from 'node:tls';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config } from '../../../server/config.ts';
import { exitCodeOf, findingsOf, reportOf } from '../../../server/operations/doctor/doctor.ts';
import type { Finding } from '../../../server/operations/finding.ts';
import { makeCertificate } from '../../kit/certificates.ts';
import { cachedEnv } from '../../kit/compile-cache.ts';
import { startHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';

const parent = mkdtempSync(join(tmpdir(), 'dunebook-doctor-'));
const well = join(parent, 'well');
const ill = join(parent, 'ill');
beforeAll(async () => {
  const hub = await startHub({ dataDir: well });
  await referencePractice(hub);
  await hub.stop();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));
beforeEach(() => {
  cpSync(well, ill, { recursive: true, preserveTimestamps: true });
  chmodSync(ill, 0o700);
});
afterEach(() => rmSync(ill, { recursive: true, force: true }));

/** What is found in the folder that something was done to; `now` moves on by so many milliseconds. */
function findings(more: { port?: number; later?: number } = {}): Promise<Finding[]> {
  const now = Date.now() + (more.later ?? 0);
  return findingsOf({
    config: config.parse({ dataDir: ill, port: more.port ?? 0 }),
    running: undefined,
    now,
  });
}

/** The one finding that is not as it should be. */
async function onlyProblem(more = {}): Promise<Finding | undefined> {
  const found = (await findings(more)).filter(({ state, check }) => state !== 'ok' && check !== 'backups');
  expect(found.map(({ check, said }) => `${check}: ${said}`)).toHaveLength(1);
  // Whatever is wrong, the reader is told what to do.
  expect(found[0]?.todo).toMatch(/\w/);
  return found[0];
}

function withDatabase(work: (db: Database.Database) => void): void {
  const db = new Database(join(ill, 'live.sqlite'));
  work(db);
  db.close();
}

describe('the doctor finds', () => {
  test('nothing wrong with a hub that is well, and changes nothing', async () => {
    const before = contentsOf(ill);
    const found = await findings();
    // But that nobody has said where backups are to go.
    expect(found.filter(({ state }) => state !== 'ok').map(({ check }) => check)).toEqual(['backups']);
    expect(found.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'data folder',
        'hub key',
        'disk',
        'port',
        'clock',
        'certificate',
        'live.sqlite',
      ]),
    );
    expect(contentsOf(ill)).toEqual(before);
    expect(exitCodeOf(found)).toBe(1);
    expect(exitCodeOf(found.filter(({ check }) => check !== 'backups'))).toBe(0);
  });

  test('a folder without a practice, and makes none', async () => {
    rmSync(ill, { recursive: true });
    expect(await onlyProblem()).toMatchObject({ check: 'data folder', state: 'fail' });
    expect(existsSync(ill)).toBe(false);
  });

  test('a database with a damaged page that nothing else has met yet', async () => {
    let page = 0;
    withDatabase((db) => {
      const sql = `SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'bookings'`;
      page = Number(db.prepare(sql).pluck().get());
    });
    const handle = openSync(join(ill, 'live.sqlite'), 'r+');
    writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
    closeSync(handle);
    const problem = await onlyProblem();
    expect(problem).toMatchObject({ check: 'live.sqlite', state: 'fail' });
    expect(problem?.todo).toContain('restore');
  });

  test('a database that was cut short, or is none', async () => {
    truncateSync(join(ill, 'live.sqlite'), 5000);
    expect(await onlyProblem()).toMatchObject({ check: 'live.sqlite', state: 'fail' });
    writeFileSync(join(ill, 'live.sqlite'), 'no database at all '.repeat(500));
    expect(await onlyProblem()).toMatchObject({ check: 'live.sqlite', state: 'fail' });
  });

  test('data of a newer program, and of an older one', async () => {
    withDatabase((db) => db.pragma('user_version = 900'));
    const newer = await onlyProblem();
    expect([newer?.state, newer?.todo]).toEqual(['fail', expect.stringContaining('Update')]);
    withDatabase((db) => db.pragma('user_version = 3'));
    expect(await onlyProblem()).toMatchObject({ check: 'live.sqlite', state: 'warn' });
  });

  test('a clock that was set back, by the files and by what happened in the practice', async () => {
    const later = new Date(Date.now() + 3 * 3_600_000);
    utimesSync(join(ill, 'hub.key'), later, later);
    const problem = await onlyProblem();
    expect(problem).toMatchObject({ check: 'clock', state: 'fail' });
    expect(problem?.said).toContain('3 hours later');
    cpSync(join(well, 'hub.key'), join(ill, 'hub.key'), { preserveTimestamps: true });
    for (const name of readdirSync(ill)) utimesSync(join(ill, name), 0, 0);
    expect(await onlyProblem({ later: -30 * 60_000 })).toMatchObject({ check: 'clock', state: 'fail' });
  });

  test('a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = Object(other.address());
    const problem = await onlyProblem({ port });
    await new Promise<void>((done) => other.close(() => done()));
    expect(problem).toMatchObject({ check: 'port', state: 'fail' });
    expect(problem?.said).toContain(`${port}`);
  });

  test('a lost or damaged key of the hub', async () => {
    writeFileSync(join(ill, 'hub.key'), 'short');
    expect(await onlyProblem()).toMatchObject({ check: 'hub key', state: 'fail' });
    rmSync(join(ill, 'hub.key'));
    expect(await onlyProblem()).toMatchObject({ check: 'hub key', state: 'fail' });
  });

  // Windows closes a user’s folder in another way.
  if (process.platform !== 'win32')
    test('files that others on the computer may read', async () => {
      chmodSync(join(ill, 'hub.key'), 0o644);
      const problem = await onlyProblem();
      expect(problem).toMatchObject({ check: 'privacy', state: 'warn' });
      // What it says to do is what helps.
      execFileSync('sh', ['-c', /chmod.*/.exec(problem?.todo ?? '')?.[0] ?? 'false']);
      expect((await findings()).find(({ check }) => check === 'privacy')?.state).toBe('ok');
    });
});

describe('beside a hub that runs, the doctor', () => {
  const other = makeCertificate({ hosts: ['hub'] });

  test('shakes hands with what listens on the network, and knows it from another program', async () => {
    const hub = await startHub({ dataDir: ill });
    const settings = config.parse({ dataDir: ill, port: 0, sharingPort: 0 });
    const running = { pid: process.pid, url: hub.url };
    const look = async (sharingPort = 0) => {
      const found = await findingsOf({ config: { ...settings, sharingPort }, running, now: Date.now() });
      return found
        .filter(({ check }) => ['hub', 'sharing'].includes(check))
        .map(({ check, state }) => `${check} ${state}`);
    };
    expect(await look()).toEqual(['hub ok', 'sharing ok']);
    await hub.hub.sharing.set({ on: true });
    const { port } = await hub.hub.sharing.state();
    expect(await look(port)).toEqual(['hub ok', 'sharing ok']);
    await hub.stop();
    // It is noted to run, but is gone, and its port went to somebody else.
    const trap = createSecureServer(other);
    await new Promise<void>((done) => trap.listen(port, done));
    expect(await look(port)).toEqual(['hub fail', 'sharing fail']);
    await new Promise<void>((done) => trap.close(() => done()));
  });

  test('says how old the newest backup is, and that a lost disk takes it along', async () => {
    const hub = await startHub({ dataDir: ill });
    await hub.hub.backups.change({ on: true, passphrase: 'a zebra in the attic' });
    await hub.hub.backups.make();
    await hub.stop();
    const about = async (later: number) =>
      (await findings({ later })).find(({ check }) => check === 'backups');
    expect(await about(0)).toMatchObject({ state: 'warn', said: expect.stringContaining('same disk') });
    expect(await about(10 * 86_400_000)).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('10 days old'),
    });
  });
});

describe('the report', () => {
  const findingsToTell: Finding[] = [
    { check: 'disk', state: 'ok', said: 'There is room' },
    { check: 'clock', state: 'warn', said: 'It is odd', todo: 'Set it' },
  ];

  test('says each thing in a line, and below it what to do', () => {
    expect(reportOf(findingsToTell)).toBe(
      [
        'ok    disk   There is room',
        'warn  clock  It is odd',
        '             → Set it',
        '',
        '1 ok, 1 to look at, 0 in the way',
        '',
      ].join('\n'),
    );
    expect(exitCodeOf(findingsToTell)).toBe(1);
  });

  test('is what the command line prints, for people and for programs, with an exit code', () => {
    rmSync(join(ill, 'hub.key'));
    const cli = resolve(import.meta.dirname, '../../../server/cli.ts');
    const run = spawnSync(process.execPath, [cli, 'doctor', '--json', '--port', '0', '--data', ill], {
      encoding: 'utf8',
      env: cachedEnv,
    });
    const { findings: told } = JSON.parse(run.stdout);
    expect([run.status, run.stderr]).toEqual([2, '']);
    expect(told.find((one: Finding) => one.state === 'fail')).toMatchObject({ check: 'hub key' });
    expect(existsSync(join(ill, 'hub.key'))).toBe(false);
  });
});

/** Each file with its bytes; SQLite’s own beside a database come and go with whoever reads it. */
function contentsOf(folder: string): [string, number, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, statSync(path).mtimeMs, readFileSync(path).toString('base64').slice(0, 10_000)]);
}
