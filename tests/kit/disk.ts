import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { RxStorage, RxStorageInstance } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory, RxStorageInstanceMemory } from 'rxdb/plugins/storage-memory';

/** What a desk's store holds: of each collection, documents as RxDB keeps them, as JSON. */
export type StoreImage = readonly (readonly [string, string])[];

/** The disk of a test's desk. */
export interface TestDisk {
  readonly storage: RxStorage<unknown, unknown>;
  /** A copy of what it holds; of one in memory only. */
  image(): StoreImage;
  /** Everything on it is gone; of one in memory only. */
  empty(): void;
  /** So many more writes have room; those after them fail as in a browser. Absent: there is room again. */
  leaveRoom(writes?: number): void;
  /** Resolves when a write has failed since. */
  untilFull(): Promise<void>;
}

export interface TestDiskOptions {
  /** Milliseconds that a page of bookings takes to be written. */
  readonly slowPages: number;
  /** What the disk holds from the beginning. */
  readonly image?: StoreImage | undefined;
}

/** A new disk; `dexie` is IndexedDB in memory. */
export function testDisk(kind: 'memory' | 'dexie', { slowPages, image = [] }: TestDiskOptions): TestDisk {
  let real = realStorage(kind);
  const copied = new Map(image);
  const copies = new Map<string, () => string>();
  let met = Promise.withResolvers<void>();
  let room = Number.POSITIVE_INFINITY;

  /** What is written waits for the disk, and fails where there is no room. */
  function writeAsOnDisk<Doc, A, B>(instance: RxStorageInstance<Doc, A, B>, pause: number): void {
    const write = instance.bulkWrite.bind(instance);
    instance.bulkWrite = async (...args) => {
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      if (room-- <= 0) {
        met.resolve();
        throw new DOMException('There is no room left', 'QuotaExceededError');
      }
      return write(...args);
    };
  }

  return {
    storage: {
      ...real,
      name: real.name,
      rxdbVersion: real.rxdbVersion,
      async createStorageInstance(params) {
        const instance = await real.createStorageInstance(params);
        const key = `${params.databaseName} ${params.collectionName} ${params.schema.version}`;
        await putBack(instance, copied.get(key));
        copied.delete(key);
        copies.set(key, () => documentsOf(instance));
        writeAsOnDisk(instance, params.collectionName === 'bookings' ? slowPages : 0);
        return instance;
      },
    },
    image: () => [...copies].map(([key, copy]) => [key, copy()]),
    empty() {
      real = realStorage(kind);
    },
    leaveRoom(writes = Number.POSITIVE_INFINITY) {
      room = writes;
      met = Promise.withResolvers<void>();
    },
    untilFull: () => met.promise,
  };
}

function realStorage(kind: 'memory' | 'dexie'): RxStorage<unknown, unknown> {
  // Collections in memory outlive their database, so that one opened again finds them; those of another desk it must not.
  if (kind === 'memory') return Object.assign(getRxStorageMemory(), { collectionStates: new Map() });
  return getRxStorageDexie({
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    chromeTransactionDurability: 'strict',
  });
}

async function putBack<Doc, A, B>(
  instance: RxStorageInstance<Doc, A, B>,
  text: string | undefined,
): Promise<void> {
  const rows: Parameters<typeof instance.bulkWrite>[0] = JSON.parse(text ?? '[]');
  if (rows.length === 0) return;
  const { error } = await instance.bulkWrite(rows, 'copy of a disk');
  if (error.length > 0) throw new Error(`the copy of a disk is not whole: ${JSON.stringify(error)}`);
}

function documentsOf<Doc, A, B>(instance: RxStorageInstance<Doc, A, B>): string {
  if (!(instance instanceof RxStorageInstanceMemory)) throw new Error('only a disk in memory can be copied');
  instance.ensurePersistence();
  return JSON.stringify([...instance.internals.documents.values()].map((document) => ({ document })));
}
