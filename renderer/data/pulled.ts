import { normalizeMangoQuery, prepareQuery, type RxDocumentData } from 'rxdb/plugins/core';
import { type BaseCollection, type BaseRow, saySame } from './database.ts';

/** What an epoch of the hub has brought since its first page. */
export interface Brought {
  readonly epoch: string;
  readonly ids: Set<string>;
}

/** True where the base has each of these documents as it was pulled, or newer. */
export async function isWritten(collection: BaseCollection, pulled: readonly BaseRow[]): Promise<boolean> {
  const ids = pulled.map((document) => document.id);
  const rows = await collection.storageInstance.findDocumentsById(ids, true);
  const written = new Map(rows.map((row) => [row.id, row]));
  return pulled.every((document) => {
    const row = written.get(document.id);
    if (!row) return false;
    return row.epoch === document.epoch ? row.seq >= document.seq : saySame(row, document);
  });
}

/** Once a new epoch has brought everything, what only an earlier one had is gone on the hub, too. */
export async function sweep(collection: BaseCollection, { epoch, ids }: Brought): Promise<void> {
  const { storageInstance } = collection;
  const { schema } = storageInstance;
  const selector = { _deleted: { $eq: false }, epoch: { $ne: epoch } };
  const earlier = prepareQuery(schema, normalizeMangoQuery<RxDocumentData<BaseRow>>(schema, { selector }));
  const { documents } = await storageInstance.query(earlier);
  const gone = documents.filter(({ id }) => !ids.has(id));
  await collection.bulkRemove(gone.map(({ id }) => id));
}
