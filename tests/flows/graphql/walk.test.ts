import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, list, text } from '../../kit/rest.ts';
import { type Ask, asker } from './ask.ts';

const staff = ['res_dr_niket', 'res_a', 'res_b'] as const;

let hub: TestHub;
let ask: Ask;
let clock: TestClock;
beforeAll(async () => {
  clock = testClock('2026-04-15T04:00:00Z');
  hub = await startHub({ clock });
  ask = asker(hub);
  await referencePractice(hub);
  for (const id of staff.slice(1)) await hub.call('POST', '/v2/resources', { id, name: id });
  for (let i = 0; i < 40; i++) {
    // Several are made in one second, so that the order within it matters.
    if (i % 3 === 0) clock.advance(1000);
    const start_at = new Date(Date.parse('2026-04-20T04:00:00Z') + (i % 20) * 1_800_000);
    await hub.call('POST', '/v2/bookings', {
      ...{ customer_id: 'cust_priya_01', service_id: 'svc_consult_30', resource_id: staff[i % 3] },
      override: ['outside_working_hours', 'slot_step', 'existing_booking'],
      start_at: start_at.toISOString().replace('.000Z', 'Z'),
      channel: i % 2 === 0 ? 'in_person' : 'video_zoom',
    });
  }
  for (let i = 0; i < 7; i++) await hub.call('POST', '/v2/customers', { name: `Same ${i % 3}` });
}, 60_000);
afterAll(() => hub.stop());

const lists = [
  {
    rest: '/v2/bookings',
    graphql: 'bookings',
    sorts: ['-created_at', 'created_at', 'start_at', '-start_at', '-updated_at'],
  },
  { rest: '/v2/customers', graphql: 'customers', sorts: ['-created_at', 'name', 'updated_at'] },
  { rest: '/v2/resources', graphql: 'resources', sorts: ['name', '-created_at'] },
] as const;

const walk = fc.constantFrom(...lists).chain((one) =>
  fc.record({
    one: fc.constant(one),
    sort: fc.constantFrom(...one.sorts),
    size: fc.integer({ min: 1, max: 9 }),
    resource: fc.option(fc.constantFrom(...staff), { nil: undefined }),
    from: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  }),
);

interface Page {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  readonly info: Readonly<Record<'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor', unknown>>;
}

async function page(field: string, args: readonly string[]): Promise<Page> {
  const { body } = await ask(`{ ${field}(${args.join(', ')}) { edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
  expect(body.errors).toBeUndefined();
  const edges = list(body, 'data', field, 'edges');
  return {
    ids: edges.map((edge) => text(edge, 'node', 'id')),
    cursors: edges.map((edge) => text(edge, 'cursor')),
    info: Object(at(body, 'data', field, 'pageInfo')),
  };
}

/** The whole list over REST, page by page, and the cursor after each page. */
async function overRest(path: string, query: string): Promise<{ ids: string[]; cursors: string[] }> {
  const ids: string[] = [];
  const cursors: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await hub.call('GET', `${path}?${query}${cursor && `&cursor=${cursor}`}`);
    ids.push(...list(body, 'data').map((doc) => text(doc, 'id')));
    if (body.next_cursor === null) return { ids, cursors };
    cursor = text(body, 'next_cursor');
    cursors.push(cursor);
  }
}

/** `-created_at` → `createdAtDesc`. */
function sortName(sort: string): string {
  const field = sort.replace(/^-/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${field}${sort.startsWith('-') ? 'Desc' : 'Asc'}`;
}

test('a walk over a connection, either way, is the walk over REST’s list, and their cursors are the same', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async ({ one, sort, size, resource, from }) => {
      const isBookings = one.graphql === 'bookings';
      const start = new Date(Date.parse('2026-04-20T04:00:00Z') + (from ?? 0) * 1_800_000)
        .toISOString()
        .replace('.000', '');
      const narrowed = [
        ...(isBookings && resource
          ? [[`resource_id=${resource}`, `resourceId: "${resource}"`] as const]
          : []),
        ...(isBookings && from !== undefined ? [[`from=${start}`, `from: "${start}"`] as const] : []),
      ];
      const query = [`sort=${sort}`, `limit=${size}`, ...narrowed.map(([rest]) => rest)].join('&');
      const rest = await overRest(one.rest, query);
      const args = [`sort: ${sortName(sort)}`, `filter: { ${narrowed.map(([, own]) => own).join(', ')} }`];

      const forth: string[] = [];
      for (let after: unknown; ; ) {
        const here = await page(one.graphql, [
          ...args,
          `first: ${size}`,
          ...(after ? [`after: "${after}"`] : []),
        ]);
        expect(here.info.hasPreviousPage).toBe(forth.length > 0);
        forth.push(...here.ids);
        expect([here.info.startCursor, here.info.endCursor]).toEqual([
          here.cursors[0] ?? null,
          here.cursors.at(-1) ?? null,
        ]);
        if (!here.info.hasNextPage) break;
        after = here.info.endCursor;
      }
      expect(forth).toEqual(rest.ids);

      const back: string[] = [];
      for (let before: unknown; ; ) {
        const here = await page(one.graphql, [
          ...args,
          `last: ${size}`,
          ...(before ? [`before: "${before}"`] : []),
        ]);
        expect(here.info.hasNextPage).toBe(back.length > 0);
        back.unshift(...here.ids);
        if (!here.info.hasPreviousPage) break;
        before = here.info.startCursor;
      }
      expect(back).toEqual(rest.ids);

      const [cursor] = rest.cursors;
      if (cursor) {
        const on = await page(one.graphql, [...args, `first: ${size}`, `after: "${cursor}"`]);
        expect(on.ids).toEqual(rest.ids.slice(size, 2 * size));
        const over = await hub.call('GET', `${one.rest}?${query}&cursor=${on.info.startCursor}`);
        expect(list(over.body, 'data').map((doc) => text(doc, 'id'))).toEqual(
          rest.ids.slice(size + 1, 2 * size + 1),
        );
      }
    }),
    { seed: 20260421, numRuns: 40, endOnFailure: true },
  );
}, 60_000);

