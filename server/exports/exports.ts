import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { MakeId } from '../../shared/ids.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { programVersion } from '../version.ts';
import { type Importing, keepImporting } from './importing.ts';
import type { ExportStart, FromExport } from './messages.ts';

/** So many finished ones are kept; each is as large as everything that the practice has. */
const kept = 3;

/** Why an export did not come to its end. */
export type ExportProblem = 'full' | 'erased' | 'failed';

/** How an export stands. */
export interface ExportState {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  /** Milliseconds since the epoch. */
  readonly created_at: number;
  /** Documents that are in it, and how many there are. */
  readonly done: number;
  readonly total: number;
  /** Bytes of the zip; once it is done. */
  readonly size?: number;
  readonly problem?: ExportProblem;
}

/** Complete exports of live practices: files in the data folder, each written by a thread of its own. */
export interface Exports {
  /** Begins one; where one is being written already, that one is meant. */
  start(tenant: string): ExportState;
  /** The newest first. */
  list(tenant: string): ExportState[];
  /** Ends one that is being written, or removes its file; answers whether there was one. */
  remove(tenant: string, id: string): Promise<boolean>;
  /** Where the file of one that is done lies. */
  file(tenant: string, id: string): string | undefined;
  readonly importing: Importing;
  /** Ends what is being written. */
  stop(): Promise<void>;
}

interface Kept {
  readonly config: Config;
  readonly clock: () => number;
  readonly makeId: MakeId;
  readonly log: Logger;
  readonly store: Store;
}

interface Running {
  readonly id: string;
  readonly ended: Promise<void>;
  end(): void;
}

export function keepExports({ config, clock, makeId, log, store }: Kept): Exports {
  const root = join(config.dataDir, 'exports');
  /** Those of this run of the hub, by tenant, then id. */
  const known = new Map<string, Map<string, ExportState>>();
  const running = new Map<string, Running>();

  // What is in them is about people: when one of them is erased, all go (rule P4).
  store.onCommit(({ tenant, erased }) => {
    if (!erased) return;
    const current = running.get(tenant);
    if (current) {
      note(tenant, current.id, { status: 'failed', problem: 'erased' });
      current.end();
    }
    for (const { id } of found(tenant)) rmSync(fileOf(tenant, id), { force: true });
  });

  function fileOf(tenant: string, id: string, ending = '.zip'): string {
    return join(root, tenant, `${id}${ending}`);
  }

  function note(tenant: string, id: string, change: Partial<ExportState>): void {
    const states = known.get(tenant);
    const before = states?.get(id);
    if (before?.status === 'running') states?.set(id, { ...before, ...change });
  }

  /** Finished ones on the disk, of earlier runs too. */
  function found(tenant: string): ExportState[] {
    const folder = join(root, tenant);
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return [];
    }
    return names.flatMap((name) => {
      const id = /^(exp_\w+)\.zip$/.exec(name)?.[1];
      if (id === undefined) return [];
      const { size, mtimeMs } = statSync(join(folder, name));
      const state = known.get(tenant)?.get(id);
      return [
        state
          ? { ...state, size }
          : { id, status: 'done' as const, created_at: mtimeMs, done: 0, total: 0, size },
      ];
    });
  }

  function list(tenant: string): ExportState[] {
    const states = new Map(found(tenant).map((state) => [state.id, state]));
    for (const state of known.get(tenant)?.values() ?? [])
      if (state.status !== 'done') states.set(state.id, state);
    // Ids rise with time.
    return [...states.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  function start(tenant: string): ExportState {
    const current = list(tenant).find(({ status }) => status === 'running');
    if (current) return current;
    const now = clock();
    const state: ExportState = { id: makeId('exp'), status: 'running', created_at: now, done: 0, total: 0 };
    known.set(tenant, (known.get(tenant) ?? new Map()).set(state.id, state));
    for (const { id } of found(tenant)
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(kept - 1))
      rmSync(fileOf(tenant, id), { force: true });
    mkdirSync(join(root, tenant), { recursive: true, mode: 0o700 });
    // Of a hub that was killed while it wrote.
    for (const name of readdirSync(join(root, tenant)))
      if (name.endsWith('.part')) rmSync(join(root, tenant, name));
    running.set(tenant, write(tenant, state.id, now));
    return state;
  }

  function write(tenant: string, id: string, now: number): Running {
    const part = fileOf(tenant, id, '.part');
    const workerData: ExportStart = { config, job: { tenant, file: part, now, program: programVersion } };
    const thread = new Worker(entry(), { workerData });
    let isDone = false;
    thread.on('message', (message: FromExport) => {
      if (message.type === 'progress') note(tenant, id, { done: message.done, total: message.total });
      else isDone = true;
    });
    thread.on('error', (error) => {
      log.error({ err: error }, 'an export could not be written');
      note(tenant, id, { status: 'failed', problem: isFull(error) ? 'full' : 'failed' });
    });
    const ended = new Promise<void>((resolve) => {
      thread.on('exit', () => {
        running.delete(tenant);
        if (isDone && known.get(tenant)?.get(id)?.status === 'running') {
          renameSync(part, fileOf(tenant, id));
          note(tenant, id, { status: 'done' });
        } else {
          rmSync(part, { force: true });
          note(tenant, id, { status: 'cancelled' });
        }
        resolve();
      });
    });
    return { id, ended, end: () => void thread.terminate() };
  }

  return {
    start,
    list,
    async remove(tenant, id) {
      const state = list(tenant).find((one) => one.id === id);
      if (!state) return false;
      const current = running.get(tenant);
      if (current?.id === id) {
        note(tenant, id, { status: 'cancelled' });
        current.end();
        await current.ended;
      } else {
        rmSync(fileOf(tenant, id), { force: true });
        known.get(tenant)?.delete(id);
      }
      return true;
    },
    file(tenant, id) {
      return found(tenant).some((state) => state.id === id) ? fileOf(tenant, id) : undefined;
    },
    importing: keepImporting(),
    async stop() {
      for (const { end, ended } of running.values()) {
        end();
        await ended;
      }
    },
  };
}

/** Beside this file, or beside the bundle that it became part of. */
function entry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './thread.ts' : './exports.js', import.meta.url);
}

function isFull(error: Error): boolean {
  return 'code' in error && error.code === 'ENOSPC';
}
