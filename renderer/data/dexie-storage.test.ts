import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
  createRxDatabase,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDatabase,
  type RxStorage,
} from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dexieStorage } from './dexie-storage.ts';

interface Visit {
  id: string;
  start_at: string;
  room: number;
  done: boolean;
}

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 10 },
    start_at: { type: 'string', maxLength: 20 },
    room: { type: 'integer' },
    done: { type: 'boolean' },
  },
  required: ['id', 'start_at', 'room', 'done'],
  indexes: [['start_at']],
} as const;

const visits: Visit[] = Array.from({ length: 40 }, (_, i) => ({
  // Ids and starts are in different orders.
  id: `v${String((i * 17) % 40).padStart(2, '0')}`,
  start_at: `2026-04-20T${String(8 + Math.floor(i / 4)).padStart(2, '0')}:00:00Z`,
  room: i % 3,
  done: i % 2 === 0,
}));

const queries: MangoQuery<Visit>[] = [
  { selector: {}, sort: [{ id: 'asc' }] },
  {
    selector: { start_at: { $gte: '2026-04-20T10:00:00Z', $lt: '2026-04-20T13:00:00Z' } },
    sort: [{ id: 'asc' }],
  },
  {
    selector: { start_at: { $gt: '2026-04-20T10:00:00Z' }, room: { $eq: 1 } },
    sort: [{ start_at: 'asc' }, { id: 'asc' }],
  },
  {
    selector: { start_at: { $gt: '2026-04-20T12:00:00Z', $lt: '2026-04-20T09:00:00Z' } },
    sort: [{ id: 'asc' }],
  },
  { selector: { done: { $eq: true } }, sort: [{ id: 'asc' }] },
  {
    selector: { start_at: { $gt: '2026-04-20T09:00:00Z' } },
    sort: [{ start_at: 'asc' }, { id: 'asc' }],
    limit: 5,
  },
  { selector: { start_at: { $lt: '2026-04-20T12:00:00Z' } }, sort: [{ id: 'asc' }], skip: 2 },
];

let databases: RxDatabase[];
const memory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

async function open(storage: RxStorage<unknown, unknown>, name: string): Promise<RxCollection<Visit>> {
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  databases.push(database);
  const { visits: collection } = await database.addCollections<{ visits: RxCollection<Visit> }>({
    visits: { schema },
  });
  await collection.bulkInsert(visits);
  await collection.bulkRemove(['v03', 'v20']);
  return collection;
}

async function answerOf({ storageInstance: storage }: RxCollection<Visit>, query: MangoQuery<Visit>) {
  const selector = { ...query.selector, _deleted: { $eq: false } };
  const normal = normalizeMangoQuery(storage.schema, { ...query, selector });
  return (await storage.query(prepareQuery(storage.schema, normal))).documents.map(({ id, done }) => ({
    id,
    done,
  }));
}

beforeEach(() => {
  databases = [];
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(async () => {
  for (const database of databases) await database.close();
  vi.restoreAllMocks();
});

test('every query answers what RxDB’s own storage answers', async () => {
  const own = await open(dexieStorage(memory()), 'own');
  const theirs = await open(getRxStorageDexie(memory()), 'theirs');
  for (const query of queries) expect(await answerOf(own, query)).toEqual(await answerOf(theirs, query));
  expect(await answerOf(own, queries[0] ?? {})).toHaveLength(38);
});
