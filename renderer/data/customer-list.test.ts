import { describe, expect, test } from 'vitest';
import { customer } from '../testing/docs.ts';
import { type CustomerWish, type Entry, entryOf, listOf, openOrders } from './customer-list.ts';

const everybody: CustomerWish = { text: '', order: 'name', kind: 'all', tag: undefined };

function entry(id: string, more: Parameters<typeof customer>[1]): Entry {
  return entryOf(customer(id, more));
}

const people = [
  entry('cust_zoe', { name: 'Zoë Berg', phone: '+491', created_at: '2026-04-03T08:00:00Z', tags: ['vip'] }),
  entry('cust_anil', { name: 'Anil Sharma', email: 'anil@example.com', alert: 'Latex' }),
  entry('cust_berta', { name: 'Berta Zoeller', created_at: '2026-04-02T08:00:00Z', tags: ['new', 'vip'] }),
];

function opened() {
  const index = new Map(people.map((one) => [one.id, one]));
  return { index, orders: openOrders(index) };
}

function ids(
  wish: Partial<CustomerWish>,
  own: readonly Entry[] = [],
  hidden: readonly string[] = own.map(({ id }) => id),
) {
  const { orders } = opened();
  const list = listOf(orders, { ...everybody, ...wish }, new Set(hidden), own);
  return list.people.map(({ id }) => id);
}

describe('the list of customers', () => {
  test('is by name, newest first or changed last first', () => {
    expect(ids({})).toEqual(['cust_anil', 'cust_berta', 'cust_zoe']);
    expect(ids({ order: 'newest' })).toEqual(['cust_zoe', 'cust_berta', 'cust_anil']);
    const changed = entry('cust_anil', { name: 'Anil Sharma', updated_at: '2026-04-09T08:00:00Z' });
    expect(ids({ order: 'changed' }, [changed])[0]).toBe('cust_anil');
  });

  test('shows the best matches of a search first, whatever its order', () => {
    expect(ids({ text: 'zoe', order: 'newest' })).toEqual(['cust_zoe', 'cust_berta']);
    expect(ids({ text: 'anil@' })).toEqual(['cust_anil']);
    expect(ids({ text: 'nobody' })).toEqual([]);
  });

  test('is narrowed by alerts, by who cannot be reached, and by tag', () => {
    expect(ids({ kind: 'alert' })).toEqual(['cust_anil']);
    expect(ids({ kind: 'unreachable' })).toEqual(['cust_berta']);
    expect(ids({ tag: 'vip' })).toEqual(['cust_berta', 'cust_zoe']);
  });

  test('has what waits for the hub at its place: changed, new and removed', () => {
    const renamed = entry('cust_anil', { name: 'Zora Sharma' });
    const made = entry('cust_new', { name: 'Bea', tags: ['walk-in'] });
    expect(ids({}, [renamed, made])).toEqual(['cust_new', 'cust_berta', 'cust_zoe', 'cust_anil']);
    expect(ids({}, [], ['cust_berta'])).toEqual(['cust_anil', 'cust_zoe']);
    const { orders } = opened();
    const list = listOf(orders, everybody, new Set(['cust_new']), [made]);
    expect([list.total, list.tags]).toEqual([4, ['new', 'vip', 'walk-in']]);
  });

  test('follows the index', () => {
    const { index, orders } = opened();
    expect(orders.in('name')).toHaveLength(3);
    index.delete('cust_berta');
    index.set('cust_zoe', entry('cust_zoe', { name: 'Aaron Berg' }));
    orders.changed(['cust_berta', 'cust_zoe']);
    expect(orders.in('name').map(({ id }) => id)).toEqual(['cust_zoe', 'cust_anil']);
    expect(orders.tags()).toEqual([]);
  });
});
