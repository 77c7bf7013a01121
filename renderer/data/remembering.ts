import type { BaseDoc } from '../../shared/resources/define.ts';
import type { Find } from './base.ts';
import { meets } from './conditions.ts';

/** Reads of one collection. */
export interface Reads {
  get(id: string): Promise<BaseDoc | undefined>;
  find(find: Find): Promise<readonly BaseDoc[]>;
}

/** Reads that are kept in memory until what they answered changes. */
export interface Remembering extends Reads {
  /** Whoever reads after this reads anew what these rows, as they are now, may have changed. */
  forget(rows: readonly (BaseDoc & { readonly _deleted: boolean })[]): void;
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
  readonly docs: Promise<readonly BaseDoc[]>;
  /** Undefined while it is being read: then every change may be in it or not. */
  ids?: ReadonlySet<string>;
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
        list.ids = new Set(docs.map((doc) => doc.id));
        if (docs.length > bound.listed) dropIf(lists, key, list);
      },
      () => dropIf(lists, key, list),
    );
    return list;
  }

  return {
    get,
    find,
    forget(rows) {
      for (const { id } of rows) known.delete(id);
      for (const [key, { find, ids }] of lists) {
        const concerns = (row: (typeof rows)[number]) =>
          ids?.has(row.id) || (!row._deleted && meets(row, find.conditions));
        if (!ids || rows.some(concerns)) lists.delete(key);
      }
    },
  };
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
