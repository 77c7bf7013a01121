import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { BackupHeader } from '../../server/backup/header.ts';
import { checkOf, type Derivation, keyOf, originOf } from '../../server/backup/keys.ts';
import { listBackups } from '../../server/backup/list.ts';
import { makeBackup } from '../../server/backup/make.ts';
import { unpack } from '../../server/backup/pack.ts';
import { stageRestore } from '../../server/backup/stage.ts';
import type { Step } from '../../server/backup/step.ts';
import { settleRestore, switchData } from '../../server/backup/switch.ts';
import { config } from '../../server/config.ts';
import { createContext } from '../../server/context.ts';
import { firstBroken } from '../../server/store/sqlite-check.ts';
import { cachedEnv } from '../kit/compile-cache.ts';

/** What a child is to do, and the step of it at which it kills itself; 0 for none. */
export interface Task {
  readonly type: 'make' | 'restore' | 'settle';
  readonly place: Place;
  readonly dieAt: number;
}

/** A data folder with a backup of an earlier state of it. */
export interface Place {
  readonly root: string;
  readonly dataDir: string;
  readonly folder: string;
  readonly backup: string;
  readonly key: string;
  readonly derivation: Derivation;
}

const databases = ['live.sqlite', 'test.sqlite'];
const check = async (folder: string, names: readonly string[]) => firstBroken(folder, names);

/** All of a data folder says `old` or `restored` of itself, here and there: parts of both would show. */
function mark(dataDir: string, text: string): void {
  for (const name of databases) {
    const db = new Database(join(dataDir, name));
    db.exec('CREATE TABLE IF NOT EXISTS mark (text TEXT); DELETE FROM mark');
    db.prepare('INSERT INTO mark VALUES (?)').run(text);
    db.close();
  }
  writeFileSync(join(dataDir, 'mark.txt'), text);
}

/** The marks of a data folder's parts. */
export function marksOf(dataDir: string): string[] {
  const inDatabases = databases.map((name) => {
    const file = join(dataDir, name);
    if (!existsSync(file)) return `no ${name}`;
    const db = new Database(file);
    const broken = db.pragma('integrity_check', { simple: true }) !== 'ok';
    const { text } = db.prepare('SELECT text FROM mark').get() as { text: string };
    db.close();
    return broken ? `${name} is broken` : text;
  });
  const file = join(dataDir, 'mark.txt');
  return [...inDatabases, existsSync(file) ? readFileSync(file, 'utf8') : 'no mark.txt'];
}

/** A data folder whose present state is `old`, with a backup of the state `restored`. */
export async function makePlace(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'dunebook-kill-'));
  const dataDir = join(root, 'data');
  const folder = join(root, 'backups');
  await createContext(config.parse({ dataDir, logLevel: 'silent' })).close();
  // So that a disk can be full in the middle of it: nothing makes this smaller.
  writeFileSync(join(dataDir, 'filler.bin'), randomBytes(400_000));
  mark(dataDir, 'restored');
  const derivation: Derivation = { kdf: 'scrypt', N: 1024, r: 8, p: 1, salt: 'c2FsdA' };
  const key = Buffer.from(await keyOf('a passphrase', derivation)).toString('base64url');
  const place = { root, dataDir, folder, backup: '', key, derivation };
  const { file } = await make(place, () => undefined);
  mark(dataDir, 'old');
  return { ...place, backup: file };
}

/** The same, elsewhere. */
export function copyOf(place: Place): Place {
  const root = mkdtempSync(join(tmpdir(), 'dunebook-kill-'));
  cpSync(place.root, root, { recursive: true });
  const at = (path: string) => join(root, path.slice(place.root.length));
  return { ...place, root, dataDir: at(place.dataDir), folder: at(place.folder), backup: at(place.backup) };
}

export function remove({ root }: Place): void {
  rmSync(root, { recursive: true, force: true });
}

/** Makes another backup. */
export function make({ dataDir, folder, key, derivation }: Place, step: Step) {
  const secret = Buffer.from(key, 'base64url');
  const nonce = randomBytes(32).toString('base64url');
  const header: BackupHeader = {
    format: 1,
    compression: 'zstd',
    id: `bkp_01ARZ3NDEKTSV4RRFFQ6${randomBytes(3).toString('hex').toUpperCase()}`,
    made_at: '2026-04-15T04:00:00Z',
    schema: 1,
    origin: originOf(readFileSync(join(dataDir, 'hub.key'))),
    derivation,
    nonce,
    check: checkOf(secret, nonce),
  };
  return makeBackup({ dataDir, folder, header, key: secret }, check, step);
}

/** Puts the backup back. */
export async function restore({ dataDir, backup, key }: Place, step: Step): Promise<void> {
  const id = randomUUID();
  const staging = { dataDir, file: backup, key: Buffer.from(key, 'base64url'), id };
  await stageRestore(staging, check, step);
  switchData(dataDir, id, '2026-04-16T04:00:00Z', step);
}

/** The steps of a work on a copy of a place, in their order. */
export async function stepsOf(
  original: Place,
  work: (place: Place, step: Step) => Promise<unknown>,
): Promise<string[]> {
  const place = copyOf(original);
  const steps: string[] = [];
  await work(place, (what) => steps.push(what));
  remove(place);
  return steps;
}

/** Does it in this process, which ends at the step named. */
export async function carryOut({ type, place, dieAt }: Task): Promise<void> {
  let n = 0;
  const step = () => {
    if (++n === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  if (type === 'make') await make(place, step);
  if (type === 'restore') await restore(place, step);
  if (type === 'settle') settleRestore(place.dataDir, step);
}

/** Does it in a process of its own; answers whether that came to its end. */
export async function inChild(task: Task): Promise<boolean> {
  const child = fork(new URL('./backup-child.ts', import.meta.url), [JSON.stringify(task)], {
    execArgv: [],
    env: cachedEnv,
  });
  const [code, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the child failed at ${task.dieAt}`);
  return signal !== 'SIGKILL';
}

/** Whatever is called a backup is one, whole, and the last good one is still there. */
export async function expectGoodBackups(place: Place, count?: number): Promise<void> {
  const key = Buffer.from(place.key, 'base64url');
  const origin = originOf(readFileSync(join(place.dataDir, 'hub.key')));
  const all = await listBackups(place.folder, origin);
  expect(all.map(({ file }) => file)).toContain(place.backup);
  if (count !== undefined) expect(all).toHaveLength(count);
  const nowhere = { begin: () => undefined, data: () => undefined, end: () => undefined };
  for (const { file } of all)
    expect(unpack(file, key, nowhere, () => undefined)).toEqual(
      expect.arrayContaining(['hub.key', 'live.sqlite', 'mark.txt', 'test.sqlite']),
    );
}

/** Opens the folder as a hub's start does, and answers which state it is in. */
export function stateAfterStart({ dataDir }: Place): string {
  settleRestore(dataDir);
  expect(readdirSync(dataDir)).not.toContain('restore.json');
  const marks = new Set(marksOf(dataDir));
  expect([...marks]).toHaveLength(1);
  return [...marks][0] ?? '';
}

/** Where there was a restore, all of the old data is in its folder. */
export function expectOldKept({ dataDir }: Place): void {
  const aside = readdirSync(dataDir).find((name) => name.startsWith('before-restore-'));
  expect(new Set(marksOf(join(dataDir, aside ?? 'none')))).toEqual(new Set(['old']));
}
