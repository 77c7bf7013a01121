import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renewEpoch } from '../../../server/store/epoch.ts';
import { longestWalk } from '../../../server/store/store.ts';
import { bookings } from '../../../shared/resources/bookings.ts';
import { customers } from '../../../shared/resources/customers.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { errorOf, list, rowsOf, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeAll(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterAll(() => hub.stop());

/** What others do between two pages. */
const step = fc.record({
  what: fc.constantFrom('insert' as const, 'change' as const, 'change' as const, 'delete' as const),
  // Often the same few, which then move more than once.
  which: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1000 })),
  name: fc.constantFrom('Ana', 'Ben', 'Zoë', 'ana', 'Abe'),
  wait: fc.constantFrom(0, 0, 1000),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const walk = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  rows: fc.array(
    fc.record({ name: fc.constantFrom('Ana', 'Ben', 'Zoë', 'ana', 'Ana'), wait: fc.constantFrom(0, 1000) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  ),
  between: fc.array(fc.array(step, { maxLength: 6 }), { minLength: 4, maxLength: 12 }),
  back: fc.boolean(),
});
type Walk = typeof walk extends fc.Arbitrary<infer Value> ? Value : never;

/** How rows of a list are made, changed so that they move, and removed. */
interface Rows {
  /** The list, with its filters. */
  readonly list: string;
  make(name: string): Promise<string>;
  change(id: string, name: string): Promise<unknown>;
  remove(id: string): Promise<unknown>;
  clear(): Promise<unknown>;
}

interface Page {
  readonly ids: readonly string[];
  readonly next: string | null;
  readonly previous: string | null;
}

async function page(path: string): Promise<Page> {
  const { body } = await hub.call('GET', path);
  const { next_cursor, prev_cursor, has_more } = body;
  expect(has_more).toBe(next_cursor !== null);
  return {
    ids: list(body, 'data').map((doc) => text(doc, 'id')),
    next: next_cursor === null ? null : String(next_cursor),
    previous: prev_cursor === null ? null : String(prev_cursor),
  };
}

/**
 * Walks forth, or forth and then back, doing things between the pages of the walk that counts. Whatever was there from
 * its beginning to its end is met once and in the order of its beginning, whatever became of it meanwhile.
 */
async function expectWhole(
  rows: Rows,
  sort: string,
  { limit, rows: made, between, back }: Walk,
): Promise<void> {
  const alive: string[] = [];
  for (const { name, wait } of made) {
    clock.advance(wait);
    alive.push(await rows.make(name));
  }
  const query = `${rows.list}sort=${sort}&limit=${limit}`;
  const { ids: order } = await page(`${rows.list}sort=${sort}&limit=100`);
  expect([...order].sort()).toEqual([...alive].sort());
  async function meanwhile({ what, which, name, wait }: Step): Promise<void> {
    clock.advance(wait);
    if (what === 'insert') alive.push(await rows.make(name));
    const id = alive[which % alive.length];
    if (what === 'insert' || !id) return;
    if (what === 'change') await rows.change(id, name);
    if (what === 'delete') await rows.remove(id);
    if (what === 'delete') alive.splice(alive.indexOf(id), 1);
  }

  let at = await page(query);
  if (back) while (at.next) at = await page(`${query}&cursor=${at.next}`);
  const seen = [...at.ids];
  for (let i = 0; back ? at.previous : at.next; i++) {
    for (const done of between[i] ?? []) await meanwhile(done);
    at = await page(`${query}&cursor=${back ? at.previous : at.next}`);
    if (back) seen.unshift(...at.ids);
    else seen.push(...at.ids);
  }
  const stayed = order.filter((id) => alive.includes(id));
  expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed);
  expect(seen.filter((id, i) => seen.indexOf(id) !== i)).toEqual([]);
}

/** Behind the API's back, so that the next walk is over its own rows alone. */
function removeAll(resource: 'customers' | 'bookings'): Promise<void> {
  return hub.hub.stores.live.write(hub.tenant, async (tx) => {
    for (const doc of await tx.range(resource, [])) tx.put(resource, doc, true);
  });
}

let made = 0;

const people: Rows = {
  list: '/v2/customers?',
  async make(name) {
    const id = `cust_w${made++}`;
    await hub.call('POST', '/v2/customers', { id, name });
    return id;
  },
  change: (id, name) => hub.call('PATCH', `/v2/customers/${id}`, { name }),
  remove: (id) => hub.call('DELETE', `/v2/customers/${id}`),
  clear: () => removeAll('customers'),
};

/** What visits are made of; those that are there already are left alone. */
async function openForVisits(): Promise<void> {
  await hub.call('POST', '/v2/customers', { id: 'cust_guest', name: 'Guest' });
  await hub.call('POST', '/v2/services', { id: 'svc_walk', name: 'Walk', duration: 30, slot_step: 30 });
  await hub.call('POST', '/v2/resources', { id: 'res_walk', name: 'Room' });
}

