import { type MangoQuery, normalizeMangoQuery, prepareQuery, type RxDocumentData } from 'rxdb/plugins/core';
import type { Condition } from '../../shared/commands/query.ts';
import type { BaseDoc } from '../../shared/resources/define.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import type { BaseCollection, BaseRow, Database } from './database.ts';
import { type Remembering, remembering } from './remembering.ts';

/** How `find` narrows and sorts; the order is by `order`, then by id. */
export interface Find {
  readonly conditions: readonly Condition[];
  readonly order?: string | undefined;
  readonly descending?: boolean | undefined;
  readonly limit?: number | undefined;
}

/** What the hub has told this desk. */
export interface Base {
  get(resource: ResourceName, id: string): Promise<BaseDoc | undefined>;
  find(resource: ResourceName, find: Find): Promise<BaseDoc[]>;
  /** Calls `onChange` once for every written page, with the documents as they are now. */
  watch(resource: ResourceName, onChange: (rows: readonly RxDocumentData<BaseRow>[]) => void): () => void;
}

const operators = { '=': '$eq', '<': '$lt', '>=': '$gte', '>': '$gt', in: '$in' } as const;

/**
 * Reads the storage itself and not through RxDB's queries: those keep results and refresh them by events, while here a
 * read that starts after a page was written must see that page (see `live.ts`).
 */
export function openBase(database: Database): Base {
  const memories = new Map([...database.base].map(([name, collection]) => [name, memoryOf(collection)]));

  return {
    get: async (resource, id) => memories.get(resource)?.get(id),
    find: async (resource, find) => [...((await memories.get(resource)?.find(find)) ?? [])],
    watch(resource, onChange) {
      const subscription = database.base
        .get(resource)
        ?.eventBulks$.subscribe((bulk) => onChange(bulk.events.map((event) => event.documentData)));
      return () => subscription?.unsubscribe();
    },
  };
}

/** The store tells of a write before any read that sees it ends, and first of all those who listen it tells this. */
function memoryOf({ storageInstance, eventBulks$ }: BaseCollection): Remembering {
  const memory = remembering({
    get: together(async (ids) => {
      const rows = await storageInstance.findDocumentsById([...ids], false);
      return new Map(rows.map((row) => [row.id, docOf(row)]));
    }),
    async find({ conditions, order, descending, limit }) {
      const direction = descending ? ('desc' as const) : ('asc' as const);
      const selector: Record<string, Record<string, unknown>> = { _deleted: { $eq: false } };
      for (const [field, op, value] of conditions)
        selector[field] = { ...selector[field], [operators[op]]: value };
      const mango: MangoQuery<RxDocumentData<BaseRow>> = {
        selector,
        sort: [...(order ? [{ [order]: direction }] : []), { id: direction }],
        ...(limit !== undefined && { limit }),
      };
      const query = prepareQuery(storageInstance.schema, normalizeMangoQuery(storageInstance.schema, mango));
      return (await storageInstance.query(query)).documents.map(docOf);
    },
  });
  eventBulks$.subscribe(({ events }) =>
    memory.written(events.map(({ documentData: row }) => ({ doc: docOf(row), deleted: row._deleted }))),
  );
  return memory;
}

/**
 * Look-ups that begin in the same turn, as one: a transaction of IndexedDB costs many times what it costs to find a
 * document in it, and a day's board looks up hundreds.
 */
function together<T>(find: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) {
  let ids = new Set<string>();
  let found: Promise<ReadonlyMap<string, T>> | undefined;
  return async (id: string): Promise<T | undefined> => {
    ids.add(id);
    found ??= Promise.resolve().then(() => {
      const wanted = [...ids];
      ids = new Set();
      found = undefined;
      return find(wanted);
    });
    return (await found).get(id);
  };
}

/** The document without what the store and the sync add. */
function docOf(row: RxDocumentData<BaseRow>): BaseDoc {
  const { _deleted, _rev, _meta, _attachments, seq, epoch, ...doc } = row;
  return doc;
}
