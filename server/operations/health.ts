import { resolve } from 'node:path';
import * as z from 'zod';
import { formatInstant, instant, minutes } from '../../shared/time/instants.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import type { HubContext } from '../context.ts';
import { deliveriesFile, storeFile } from '../store/files.ts';
import { bytesOf, examine } from '../store/sqlite-examine.ts';
import type { Mode } from '../store/store.ts';
import { programVersion } from '../version.ts';
import { diskFinding, diskOf, tooLittle } from './disk.ts';
import { type Finding, finding, lengthText, states, worst } from './finding.ts';

const modes: readonly Mode[] = ['live', 'test'];
/** A desk that was heard of within so long is there: it says something at least every few seconds. */
const heardWithin = minutes(2);
/** What waits longer than this to be sent is worth a look. */
const waitsLong = minutes(30);

/** What the owner's key sees of the hub's inside: numbers and states, and nothing about a person. */
export const healthDetails = z.object({
  status: z.enum(states).meta({ description: 'The worst of the findings' }),
  now: instant,
  started_at: instant,
  versions: z.object({
    program: z.string(),
    node: z.string(),
    schema: z.int().meta({ description: 'Of the database of what is live' }),
    wire: z.int().meta({ description: 'Of what desks and hub say to each other' }),
    oldest_wire: z.int(),
  }),
  store: z.object({
    epoch: z.uuid(),
    practices: z.int(),
    files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  }),
  disk: z.object({ folder: z.string(), free_bytes: z.int(), total_bytes: z.int() }),
  outbox: z.object({
    waiting: z.int().meta({ description: 'Deliveries to webhook endpoints that are still to be made' }),
    since: instant.optional().meta({ description: 'Since when the longest of them waits' }),
  }),
  sync: z.object({
    desks: z.int().meta({ description: 'Desks that were let in and not removed' }),
    here: z.int().meta({ description: 'Those of them that were heard of within two minutes' }),
  }),
  findings: z.array(finding),
});
export type HealthDetails = z.output<typeof healthDetails>;

/** Whether the hub can do its work now; the names of what is in the way. */
export async function notReady(hub: HubContext): Promise<string[]> {
  const found: string[] = [];
  try {
    for (const mode of modes) hub.stores[mode].tenants();
  } catch {
    found.push('store');
  }
  const free = await diskOf(hub.config.dataDir).then(
    (disk) => disk.free_bytes,
    () => 0,
  );
  if (free < tooLittle) found.push('disk');
  return found;
}

/** Everything that can be told of a running hub without reading all of its data. */
export async function detailsOf(hub: HubContext): Promise<z.input<typeof healthDetails>> {
  const { config, clock, stores } = hub;
  const now = clock();
  const disk = await diskOf(config.dataDir);
  const { schema, knows } = examine(storeFile(config, 'live'), 'store', false);
  const { waiting, since } = backlogOf(hub);
  const desks = await desksOf(hub);
  const findings: Finding[] = [
    { check: 'store', state: 'ok', said: `The database is of schema ${schema} of ${knows}` },
    diskFinding(disk),
    outboxFinding(waiting, since === undefined ? 0 : now - since),
  ];
  return {
    status: worst(findings),
    now: formatInstant(now),
    started_at: formatInstant(hub.startedAt),
    versions: {
      program: programVersion,
      node: process.versions.node,
      schema,
      wire: wireVersion,
      oldest_wire: oldestWireVersion,
    },
    store: { epoch: stores.live.epoch, practices: stores.live.tenants().length, files: filesOf(hub) },
    disk: { folder: resolve(config.dataDir), ...disk },
    outbox: { waiting, ...(since !== undefined && { since: formatInstant(since) }) },
    sync: desks,
    findings,
  };
}

export function filesOf({ config }: HubContext): { name: string; bytes: number }[] {
  return modes.flatMap((mode) => [
    { name: `${mode}.sqlite`, bytes: bytesOf(storeFile(config, mode)) },
    { name: `${mode}-deliveries.sqlite`, bytes: bytesOf(deliveriesFile(config, mode)) },
  ]);
}

/** Of what is live and the sandbox together. */
export function backlogOf({ deliveries }: HubContext): { waiting: number; since: number | undefined } {
  const both = modes.map((mode) => deliveries[mode].backlog());
  const since = both.flatMap((one) => one.since ?? []).sort((a, b) => a - b)[0];
  return { waiting: both.reduce((sum, one) => sum + one.waiting, 0), since };
}

/** Desks of all practices. */
export async function desksOf(hub: HubContext): Promise<{ desks: number; here: number }> {
  const store = hub.stores.live;
  const now = hub.clock();
  const count = { desks: 0, here: 0 };
  for (const tenant of store.tenants())
    for (const device of await store.read(tenant, (view) => view.range('devices', []))) {
      if (device.revoked_at) continue;
      const last = hub.uses.lastOf({ mode: 'live', tenant, of: 'devices', id: device.id });
      count.desks++;
      if (last !== undefined && now - last < heardWithin) count.here++;
    }
  return count;
}

function outboxFinding(waiting: number, forMs: number): Finding {
  const check = 'outbox';
  if (waiting === 0) return { check, state: 'ok', said: 'Everything was sent to webhook endpoints' };
  const said = `${waiting} deliveries to webhook endpoints wait, the longest for ${lengthText(forMs)}`;
  if (forMs < waitsLong) return { check, state: 'ok', said };
  const todo =
    'Look at the delivery log of each endpoint; those that answer again get what waits by themselves';
  return { check, state: 'warn', said, todo };
}
