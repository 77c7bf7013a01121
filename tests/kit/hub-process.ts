import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { renewEpoch } from '../../server/store/epoch.ts';
import type { Mode } from '../../server/store/store.ts';
import { type CallAnswer, type Calls, openCalls } from './calls.ts';
import { cachedEnv } from './compile-cache.ts';
import type { Answer } from './hub.ts';
import type { HubChildStart } from './hub-child.ts';

/** A hub in a process of its own, which can be killed at any instant. Its clock stands until it is set. */
export interface HubProcess {
  readonly url: string;
  readonly key: string;
  /** Holds the hub's data folder and backups. */
  readonly folder: string;
  readonly dataDir: string;
  isUp(): boolean;
  /** Resolves when a hub runs. */
  untilUp(): Promise<void>;
  /** Calls the API with the key; rejects where no answer comes. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Makes another practice on the same hub, or the sandbox of one; answers with a key of it. */
  found(tenant: string, mode: Mode): Promise<string>;
  invite(): Promise<string>;
  setClock(iso: string): Promise<void>;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** `kill -9` by its own hand, after the next commit and before its answer; resolves when this is in place. */
  dieAfterCommit(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Copies the data as it is, while the hub runs. */
  backUp(name: string): void;
  /** Puts a backup in the place of the data of a hub that does not run, with an epoch of its own (rule S7). */
  restore(name: string): void;
  /** The live data, behind the hub's back. */
  database(name?: 'live' | 'live-deliveries'): Database.Database;
  /** Kills it and removes everything. */
  remove(): Promise<void>;
}

export interface HubProcessOptions {
  readonly now: string;
  readonly deskDir?: string;
  /** Variables of the environment beside those of the test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The practice that every hub has from its start. */
export const ownTenant = 'tnt_clinic';

const files = ['live.sqlite', 'test.sqlite'];

/** Starts a hub with a practice in a new folder. */
export async function startHubProcess({ now, deskDir, env }: HubProcessOptions): Promise<HubProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-hub-'));
  const dataDir = join(folder, 'data');
  let clock = now;
  let port = 0;
  let url = '';
  let child: { process: ChildProcess; calls: Calls } | undefined;
  let up = Promise.withResolvers<void>();

  async function start(): Promise<void> {
    const forked = fork(new URL('./hub-child.ts', import.meta.url), {
      execArgv: [],
      env: { ...cachedEnv, ...env },
    });
    const calls = openCalls((message) => forked.send(message));
    forked.on('message', (answer: CallAnswer) => calls.answered(answer));
    forked.on('exit', () => calls.fail(new Error('the hub is gone')));
    child = { process: forked, calls };
    const begin: HubChildStart = { dataDir, port, now: clock, ...(deskDir !== undefined && { deskDir }) };
    const started = (await calls.call('start', [begin])) as { url: string };
    url = started.url;
    port = Number(new URL(url).port);
    up.resolve();
  }

  async function kill(): Promise<void> {
    const killed = child?.process;
    child = undefined;
    up = Promise.withResolvers<void>();
    if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
    const gone = once(killed, 'exit');
    killed.kill('SIGKILL');
    await gone;
  }

  function ask(method: string, ...args: unknown[]): Promise<unknown> {
    if (!child) throw new Error('the hub does not run');
    return child.calls.call(method, args);
  }

  function database(name = 'live'): Database.Database {
    return new Database(join(dataDir, `${name}.sqlite`), { timeout: 5_000 });
  }

  await start();
  const found = async (tenant: string, mode: Mode) => String(await ask('found', tenant, mode));
  const key = await found(ownTenant, 'live');
  return {
    get url() {
      return url;
    },
    key,
    folder,
    dataDir,
    isUp: () => child !== undefined,
    untilUp: () => up.promise,
    async call(method, path, body, headers = {}) {
      const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${key}`, ...json, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : JSON.parse(text),
      };
    },
    found,
    invite: async () => String(await ask('invite', ownTenant)),
    async setClock(iso) {
      clock = iso;
      if (child) await ask('setClock', iso);
    },
    kill,
    async dieAfterCommit() {
      await ask('dieAfterCommit');
    },
    start,
    backUp(name) {
      mkdirSync(join(folder, name));
      for (const file of files) {
        const db = new Database(join(dataDir, file), { timeout: 5_000 });
        db.prepare('VACUUM INTO ?').run(join(folder, name, file));
        db.close();
      }
    },
    restore(name) {
      for (const file of files) {
        for (const part of ['', '-wal', '-shm']) rmSync(join(dataDir, file + part), { force: true });
        const backup = join(folder, name, file);
        if (!existsSync(backup)) throw new Error(`there is no backup ${name}`);
        copyFileSync(backup, join(dataDir, file));
        renewEpoch(join(dataDir, file), randomUUID);
      }
    },
    database,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
