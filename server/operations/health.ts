import { resolve } from 'node:path';
import * as z from 'zod';
import { backupProblems } from '../../shared/backup-problems.ts';
import { sharingProblems } from '../../shared/lan/sharing.ts';
import { formatInstant, instant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import type { HubContext } from '../context.ts';
import { CertificateError } from '../sharing/certificate.ts';
import { deliveriesFile, storeFile } from '../store/files.ts';
import { bytesOf, examine } from '../store/sqlite-examine.ts';
import type { Mode } from '../store/store.ts';
import { programVersion } from '../version.ts';
import { diskFinding, diskOf, tooLittle } from './disk.ts';
import { desksOff } from './doctor/clock.ts';
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
    waiting: z.int().meta({ description: 'Changes that wait at desks, as they last said' }),
  }),
  sharing: z.object({
    on: z.boolean(),
    port: z.int(),
    announced: z.boolean(),
    problem: z.enum([...sharingProblems, 'damaged']).optional(),
  }),
  backups: z.object({
    on: z.boolean(),
    last_at: instant.optional(),
    overdue: z.boolean(),
    problem: z.enum(backupProblems).optional().meta({ description: 'Why the last try did not work' }),
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
  const { clocksOff, ...desks } = await desksOf(hub);
  const sharing = await sharingOf(hub);
  const backups = backupsOf(hub);
  const findings: Finding[] = [
    { check: 'store', state: 'ok', said: `The database is of schema ${schema} of ${knows}` },
    diskFinding(disk),
    outboxFinding(waiting, since === undefined ? 0 : now - since),
    sharingFinding(sharing),
    backupsFinding(backups, now),
    ...(clocksOff.length > 0 ? [desksOff(clocksOff)] : []),
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
    sharing,
    backups,
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

interface Desks {
  readonly desks: number;
  readonly here: number;
  readonly waiting: number;
  /** Seconds ahead, or behind where negative, of those whose clock is noticeably wrong. */
  readonly clocksOff: readonly number[];
}

/** Desks of all practices. */
export async function desksOf({ stores: { live }, uses, clock }: HubContext): Promise<Desks> {
  const now = clock();
  const all: { last: number | undefined; waiting: number; ahead: number | undefined }[] = [];
  for (const tenant of live.tenants())
    for (const device of await live.read(tenant, (view) => view.range('devices', []))) {
      if (device.revoked_at || device.replaced_by) continue;
      const last = uses.lastOf({ mode: 'live', tenant, of: 'devices', id: device.id });
      all.push({ last, waiting: device.waiting ?? 0, ahead: device.clock_ahead });
    }
  return {
    desks: all.length,
    here: all.filter(({ last }) => last !== undefined && now - last < heardWithin).length,
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    clocksOff: all.flatMap(({ ahead }) => ahead ?? []),
  };
}

/** `damaged`: certificate and key do not fit, so nobody could know the hub. */
async function sharingOf({ sharing }: HubContext): Promise<HealthDetails['sharing']> {
  try {
    const { on, port, announced, problem } = await sharing.state();
    return { on, port, announced, ...(problem && { problem }) };
  } catch (error) {
    if (error instanceof CertificateError)
      return { on: false, port: 0, announced: false, problem: 'damaged' };
    throw error;
  }
}

function sharingFinding({ on, port, announced, problem }: HealthDetails['sharing']): Finding {
  const check = 'sharing';
  if (problem)
    return {
      check,
      state: 'fail',
      said: `Desks on the network cannot reach the hub as they should: ${problem}`,
      todo: 'Run the doctor on the hub’s computer: it says which file or port it is',
    };
  if (!on) return { check, state: 'ok', said: 'It is off: only this computer reaches the hub' };
  const said = `Desks on the network reach the hub on port ${port}`;
  if (announced) return { check, state: 'ok', said };
  return { check, state: 'ok', said: `${said}, by its address alone: it is not announced` };
}

function backupsOf({ backups }: HubContext): HealthDetails['backups'] {
  const { on, last_at, overdue, problem } = backups.state();
  return { on, ...(last_at !== undefined && { last_at }), overdue, ...(problem && { problem }) };
}

function backupsFinding({ on, last_at, overdue, problem }: HealthDetails['backups'], now: number): Finding {
  const check = 'backups';
  const age =
    last_at === undefined ? 'There is none' : `The newest is ${lengthText(now - parseInstant(last_at))} old`;
  if (problem)
    return {
      check,
      state: 'warn',
      said: `The last could not be made: ${problem}. ${age}`,
      todo: 'See the Data page',
    };
  if (!on)
    return {
      check,
      state: 'warn',
      said: `${age}, and none are made by themselves`,
      todo: 'Switch daily backups on',
    };
  return overdue
    ? { check, state: 'warn', said: age, todo: 'See the Data page' }
    : { check, state: 'ok', said: age };
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
