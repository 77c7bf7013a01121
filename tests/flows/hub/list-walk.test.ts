import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { list, text } from '../../kit/rest.ts';

let hub: TestHub;
let clock: TestClock;
beforeAll(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
});
afterAll(() => hub.stop());

/** What others do between two pages. */
const step = fc.record({
  what: fc.constantFrom('insert', 'change', 'delete'),
  which: fc.nat({ max: 1000 }),
  wait: fc.constantFrom(0, 0, 1000),
});

const walk = fc.record({
  sort: fc.constantFrom('-created_at', 'created_at', 'name'),
  limit: fc.integer({ min: 1, max: 9 }),
  names: fc.array(fc.constantFrom('Ana', 'Ben', 'Zoë', 'ana', 'Ana'), { minLength: 1, maxLength: 30 }),
  between: fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }),
  back: fc.boolean(),
});

let walks = 0;

/** One page; which of the walk's own customers it shows, in order. */
async function page(query: string): Promise<{ ids: string[]; next: string; previous: string }> {
  const { body } = await hub.call('GET', `/v2/customers?${query}`);
  const { next_cursor, prev_cursor, has_more } = body;
  expect(has_more).toBe(next_cursor !== null);
  return {
    ids: list(body, 'data').map((doc) => text(doc, 'id')),
    next: next_cursor === null ? '' : String(next_cursor),
    previous: prev_cursor === null ? '' : String(prev_cursor),
  };
}

test('a walk over a list shows every row that stays exactly once, in order, whatever is done meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async ({ sort, limit, names, between, back }) => {
      const prefix = `cust_w${walks++}`;
      const alive: string[] = [];
      const touched = new Set<string>();
      async function add(name: string): Promise<string> {
        const id = `${prefix}_${alive.length}_${touched.size}`;
        alive.push(id);
        await hub.call('POST', '/v2/customers', { id, name });
        return id;
      }
      for (const name of names) await add(name);
      const before = [...alive];
      const order = before.map((id, i) => [id, sort === 'name' ? names[i] : ''] as const);

      const seen: string[] = [];
      const query = `sort=${sort}&limit=${limit}`;
      let at = await page(query);
      for (let i = 0; ; i++) {
        seen.push(...at.ids.filter((id) => id.startsWith(`${prefix}_`)));
        for (const { what, which, wait } of between[i] ?? []) {
          clock.advance(wait);
          if (what === 'insert') touched.add(await add('Ben'));
          const id = alive[which % alive.length];
          if (what === 'insert' || !id) continue;
          touched.add(id);
          if (what === 'change') await hub.call('PATCH', `/v2/customers/${id}`, { name: 'Changed' });
          if (what === 'delete') await hub.call('DELETE', `/v2/customers/${id}`);
          if (what === 'delete') alive.splice(alive.indexOf(id), 1);
        }
        if (!at.next) break;
        at = await page(`${query}&cursor=${at.next}`);
      }
      const stayed = before.filter((id) => !touched.has(id));
      expect(seen.filter((id) => stayed.includes(id)).sort()).toEqual([...stayed].sort());
      if (sort === 'name') {
        const nameOf = new Map(order);
        const shown = seen
          .filter((id) => stayed.includes(id))
          .map((id) => Buffer.from(nameOf.get(id) ?? '').toString('hex'));
        expect(shown).toEqual([...shown].sort());
      }
      if (back) await expectSameBackwards(query, prefix, alive);
      await removeAll();
    }),
    { seed: 20260421, numRuns: 40, endOnFailure: true },
  );
}, 60_000);

/** Behind the API's back, so that the next walk is over its own rows alone. */
function removeAll(): Promise<void> {
  return hub.hub.stores.live.write(hub.tenant, async (tx) => {
    for (const doc of await tx.range('customers', [])) tx.put('customers', doc, true);
  });
}

/** From the last page back to the first: the same rows, each once, in the same order. */
async function expectSameBackwards(query: string, prefix: string, alive: readonly string[]): Promise<void> {
  const forth: string[][] = [];
  let at = await page(query);
  for (forth.push(at.ids); at.next; forth.push(at.ids)) at = await page(`${query}&cursor=${at.next}`);
  const back: string[][] = [at.ids];
  while (at.previous) {
    at = await page(`${query}&cursor=${at.previous}`);
    back.unshift(at.ids);
  }
  expect(back.flat()).toEqual(forth.flat());
  expect(
    forth
      .flat()
      .filter((id) => id.startsWith(`${prefix}_`))
      .sort(),
  ).toEqual([...alive].sort());
}
