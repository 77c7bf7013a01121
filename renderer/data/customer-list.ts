import type * as z from 'zod';
import { customers } from '../../shared/resources/customers.ts';
import { bestScore, type Searchable, scoreOf, searchable, searchQuery } from '../../shared/search.ts';

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
  /** The index is another by now. */
  changed(): void;
}

/** What was sorted before is sorted again in a moment: few of tens of thousands change places. */
export function openOrders(index: ReadonlyMap<string, Entry>): Orders {
  const kept = new Map<CustomerOrder, { readonly entries: readonly Entry[]; readonly turn: number }>();
  let turn = 0;
  let tags: { readonly all: readonly string[]; readonly turn: number } | undefined;

  return {
    in(order) {
      const before = kept.get(order);
      if (before?.turn === turn) return before.entries;
      const stays = (before?.entries ?? []).filter((entry) => index.get(entry.id) === entry);
      const there = new Set(stays);
      const fresh = [...index.values()].filter((entry) => !there.has(entry));
      const entries = [...stays, ...fresh].sort(comparing[order]);
      kept.set(order, { entries, turn });
      return entries;
    },
    tags() {
      if (tags?.turn !== turn) tags = { all: tagsOf(index.values()), turn };
      return tags.all;
    },
    changed() {
      turn++;
    },
  };
}

const comparing: Readonly<Record<CustomerOrder, (a: Entry, b: Entry) => number>> = {
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
  // Buckets by score keep the order by name within each: no sorting of what may be half of all.
  const buckets: ListedPerson[][] = Array.from({ length: bestScore + 1 }, () => []);
  let total = 0;
  for (const entry of withOwn(orders.in(order), hidden, own, comparing[order])) {
    total++;
    if (!suits(entry.person, wish)) continue;
    const score = searching ? scoreOf(entry, query) : bestScore;
    if (score > 0) buckets[score]?.push(entry.person);
  }
  const tags =
    own.length === 0 ? orders.tags() : [...new Set([...orders.tags(), ...tagsOf(own)])].sort(compare);
  return { people: buckets.toReversed().flat(), total, tags };
}

/** Two sorted lists as one. */
function* withOwn(
  entries: readonly Entry[],
  hidden: ReadonlySet<string>,
  own: readonly Entry[],
  inOrder: (a: Entry, b: Entry) => number,
): Generator<Entry> {
  const waiting = own.toSorted(inOrder);
  let next = 0;
  for (const entry of entries) {
    if (hidden.has(entry.id)) continue;
    for (let one = waiting[next]; one && inOrder(one, entry) < 0; one = waiting[next]) {
      next++;
      yield one;
    }
    yield entry;
  }
  yield* waiting.slice(next);
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