test('nested connections, read together for all their parents, are REST’s nested lists, and go on from their cursors', async () => {
  for (const [size, sort] of [
    [3, 'start_at'],
    [5, '-start_at'],
    [4, '-created_at'],
    [100, 'created_at'],
  ] as const) {
    for (const side of ['first', 'last'] as const) {
      const connection = (args: string) =>
        `bookings(sort: ${sortName(sort)}, ${side}: ${size}${args}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } }`;
      const { body } = await ask(`{ resources { edges { node { id ${connection('')} } } } }`);
      expect(body.errors).toBeUndefined();
      for (const edge of list(body, 'data', 'resources', 'edges')) {
        const id = text(edge, 'node', 'id');
        const { ids } = await overRest(`/v2/resources/${id}/bookings`, `sort=${sort}&limit=100`);
        const found = list(edge, 'node', 'bookings', 'edges');
        const wanted = side === 'first' ? ids.slice(0, size) : ids.slice(-size);
        expect(found.map((row) => text(row, 'node', 'id'))).toEqual(wanted);
        expect(at(edge, 'node', 'bookings', 'pageInfo')).toEqual({
          hasNextPage: side === 'first' && ids.length > size,
          hasPreviousPage: side === 'last' && ids.length > size,
        });
        const cursor = text(side === 'first' ? found.at(-1) : found[0], 'cursor');
        const on = await ask(
          `{ resource(id: "${id}") { ${connection(`, ${side === 'first' ? 'after' : 'before'}: "${cursor}"`)} } }`,
        );
        const next = side === 'first' ? ids.slice(size, 2 * size) : ids.slice(-2 * size, -size);
        expect(
          list(on.body, 'data', 'resource', 'bookings', 'edges').map((row) => text(row, 'node', 'id')),
        ).toEqual(next);
      }
    }
  }
});

test('a search answers best match first, as REST does', async () => {
  const rest = await overRest('/v2/customers', 'q=same&limit=2');
  const ids: string[] = [];
  for (let after: unknown; ; ) {
    const here = await page('customers', [
      'first: 2',
      'filter: { q: "same" }',
      ...(after ? [`after: "${after}"`] : []),
    ]);
    ids.push(...here.ids);
    if (!here.info.hasNextPage) break;
    after = here.info.endCursor;
  }
  expect(rest.ids).toHaveLength(7);
  expect(ids).toEqual(rest.ids);
});
