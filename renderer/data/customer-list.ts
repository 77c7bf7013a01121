import type * as z from 'zod';
import { customers } from '../../shared/resources/customers.ts';
import {
  bestScore,
  type Searchable,
  type SearchQuery,
  scoreOf,
  searchable,
  searchQuery,
} from '../../shared/search.ts';

/** Of a customer what a line of the list shows and what it is sorted and narrowed by. */
export const listedPerson = customers.doc.pick({
  id: true,
  name: true,
  phone: true,
  email: true,
  alert: true,
  tags: true,
  created_at: true,
  updated_at: true,
});
export type ListedPerson = z.output<typeof listedPerson>;

export const customerOrders = ['name', 'newest', 'changed'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

/** `alert`: with an alert note; `unreachable`: with neither phone nor e-mail. */
export const customerKinds = ['all', 'alert', 'unreachable'] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** Whom to list, and how. */
export interface CustomerWish {
  /** Name, phone digits or e-mail; the best match comes first, whatever `order` says. */
  readonly text: string;
  readonly order: CustomerOrder;
  readonly kind: CustomerKind;
  readonly tag: string | undefined;
}

export interface CustomerList {
  readonly people: readonly ListedPerson[];
  /** How many there are without any wish. */
  readonly total: number;
  /** Every tag that somebody has, in the order of the alphabet. */
  readonly tags: readonly string[];
}

/** Somebody as they are found and as they are shown. */
export interface Entry extends Searchable {
  readonly person: ListedPerson;
}

export function entryOf(person: ListedPerson): Entry {
  const { id, name, phone, email, alert, tags, created_at, updated_at } = person;
  return {
    ...searchable(person),
    person: { id, name, phone, email, alert, tags, created_at, updated_at },
  };
}

/** An index in the orders that lists have. */
export interface Orders {
  in(order: CustomerOrder): readonly Entry[];
  tags(): readonly string[];
  /** These are others by now, or gone. */
  changed(ids: Iterable<string>): void;
}

interface Sorted {
  entries: readonly Entry[];
  /** Ids of those that are others since. */
  readonly stale: Set<string>;
}

/** Each order is sorted once; of tens of thousands few change at a time, and those find their places among the others. */
export function openOrders(index: ReadonlyMap<string, Entry>): Orders {
  const kept = new Map<CustomerOrder, Sorted>();
  let tags: readonly string[] | undefined;

  return {
    in(order) {
      const before = kept.get(order) ?? { entries: [], stale: new Set(index.keys()) };
      kept.set(order, before);
      const { stale } = before;
      if (stale.size > 0) {
        const stays = before.entries.filter(({ id }) => !stale.has(id));
        const fresh = [...stale].flatMap((id) => index.get(id) ?? []);
        before.entries = inOne(stays, fresh.sort(comparing[order]), comparing[order]);
        stale.clear();
      }
      return before.entries;
    },
    tags() {
      tags ??= tagsOf(index.values());
      return tags;
    },
    changed(ids) {
      tags = undefined;
      for (const id of ids) for (const { stale } of kept.values()) stale.add(id);
    },
  };
}

/** Two sorted lists as one. */
function inOne(one: readonly Entry[], other: readonly Entry[], inOrder: Compare): readonly Entry[] {
  if (other.length === 0) return one;
  const both: Entry[] = [];
  let next = 0;
  for (const entry of one) {
    for (let each = other[next]; each && inOrder(each, entry) < 0; each = other[next]) {
      next++;
      both.push(each);
    }
    both.push(entry);
  }
  return both.concat(other.slice(next));
}

type Compare = (a: Entry, b: Entry) => number;

const comparing: Readonly<Record<CustomerOrder, Compare>> = {
  name: (a, b) => compare(a.name, b.name) || compare(a.id, b.id),
  newest: (a, b) => compare(b.person.created_at, a.person.created_at) || compare(a.name, b.name),
  changed: (a, b) => compare(b.person.updated_at, a.person.updated_at) || compare(a.name, b.name),
};

/**
 * The list that a wish asks for.
 * @param hidden Ids of those whom changes that the hub has not answered touch; `own` are they as they are with these.
 */
export function listOf(
  orders: Orders,
  wish: CustomerWish,
  hidden: ReadonlySet<string>,
  own: readonly Entry[],
): CustomerList {
  const query = searchQuery(wish.text);
  const searching = query.words.length > 0;
  const order = searching ? 'name' : wish.order;
  const others = orders.in(order);
  const stays = hidden.size === 0 ? others : others.filter(({ id }) => !hidden.has(id));
  const all = inOne(stays, own.toSorted(comparing[order]), comparing[order]);
  const tags =
    own.length === 0 ? orders.tags() : [...new Set([...orders.tags(), ...tagsOf(own)])].sort(compare);
  const narrowed = wish.kind !== 'all' || wish.tag !== undefined;
  const suiting = narrowed ? all.filter(({ person }) => suits(person, wish)) : all;
  const found = searching ? bestFirst(suiting, query) : suiting;
  return { people: found.map(({ person }) => person), total: all.length, tags };
}

/** Buckets by score keep the order by name within each: no sorting of what may be half of all. */
function bestFirst(entries: readonly Entry[], query: SearchQuery): readonly Entry[] {
  const buckets: Entry[][] = Array.from({ length: bestScore + 1 }, () => []);
  for (const entry of entries) {
    const score = scoreOf(entry, query);
    if (score > 0) buckets[score]?.push(entry);
  }
  return buckets.toReversed().flat();
}

function suits({ alert, phone, email, tags }: ListedPerson, { kind, tag }: CustomerWish): boolean {
  if (kind === 'alert' && !alert) return false;
  if (kind === 'unreachable' && (phone || email)) return false;
  return tag === undefined || tags.includes(tag);
}

function tagsOf(entries: Iterable<Entry>): string[] {
  const all = new Set<string>();
  for (const { person } of entries) for (const tag of person.tags) all.add(tag);
  return [...all].sort(compare);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