/** A time of its own, now before and now after all that were given out. */
function freeTime(): string {
  const hours = made % 2 === 0 ? made : -made;
  return new Date(Date.parse('2028-01-03T00:00:00Z') + hours * 3_600_000).toISOString().replace('.000', '');
}

const visits: Rows = {
  list: '/v2/bookings?resource_id=res_walk&',
  async make() {
    const id = `bk_w${made++}`;
    const visit = { customer_id: 'cust_guest', service_id: 'svc_walk', resource_id: 'res_walk' };
    const answer = await hub.call('POST', '/v2/bookings', { id, ...visit, start_at: freeTime() });
    expect(answer.status).toBe(201);
    return id;
  },
  async change(id) {
    made++;
    const moved = await hub.call('POST', `/v2/bookings/${id}/reschedule`, { start_at: freeTime() });
    expect(moved.status).toBe(200);
  },
  // Bookings are never deleted by a caller; the store could.
  remove: (id) =>
    hub.hub.stores.live.write(hub.tenant, async (tx) => {
      const doc = await tx.get('bookings', id);
      if (doc) tx.put('bookings', doc, true);
    }),
  clear: () => removeAll('bookings'),
};

async function expectAllWhole(rows: Rows, sort: string): Promise<void> {
  await fc.assert(
    fc.asyncProperty(walk, (one) => expectWhole(rows, sort, one).finally(rows.clear)),
    { seed: 20260421, numRuns: 12, endOnFailure: true },
  );
}

describe('a walk over a list shows every row that stays exactly once, in order, whatever is done meanwhile', () => {
  test.each(customers.sorts)('customers by %s', (sort) => expectAllWhole(people, sort), 60_000);

  describe('filtered', () => {
    beforeAll(openForVisits);
    test.each(bookings.sorts)('bookings by %s', (sort) => expectAllWhole(visits, sort), 60_000);
  });

  test('where rows stood is forgotten once no walk can last so long', async () => {
    await hub.call('POST', '/v2/customers', { id: 'cust_old', name: 'Old' });
    await hub.call('POST', '/v2/customers', { id: 'cust_older', name: 'Older' });
    const first = await page('/v2/customers?sort=name&limit=1');
    await people.change('cust_old', 'New');
    const before = rowsOf(hub, 'SELECT * FROM moved').length;
    const db = new Database(join(hub.dataDir, 'live.sqlite'));
    db.prepare('UPDATE counters SET seq = seq + ?').run(longestWalk + 1);
    db.close();
    for (const name of ['A', 'B', 'C']) await people.change('cust_old', name);
    expect(before).toBeGreaterThan(5);
    expect(rowsOf(hub, 'SELECT * FROM moved').length).toBeLessThan(before);
    const later = await hub.call('GET', `/v2/customers?sort=name&limit=1&cursor=${first.next}`);
    expect(errorOf(later)).toBe('cursor_expired');
  });
});

describe('a cursor belongs to one list', () => {
  test('another sort, filter, path, tenant or store refuses it', async () => {
    await openForVisits();
    for (const name of ['Ana', 'Ben', 'Zoë']) await people.make(name);
    const { next } = await page('/v2/customers?sort=name&limit=1');
    const same = await hub.call('GET', `/v2/customers?sort=name&limit=2&cursor=${next}`);
    expect(same.status).toBe(200);
    for (const path of [
      '/v2/customers?sort=created_at',
      '/v2/customers?',
      '/v2/customers?sort=name&updated_since=2020-01-01T00:00:00Z',
      '/v2/customers?sort=name&email=a@example.com',
      '/v2/services?sort=name',
    ]) {
      const answer = await hub.call('GET', `${path}&cursor=${next}`);
      expect([path, errorOf(answer)]).toEqual([path, 'invalid_cursor']);
    }
    const authorization = `Bearer ${hub.keys.test}`;
    const sandbox = await hub.call('GET', `/v2/customers?sort=name&cursor=${next}`, undefined, {
      authorization,
    });
    expect(errorOf(sandbox)).toBe('invalid_cursor');
    const elsewhere = '/v2/customers/cust_guest/bookings?limit=1';
    await visits.make('');
    await visits.make('');
    const { next: nested } = await page(elsewhere);
    expect(errorOf(await hub.call('GET', `/v2/resources/res_walk/bookings?cursor=${nested}`))).toBe(
      'invalid_cursor',
    );
    expect((await hub.call('GET', `${elsewhere}&cursor=${nested}`)).status).toBe(200);
  });

  test('S7: after a restore it means "start over"', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunebook-'));
    const first = await startHub({ dataDir });
    for (let i = 0; i < 3; i++) await first.call('POST', '/v2/customers', { name: `Customer ${i}` });
    const { body } = await first.call('GET', '/v2/customers?limit=1');
    await first.stop();
    renewEpoch(join(dataDir, 'live.sqlite'), randomUUID);
    const second = await startHub({ dataDir });
    const answer = await second.call('GET', `/v2/customers?limit=1&cursor=${text(body, 'next_cursor')}`);
    expect(errorOf(answer)).toBe('cursor_expired');
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
