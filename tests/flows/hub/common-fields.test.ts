import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../../server/api/route.ts';
import { allRoutes } from '../../../server/api/routes.ts';
import { nameOf, type Sample, samplesOf, seedWorld, today } from '../../contract/world.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { at, errorOf, list, text } from '../../kit/rest.ts';

/** What every document and every list has (API.md, "Request conventions"), walked over all of them. */
let hub: TestHub;
let clock: TestClock;
let samples: Readonly<Record<string, Sample>>;
let routes: Route[];
beforeAll(async () => {
  clock = testClock(today);
  hub = await startHub({ clock });
  await seedWorld(hub);
  samples = await samplesOf(hub);
  routes = allRoutes(hub.hub);
});
afterAll(() => hub.stop());

/** Lists of documents: not what is computed, nor the log of events. */
function lists(): { route: Route; path: string }[] {
  return routes
    .filter(({ method, query }) => method === 'GET' && query && 'external_id' in query.shape)
    .map((route) => ({ route, path: (samples[nameOf(route)]?.path ?? route.path).replace(/\?.*/, '') }))
    .filter(({ path }) => !path.includes('{'));
}

/** Where documents are made that callers give an `external_id`, with a body that goes well. */
function makers(): { route: Route; sample: Sample }[] {
  return routes.flatMap((route) => {
    const sample = samples[nameOf(route)];
    const makes =
      route.method === 'POST' && sample?.status === 201 && route.body && 'external_id' in route.body.shape;
    return makes ? [{ route, sample }] : [];
  });
}

describe('every list', () => {
  test('has cursor, limit, sort, updated_since and external_id', () => {
    expect(lists().length).toBeGreaterThan(9);
    for (const { route } of lists())
      expect([route.path, Object.keys(route.query?.shape ?? {})]).toEqual([
        route.path,
        expect.arrayContaining(['cursor', 'limit', 'sort', 'updated_since', 'external_id']),
      ]);
  });

  test('updated_since leaves out what has not changed since', async () => {
    for (const { route, path } of lists()) {
      const all = list((await hub.call('GET', `${path}?limit=100`)).body, 'data');
      const stamps = all.map((doc) => text(doc, 'updated_at')).sort();
      const since = stamps.at(Math.floor(stamps.length / 2)) ?? today;
      const found = await hub.call('GET', `${path}?limit=100&updated_since=${since}`);
      const wanted = all.filter((doc) => text(doc, 'updated_at') >= since);
      expect([route.path, found.body.data]).toEqual([route.path, wanted]);
      const later = await hub.call('GET', `${path}?updated_since=2036-01-01T00:00:00Z`);
      expect([route.path, later.body.data]).toEqual([route.path, []]);
      const offset = since.replace('Z', '%2B00:00');
      expect((await hub.call('GET', `${path}?limit=100&updated_since=${offset}`)).body.data).toEqual(wanted);
      expect(errorOf(await hub.call('GET', `${path}?updated_since=2026-04-15T09:00:00`))).toBe(
        'validation_failed',
      );
    }
  });

  test('takes each of its sorts, and walks by it', async () => {
    for (const { route, path } of lists()) {
      const sorts = at(route.query?.shape.sort, 'def', 'innerType', 'options');
      const names = Array.isArray(sorts) ? sorts : [];
      expect(names.length).toBeGreaterThan(0);
      for (const sort of names) {
        const whole = list((await hub.call('GET', `${path}?limit=100&sort=${sort}`)).body, 'data');
        const first = await hub.call('GET', `${path}?limit=1&sort=${sort}`);
        expect([path, sort, first.body.data]).toEqual([path, sort, whole.slice(0, 1)]);
        if (!first.body.next_cursor) continue;
        const cursor = String(first.body.next_cursor);
        const rest = await hub.call('GET', `${path}?limit=100&sort=${sort}&cursor=${cursor}`);
        expect([path, sort, rest.body.data]).toEqual([path, sort, whole.slice(1)]);
      }
    }
  });
});

describe('every document that callers make', () => {
  test('keeps metadata and external_id, is found by the latter, and shares it with no other of its kind', async () => {
    expect(makers().length).toBeGreaterThan(5);
    for (const { route, sample } of makers()) {
      clock.advance(1000);
      const mark = nameOf(route).replace(/\W+/g, '-');
      const { id: _, ...body } = sample.body ?? {};
      const metadata = { ward: 'B', 'a key': 'ü'.repeat(500) };
      const made = await hub.call('POST', sample.path, { ...body, external_id: mark, metadata });
      expect([mark, made.status, made.body]).toEqual([
        mark,
        201,
        expect.objectContaining({ external_id: mark, metadata }),
      ]);
      const again = await hub.call('POST', sample.path, { ...body, external_id: mark });
      expect([mark, errorOf(again), at(again.body, 'error', 'details', 'id')]).toEqual([
        mark,
        'id_taken',
        made.body.id,
      ]);
      const listed = await hub.call('GET', `${sample.path}?external_id=${mark}`);
      expect([mark, list(listed.body, 'data').map((doc) => at(doc, 'id'))]).toEqual([mark, [made.body.id]]);
      expect(list((await hub.call('GET', `${sample.path}?external_id=none`)).body, 'data')).toEqual([]);
      expect(errorOf(await hub.call('GET', `${sample.path}?external_id=`))).toBe('validation_failed');
    }
  });

  test('refuses metadata that is too much, and takes the most there may be', async () => {
    const pairs = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));
    const wrong = [
      pairs(51),
      { k: 'x'.repeat(501) },
      { ['k'.repeat(41)]: 'v' },
      { '': 'v' },
      { k: 1 },
      { k: null },
      'text',
      [],
    ];
    for (const metadata of wrong) {
      const answer = await hub.call('POST', '/v2/customers', { name: 'X', metadata });
      expect([metadata, errorOf(answer)]).toEqual([metadata, 'validation_failed']);
    }
    expect((await hub.call('POST', '/v2/customers', { name: 'X', metadata: pairs(50) })).status).toBe(201);
  });

  test('gives its external_id back when it is cleared', async () => {
    const made = await hub.call('POST', '/v2/customers', { name: 'X', external_id: 'mine' });
    const cleared = await hub.call('PATCH', `/v2/customers/${text(made.body, 'id')}`, { external_id: null });
    expect([cleared.status, 'external_id' in cleared.body]).toEqual([200, false]);
    expect((await hub.call('POST', '/v2/customers', { name: 'Y', external_id: 'mine' })).status).toBe(201);
  });
});
