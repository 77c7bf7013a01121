import type { BaseDoc } from '../../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../../shared/resources/index.ts';
import type { View } from '../../store/store.ts';
import type { Ask } from './ask.ts';

/** At once where it was looked up before; a promise for every value would cost more than the values. */
type Soon<T> = T | Promise<T>;

export interface Loader {
  /** The document of an id; asked for one by one, looked up together. */
  document(resource: ResourceName, id: string): Soon<BaseDoc | undefined>;
  /** Looks documents up that will be asked for. */
  prefetch(resource: ResourceName, ids: readonly string[]): Soon<void>;
  /** What `load` answers for `key`; all keys of the same `group` that are asked for at once are looked up together. */
  grouped<T>(group: string, key: string, load: Load<T>): Soon<T | undefined>;
  /** Forgets what was looked up, because something changed. */
  clear(): void;
}

type Load<T> = (view: View, keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;

interface Group<T> {
  readonly load: Load<T>;
  readonly found: Map<string, T | undefined>;
  /** Keys that are being looked up, and when that is done. */
  readonly pending: Map<string, Promise<void>>;
  /** Keys of the next look-up, where one is planned. */
  next: { readonly keys: string[]; readonly done: Promise<void> } | undefined;
}

/** Collects what resolvers of one level ask for and looks it up in one go, so that no query grows with its rows. */
export function batchingLoader(read: Ask['read']): Loader {
  const groups = new Map<string, Group<unknown>>();

  function groupOf<T>(name: string, load: Load<T>): Group<unknown> {
    const known = groups.get(name);
    if (known) return known;
    const made: Group<unknown> = { load, found: new Map(), pending: new Map(), next: undefined };
    groups.set(name, made);
    return made;
  }

  /** Resolves when all keys were looked up; undefined where they were before. */
  function lookUp(group: Group<unknown>, keys: readonly string[]): Promise<unknown> | undefined {
    const waits = new Set<Promise<void>>();
    for (const key of keys) {
      if (group.found.has(key)) continue;
      const done = group.pending.get(key) ?? plan(group, key);
      waits.add(done);
    }
    return waits.size > 0 ? Promise.all(waits) : undefined;
  }

  function plan(group: Group<unknown>, key: string): Promise<void> {
    group.next ??= { keys: [], done: later(() => settle(group)) };
    group.next.keys.push(key);
    group.pending.set(key, group.next.done);
    return group.next.done;
  }

  async function settle(group: Group<unknown>): Promise<void> {
    const keys = group.next?.keys ?? [];
    group.next = undefined;
    try {
      const found = await read((view) => group.load(view, keys));
      for (const key of keys) group.found.set(key, found.get(key));
    } finally {
      for (const key of keys) group.pending.delete(key);
    }
  }

  function grouped<T>(name: string, key: string, load: Load<T>): Soon<T | undefined> {
    const group = groupOf(name, load);
    const wait = lookUp(group, [key]);
    const known = () => group.found.get(key) as T | undefined;
    return wait ? wait.then(known) : known();
  }

  return {
    grouped,
    document: (resource, id) => grouped(`documents of ${resource}`, id, documentsOf(resource)),
    prefetch: (resource, ids) =>
      lookUp(groupOf(`documents of ${resource}`, documentsOf(resource)), ids)?.then(() => {}),
    clear: () => groups.clear(),
  };
}

/** After every promise that is settled by now has gone on, and still within this turn of the event loop. */
function later(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    process.nextTick(() => work().then(resolve, reject));
  });
}

function documentsOf(resource: ResourceName): Load<BaseDoc> {
  return async (view, ids) => {
    const docs: readonly BaseDoc[] = await view.getMany<ResourceName>(resource, ids);
    const found = new Map(docs.map((doc) => [doc.id, doc]));
    if (definitionOf(resource).successor === undefined) return found;
    // What took the place of another answers under the other's id, too; there are few of those.
    for (const missing of ids.filter((one) => !found.has(one))) {
      const successor = await view.get(resource, missing);
      if (successor) found.set(missing, successor);
    }
    return found;
  };
}
