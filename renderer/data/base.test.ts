import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customer } from '../testing/docs.ts';
import { type Base, openBase } from './base.ts';
import { type BaseRow, type Database, openDatabase } from './database.ts';
import { dexieStorage } from './dexie-storage.ts';
import { memoryPlatform } from './testing/memory-platform.ts';

const priya = customer('cust_1', { name: 'Priya' });
const renamed = { ...priya, version: 2, name: 'Priya Iyer' };
const everybody = { conditions: [] };

function rowOf(doc: typeof priya): BaseRow {
  return { ...doc, seq: 1, epoch: '00000000-0000-4000-8000-00000000000e' };
}

function customersOf(database: Database) {
  const customers = database.base.get('customers');
  if (!customers) throw new Error('there are no customers');
  return customers;
}

/** Resolves with what `base` answers in the moment in which it tells of a change. */
function readWhenTold(base: Base): Promise<unknown[]> {
  return new Promise((resolve) =>
    base.watch('customers', () =>
      resolve(Promise.all([base.get('customers', 'cust_1'), base.find('customers', everybody)])),
    ),
  );
}

describe.each([
  ['IndexedDB', () => dexieStorage({ indexedDB: new IDBFactory(), IDBKeyRange })],
  ['memory', getRxStorageMemory],
])('on %s', (_storage, makeStorage) => {
  let database: Database;

  beforeEach(async () => {
    database = await openDatabase(memoryPlatform(makeStorage()), 'tnt_clinic');
  });

  // Memory storage outlives its databases.
  afterEach(() => database.rx.remove());

  test('who is told of a change reads what was written', async () => {
    const base = openBase(database);
    await customersOf(database).insert(rowOf(priya));
    expect(await base.get('customers', 'cust_1')).toEqual(priya);
    expect(await base.find('customers', everybody)).toEqual([priya]);
    const told = readWhenTold(base);
    await customersOf(database).upsert(rowOf(renamed));
    expect(await told).toEqual([renamed, [renamed]]);
  });

  test('no read of the store sees a write before the base does', async () => {
    const base = openBase(database);
    const { storageInstance } = customersOf(database);
    await customersOf(database).insert(rowOf(priya));
    await base.get('customers', 'cust_1');
    const written = customersOf(database).upsert(rowOf(renamed));
    let seen = 1;
    while (seen === 1) {
      const [row] = await storageInstance.findDocumentsById(['cust_1'], true);
      seen = row?.version ?? 0;
    }
    expect(await base.get('customers', 'cust_1')).toEqual(renamed);
    await written;
  });
});
