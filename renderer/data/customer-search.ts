import type { Query } from '../../shared/commands/query.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import { rank } from '../../shared/search.ts';
import type { Base } from './base.ts';
import {
  type CustomerList,
  type CustomerWish,
  type Entry,
  entryOf,
  listedPerson,
  listOf,
  type Orders,
  openOrders,
} from './customer-list.ts';
import type { Platform } from './platform.ts';
import type { Snapshot } from './query.ts';

export interface CustomerSearch {
  find(text: string, limit: number): Promise<readonly Customer[]>;
  /** Everybody who meets the wish, in its order. */
  list(wish: CustomerWish): Promise<CustomerList>;
  close(): void;
}

/** As many are indexed in one go; the window has to stay quick while tens of thousands are. */
const portion = 1_000;

/** Milliseconds after opening at which the index is built unless somebody searches first. */
const buildAfter = 1_500;

/** The type-ahead and the list over all customers: an index in memory, kept in step with the base. */
export function openCustomerSearch(
  platform: Platform,
  base: Base,
  now: () => { query: Query; snapshot: Snapshot },
): CustomerSearch {
  const index = new Map<string, Entry>();
  const orders: Orders = openOrders(index);
  let built: Promise<void> | undefined;
  const stopTimer = platform.after(buildAfter, () => void build());
  let unwatch: () => void = () => undefined;

  function build(): Promise<void> {
    built ??= fill();
    return built;
  }

  async function fill(): Promise<void> {
    const gone = new Set<string>();
    unwatch = base.watch('customers', (rows) => {
      for (const row of rows) {
        if (row._deleted) index.delete(row.id);
        else put(row);
        if (row._deleted) gone.add(row.id);
      }
      orders.changed(rows.map(({ id }) => id));
    });
    // What changes while this reads is newer than what this reads.
    const all = await base.find('customers', { conditions: [] });
    for (let i = 0; i < all.length; i += portion) {
      for (const doc of all.slice(i, i + portion)) if (!index.has(doc.id) && !gone.has(doc.id)) put(doc);
      await new Promise<void>((resolve) => platform.after(0, resolve));
    }
    // Whoever looks before all are there is told of the others when they are.
    orders.changed(index.keys());
  }

  function put(doc: object): void {
    const person = listedPerson.safeParse(doc).data;
    if (person) index.set(person.id, entryOf(person));
  }

  /** What waits for the hub: whom it touches, and how they are with it. */
  async function own(): Promise<{ hidden: ReadonlySet<string>; entries: readonly Entry[]; query: Query }> {
    const { query, snapshot } = now();
    const touched = [...(snapshot.get('customers')?.keys() ?? [])];
    const changed = await Promise.all(touched.map((id) => query.get('customers', id)));
    const entries = changed.filter((doc) => doc !== undefined).map(entryOf);
    return { hidden: new Set(touched), entries, query };
  }

  return {
    async find(text, limit) {
      await build();
      const { hidden, entries, query } = await own();
      const best = rank(merged(index, hidden, entries), text, limit);
      const found = await Promise.all(best.map((id) => query.get('customers', id)));
      return found.filter((doc) => doc !== undefined);
    },
    async list(wish) {
      await build();
      const { hidden, entries } = await own();
      return listOf(orders, wish, hidden, entries);
    },
    close() {
      stopTimer();
      unwatch();
    },
  };
}

/** The index with what waits for the hub in it. */
function* merged(
  index: ReadonlyMap<string, Entry>,
  hidden: ReadonlySet<string>,
  own: readonly Entry[],
): Generator<Entry> {
  for (const person of index.values()) if (!hidden.has(person.id)) yield person;
  yield* own;
}
