import {
  type DexieSettings,
  getQueryMatcher,
  getSortComparator,
  type PreparedQuery,
  type RxStorageInstanceCreationParams,
  type RxStorageQueryResult,
} from 'rxdb/plugins/core';
import {
  DEXIE_DOCS_TABLE_NAME,
  fromDexieToStorage,
  getKeyRangeByQueryPlan,
  RxStorageDexie,
  type RxStorageInstanceDexie,
} from 'rxdb/plugins/storage-dexie';

/** RxDB's Dexie storage, as a desk needs it: what was written stays, and a day is read in one go. */
export function dexieStorage(settings: DexieSettings = {}): RxStorageDexie {
  // Without `strict`, Chrome answers before what was written would survive a power cut (rule S1).
  return new DeskStorage({ ...settings, chromeTransactionDurability: 'strict' });
}

/** What is not cut off by a limit is read in one go, not with an event for every document. */
class DeskStorage extends RxStorageDexie {
  override async createStorageInstance<Doc>(
    params: RxStorageInstanceCreationParams<Doc, DexieSettings>,
  ): Promise<RxStorageInstanceDexie<Doc>> {
    const instance = await super.createStorageInstance(params);
    const walk = instance.query.bind(instance);
    instance.query = (prepared) => (isWhole(prepared) ? readRange(instance, prepared) : walk(prepared));
    return instance;
  }
}

function isWhole<Doc>({ query }: PreparedQuery<Doc>): boolean {
  return !query.skip && query.limit === undefined;
}

/** The same as RxDB's `dexieQuery`, with `getAll` in the place of a cursor. */
async function readRange<Doc>(
  { internals, schema }: RxStorageInstanceDexie<Doc>,
  { query, queryPlan }: PreparedQuery<Doc>,
): Promise<RxStorageQueryResult<Doc>> {
  const { dexieDb, dexieTable, booleanIndexes } = await internals;
  const range = keyRangeOf(booleanIndexes, queryPlan, Reflect.get(dexieDb, '_options').IDBKeyRange);
  if (!range) return { documents: [] };
  const rows = await dexieDb.transaction('r', dexieTable, ({ idbtrans }) => {
    const index = idbtrans.objectStore(DEXIE_DOCS_TABLE_NAME).index(`[${queryPlan.index.join('+')}]`);
    return answerOf<unknown[]>(index.getAll(range));
  });
  const all = rows.map((row) => fromDexieToStorage<Doc>(booleanIndexes, row));
  const documents = queryPlan.selectorSatisfiedByIndex
    ? all
    : all.filter(getQueryMatcher<Doc>(schema, query));
  if (!queryPlan.sortSatisfiedByIndex) documents.sort(getSortComparator(schema, query));
  return { documents };
}

/** `undefined` where the bounds lie so that nothing can be between them. */
function keyRangeOf(...args: Parameters<typeof getKeyRangeByQueryPlan>): IDBKeyRange | undefined {
  try {
    return getKeyRangeByQueryPlan(...args);
  } catch (error) {
    if (error instanceof Error && error.name === 'DataError') return undefined;
    throw error;
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
