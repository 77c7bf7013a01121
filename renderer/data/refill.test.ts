import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskResources } from '../../shared/resources/index.ts';
import { type Database, openDatabase } from './database.ts';
import type { Platform } from './platform.ts';
import { openReplication, type Replication } from './replication.ts';
import { signal } from './signal.ts';
import { openSyncState, type SyncStateStore } from './sync-state.ts';
import { memoryPlatform } from './testing/memory-platform.ts';
import { standingLink } from './testing/standing-link.ts';

type Customer = ReturnType<typeof customer>;

/** The hub: its customers in the order of their numbers, and which pages it was asked for (`seq` after which). */
let hub: { epoch: string; customers: Customer[]; asked: number[]; pagesLeft: number };
/** Ids of the customers that were written to the base. */
let written: string[];
let beforeWriting: (ids: readonly string[]) => Promise<void>;
let platform: Platform;
let database: Database;
let state: SyncStateStore;
let replication: Replication;

beforeEach(async () => {
  hub = { epoch: epoch(1), customers: [], asked: [], pagesLeft: Number.POSITIVE_INFINITY };
  platform = {
    ...memoryPlatform(getRxStorageMemory()),
    fetch: async (input: unknown) => answer(new URL(String(input)).searchParams),
    after(ms, run) {
      // A look at what was written is soon repeated; nothing else happens by itself.
      if (ms < 100) setTimeout(run, 1);
      return () => undefined;
    },
  };
  database = await openDatabase(platform, 'tnt_clinic');
  state = await openSyncState(database, platform.makeUuid);
  await meet(epoch(1));
  written = [];
  const collection = database.base.get('customers');
  const write = collection?.storageInstance.bulkWrite.bind(collection.storageInstance);
  if (!collection || !write) throw new Error('there are no customers');
  beforeWriting = async () => undefined;
  collection.storageInstance.bulkWrite = async (rows, context) => {
    const ids = rows.map(({ document }) => document.id);
    await beforeWriting(ids);
    written.push(...ids);
    return write(rows, context);
  };
  replication = open();
});

afterEach(async () => {
  await replication.close();
  state.close();
  // Memory storage outlives its databases.
  await database.rx.remove();
});

function epoch(i: number): string {
  return `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
}

function customer(i: number, name = `Customer ${i}`) {
  const at = '2026-04-15T04:00:00Z';
  const fields = { tenant_id: 'tnt_clinic', version: 1, created_at: at, updated_at: at, metadata: {} };
  return { id: `cust_${i}`, ...fields, name, tags: [], seq: i, _deleted: false };
}

function answer(query: URLSearchParams): Response {
  if (hub.pagesLeft-- <= 0) throw new TypeError('the network is gone');
  const after = query.get('epoch') === hub.epoch ? Number(query.get('seq')) : 0;
  hub.asked.push(after);
  const left = hub.customers.filter(({ seq }) => seq > after);
  const documents = left.slice(0, Number(query.get('limit')));
  const isLast = documents.length === left.length;
  const seq = isLast ? 1_000_000 : documents.at(-1)?.seq;
  return Response.json({ documents, checkpoint: { epoch: hub.epoch, seq, initial_until: 0 }, applied_n: 0 });
}

function open(): Replication {
  const link = standingLink();
  const outbox = { newest: () => 0, signal: signal([]) };
  return openReplication({ platform, database, state, link, outbox, token: () => 'token' });
}

/** The desk hears of an epoch in which it has everything but customers. */
async function meet(epoch: string): Promise<void> {
  const filled = deskResources.filter((name) => name !== 'customers');
  await state.update((before) => ({ ...before, epoch, filled, upTo: {}, stale: before.epoch !== undefined }));
}

async function fill(): Promise<void> {
  replication.resync(['customers']);
  await until(() => state.signal.get().filled.includes('customers'));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function namesHere(): Promise<string[]> {
  const found = await database.base.get('customers')?.find().exec();
  return (found ?? []).map((row) => Reflect.get(row, 'name')).toSorted();
}

/** The hub is put back to a backup. */
async function restore(customers: Customer[]): Promise<void> {
  hub = { ...hub, epoch: epoch(2), customers, asked: [] };
  written = [];
  await meet(hub.epoch);
}

const ofMany = Array.from({ length: 1200 }, (_, i) => customer(i + 1));
const namesOf = (customers: readonly Customer[]) => customers.map(({ name }) => name).toSorted();

test('S7: after a restore only what differs is written, and what is gone on the hub goes', async () => {
  hub.customers = ofMany;
  await fill();
  expect(written).toHaveLength(1200);
  const backup = ofMany.slice(0, 1100).map((one, i) => (i === 40 ? customer(41, 'As before') : one));
  await restore(backup);
  await fill();
  const gone = ofMany.slice(1100).map(({ id }) => id);
  expect(written.toSorted()).toEqual(['cust_41', ...gone].toSorted());
  expect(await namesHere()).toEqual(namesOf(backup));
  expect(state.signal.get().stale).toBe(false);

  // What comes afterwards is asked for from where this ended.
  hub.customers = [...backup, { ...customer(3000), seq: 1_000_001 }];
  replication.resync(['customers']);
  await until(() => written.includes('cust_3000'));
  expect(hub.asked.at(-1)).toBe(1_000_000);
  expect(await namesHere()).toEqual(namesOf(hub.customers));
});

test('S7: a window that was closed while it filled itself again begins anew, and loses nothing by that', async () => {
  hub.customers = ofMany;
  await fill();
  const backup = ofMany.slice(200);
  await restore(backup);
  hub.pagesLeft = 1;
  replication.resync(['customers']);
  await until(() => hub.asked.length === 1 && hub.pagesLeft < 0);
  await replication.close();
  hub.pagesLeft = Number.POSITIVE_INFINITY;
  replication = open();
  await fill();
  expect(hub.asked[1]).toBe(0);
  expect(await namesHere()).toEqual(namesOf(backup));
});

test('a network that is cut while a desk fills itself again costs the page that was asked for, not all of them', async () => {
  hub.customers = ofMany;
  await fill();
  await restore(ofMany);
  hub.pagesLeft = 2;
  replication.resync(['customers']);
  await until(() => hub.pagesLeft < 0);
  hub.pagesLeft = Number.POSITIVE_INFINITY;
  await fill();
  expect(hub.asked).toEqual([0, 500, 1000]);
});

test('S7: what one restore brought counts for nothing after the next, however close they follow each other', async () => {
  hub.customers = ofMany.slice(0, 20);
  await fill();
  const again = ofMany.slice(0, 5);
  beforeWriting = async (ids) => {
    // The first restore is about to be done with: it removes what it has not brought.
    if (hub.epoch !== epoch(2) || !ids.includes('cust_20')) return;
    hub = { ...hub, epoch: epoch(3), customers: again };
    await meet(hub.epoch);
    replication.resync(['customers']);
  };
  await restore(ofMany.slice(0, 10));
  replication.resync(['customers']);
  await until(() => hub.epoch === epoch(3) && state.signal.get().filled.includes('customers'));
  expect(await namesHere()).toEqual(namesOf(again));
});
