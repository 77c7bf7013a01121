import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Find } from './base.ts';
import { inOrder, meets } from './conditions.ts';

/** Reads of one collection. */
export interface Reads {
  get(id: string): Promise<BaseDoc | undefined>;
  find(find: Find): Promise<readonly BaseDoc[]>;
}

/** A document as the store has it now, or had it until it was deleted. */
export interface Written {
  readonly doc: BaseDoc;
  readonly deleted: boolean;
}

/** Reads that are kept in memory, in step with what is written. */
export interface Remembering extends Reads {
  /** Whoever reads after this sees these. */
  written(rows: readonly Written[]): void;
}

/** Of a collection: documents looked up by id, and lists, of at most so many documents each. */
export interface Bound {
  readonly documents: number;
  readonly lists: number;
  readonly listed: number;
}

/** Some days' people, and the lists of a board that is paged through. */
const enough: Bound = { documents: 4_000, lists: 24, listed: 2_000 };

interface List {
  readonly find: Find;
  docs: Promise<readonly BaseDoc[]>;
  /** Undefined while it is being read: then every change may be in it or not. */
  known?: readonly BaseDoc[];
}

/** A promise is kept from the moment at which its read begins, so that who asks meanwhile shares it. */
export function remembering(store: Reads, bound: Bound = enough): Remembering {
  const known = new Map<string, Promise<BaseDoc | undefined>>();
  const lists = new Map<string, List>();

  function get(id: string): Promise<BaseDoc | undefined> {
    const doc = known.get(id) ?? readOne(id);
    keep(known, id, doc, bound.documents);
    return doc;
  }

  function readOne(id: string): Promise<BaseDoc | undefined> {
    const doc = store.get(id);
    doc.catch(() => dropIf(known, id, doc));
    return doc;
  }

  function find(asked: Find): Promise<readonly BaseDoc[]> {
    const key = JSON.stringify(asked);
    const list = lists.get(key) ?? readList(key, asked);
    keep(lists, key, list, bound.lists);
    return list.docs;
  }

  function readList(key: string, asked: Find): List {
    const list: List = { find: asked, docs: store.find(asked) };
    list.docs.then(
      (docs) => {
        list.known = docs;
        if (docs.length > bound.listed) dropIf(lists, key, list);
      },
      () => dropIf(lists, key, list),
    );
    return list;
  }

  return {
    get,
    find,
    written(rows) {
      for (const { doc } of rows) known.delete(doc.id);
      for (const [key, list] of lists) {
        const docs = list.known && carriedOn(list.find, list.known, rows);
        if (docs === list.known && docs) continue;
        if (!docs || docs.length > bound.listed) {
          lists.delete(key);
          continue;
        }
        list.known = docs;
        list.docs = Promise.resolve(docs);
      }
    },
  };
}

/**
 * A list with what was written in it, the same list where nothing of that belongs into it, or undefined where it has to
 * be read again. A day's list is part of every deed on its board, and to read hundreds of bookings for one that changed
 * takes longer than all the rest.
 */
function carriedOn(
  { conditions, order, descending, limit }: Find,
  docs: readonly BaseDoc[],
  rows: readonly Written[],
): readonly BaseDoc[] | undefined {
  const here = new Map(docs.map((doc) => [doc.id, doc]));
  const concerning = rows.filter(
    ({ doc, deleted }) => here.has(doc.id) || (!deleted && meets(doc, conditions)),
  );
  if (concerning.length === 0) return docs;
  // What lies beyond a limit is not known; an earlier version is news of something that was read already, or of a hub
  // that was restored.
  const isOlder = ({ doc }: Written) => doc.version < (here.get(doc.id)?.version ?? 0);
  if (limit !== undefined || concerning.some(isOlder)) return undefined;
  for (const { doc, deleted } of concerning) {
    if (!deleted && meets(doc, conditions)) here.set(doc.id, doc);
    else here.delete(doc.id);
  }
  return [...here.values()].sort(inOrder(order, descending));
}

/** Puts it last, and drops the first where there are too many: that was not asked for longest. */
function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [first] = map.keys();
  if (map.size > most && first !== undefined) map.delete(first);
}

function dropIf<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.get(key) === value) map.delete(key);
}
