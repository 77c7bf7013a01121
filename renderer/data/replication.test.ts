import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskResources, type ResourceName } from '../../shared/resources/index.ts';
import { type Database, openDatabase } from './database.ts';
import { openReplication, type Replication } from './replication.ts';
import { signal } from './signal.ts';
import { openSyncState, type SyncStateStore } from './sync-state.ts';
import { memoryPlatform } from './testing/memory-platform.ts';
import { standingLink } from './testing/standing-link.ts';

const epoch = '00000000-0000-4000-8000-00000000000e';
const many: ResourceName[] = ['customers', 'bookings'];

let database: Database;
let state: SyncStateStore;
let replication: Replication;
/** Collections in the order in which they were asked for. */
let asked: string[];
/** Collections that the hub does not know. */
let unknown: string[];
/** Documents of a page of customers; less than a page is the last. */
let customersLeft: number;
let timers: { ms: number; run: () => void }[];

beforeEach(async () => {
  asked = [];
  unknown = [];
  customersLeft = 1;
  timers = [];
  const platform = {
    ...memoryPlatform(getRxStorageMemory()),
    async fetch(input: unknown): Promise<Response> {
      const { pathname, searchParams } = new URL(String(input));
      const name = pathname.split('/').at(-1) ?? '';
      asked.push(name);
      const error = { code: 'not_found', message: 'Desks keep no such collection' };
      if (unknown.includes(name)) return Response.json({ error }, { status: 404 });
      const count = name === 'customers' ? Math.min(customersLeft, Number(searchParams.get('limit'))) : 0;
      const documents = Array.from({ length: count }, () => customer(customersLeft--));
      const checkpoint = { epoch, seq: 100_000 - customersLeft, initial_until: 0 };
      return Response.json({ documents, checkpoint, applied_n: 0 });
    },
    after(ms: number, run: () => void) {
      const timer = { ms, run };
      // A look at what was written is soon repeated; everything else waits until the test says so.
      if (ms < 100) setTimeout(run, 1);
      else timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  database = await openDatabase(platform, 'tnt_clinic');
  state = await openSyncState(database, platform.makeUuid);
  await state.update((before) => ({ ...before, epoch }));
  const link = standingLink();
  const outbox = { newest: () => 0, signal: signal([]) };
  replication = openReplication({ platform, database, state, link, outbox, token: () => 'token' });
});

afterEach(async () => {
  await replication.close();
  state.close();
  // Memory storage outlives its databases.
  await database.rx.remove();
});

function customer(i: number) {
  const at = '2026-04-15T04:00:00Z';
  const fields = { tenant_id: 'tnt_clinic', version: 1, created_at: at, updated_at: at, metadata: {} };
  return { id: `cust_${i}`, ...fields, name: `Customer ${i}`, tags: [], seq: i, _deleted: false };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Runs what waits for the longest of all pauses, or for any. */
function pass(ms: number): void {
  for (const timer of timers.filter((one) => one.ms <= ms)) timer.run();
}

const isFilled = (names: readonly ResourceName[]) => () =>
  names.every((name) => state.signal.get().filled.includes(name));

test('what is few comes first, and the board may draw itself before the many come', async () => {
  const few = deskResources.filter((name) => !many.includes(name));
  replication.resync(deskResources);
  await until(isFilled(few));
  expect(new Set(asked)).toEqual(new Set(few));
  pass(200);
  await until(isFilled(deskResources));
  expect(asked).toContain('bookings');
});

test('a hub that lacks one of the few holds up the others for a while only', async () => {
  unknown = ['holds'];
  replication.resync(deskResources);
  await until(isFilled(['practice', 'services', 'resources', 'blocks']));
  expect(asked).not.toContain('bookings');
  pass(5_000);
  await until(isFilled(many));
});

test('a desk that has everything pulls whatever changed at once', async () => {
  await state.update((before) => ({ ...before, filled: deskResources }));
  replication.resync(['bookings']);
  await until(() => asked.includes('bookings'));
});

test('a page is handed on only when the one before it was written', async () => {
  customersLeft = 1800;
  const sizes: number[] = [];
  const collection = database.base.get('customers');
  const write = collection?.storageInstance.bulkWrite.bind(collection.storageInstance);
  if (!collection || !write) throw new Error('there are no customers');
  collection.storageInstance.bulkWrite = async (rows, context) => {
    sizes.push(rows.length);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return write(rows, context);
  };
  await state.update((before) => ({
    ...before,
    filled: deskResources.filter((name) => !many.includes(name)),
  }));
  replication.resync(['customers']);
  await until(isFilled(['customers']));
  expect(sizes).toEqual([500, 500, 500, 300]);
});
