import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { grantFeed, grantInvitation } from '../../server/access/grant.ts';
import { config } from '../../server/config.ts';
import { createContext, type HubContext } from '../../server/context.ts';

const cli = resolve(import.meta.dirname, '../../server/cli.ts');

const ready = z.object({
  url: z.string(),
  tenant_id: z.string(),
  keys: z.object({ live: z.string() }).optional(),
});

/** The large demo practice on disk: 20 practitioners, 10 rooms, 50,000 customers, 100,000 bookings. */
export interface LargeData {
  readonly folder: string;
  readonly tenant: string;
  /** A secret key without limits. */
  readonly key: string;
  /** Makes a feed that reaches back so many days; answers with the path of its address. */
  feed(pastDays: number): Promise<string>;
  /** Makes a one-time invitation for a desk. */
  invite(): Promise<string>;
}

/** A hub in a process of its own, started as `npm run hub` starts it. */
export interface LargeHub {
  readonly url: string;
  /** Milliseconds from the start of the process to the line that says it is ready. */
  readonly readyAfter: number;
  /** Resident memory in megabytes. */
  memory(): number;
  stop(): Promise<void>;
}

let made: Promise<LargeData> | undefined;

/** Makes the data, once in a run, in a folder that goes when the run ends. */
export function largeData(): Promise<LargeData> {
  made ??= makeLargeData();
  return made;
}

/** Starts a hub on a data folder. */
export async function startLargeHub(folder: string): Promise<LargeHub> {
  const { child, said, readyAfter } = await startHubOn(folder);
  return {
    url: said.url,
    readyAfter,
    memory: () => residentMemory(child),
    stop: () => end(child),
  };
}

async function makeLargeData(): Promise<LargeData> {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-bench-large-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { child, said } = await startHubOn(folder, '--demo', '--demo-size', 'large');
  await end(child);
  if (!said.keys) throw new Error('the demo has no keys');
  const tenant = said.tenant_id;

  return {
    folder,
    tenant,
    key: said.keys.live,
    feed: (past_days) =>
      beside(folder, async (hub) => {
        const token = await grantFeed(hub, tenant, { name: 'Bench', privacy: 'full', past_days });
        return `/calendar/feed/${token}.ics`;
      }),
    invite: () => beside(folder, (hub) => grantInvitation(hub, tenant, 60)),
  };
}

/** Does something on a data folder as the command line does, beside a hub that may run there. */
async function beside<T>(folder: string, work: (hub: HubContext) => Promise<T>): Promise<T> {
  const hub = createContext(config.parse({ dataDir: folder }));
  try {
    return await work(hub);
  } finally {
    hub.close();
  }
}

async function startHubOn(folder: string, ...more: string[]) {
  const begun = performance.now();
  const child = spawn(process.execPath, [cli, '--data', folder, '--port', '0', '--json', ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const readyAfter = performance.now() - begun;
  return { child, readyAfter, said: ready.parse(JSON.parse(String(line))) };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function residentMemory(child: ChildProcess): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}
