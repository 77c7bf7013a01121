import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { allCommands } from '../../shared/commands/index.ts';
import { allResources, isResourceName } from '../../shared/resources/index.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { testClock } from '../kit/clock.ts';
import type { Answer } from '../kit/hub.ts';
import { callAs } from '../kit/people.ts';
import { at, errorOf, list, text } from '../kit/rest.ts';
import { type Side, startTwoTenants, type TwoTenants } from '../kit/two-tenants.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, type Sample, samplesOf, seedWorld, today } from './world.ts';

let world: TwoTenants;
let routes: Route[];
let samples: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  world = await startTwoTenants({ clock: testClock(today) });
  await seedWorld(world.hub);
  routes = allRoutes(world.hub.hub);
  samples = await samplesOf(world.hub);
});
afterAll(() => world.hub.stop());

/** Routes that a key is not let in by, or that are about nobody’s documents. */
function isOfKeys(route: Route): boolean {
  return route.scope !== 'sync' && /^\/v[12]\//.test(route.path) && route.path !== '/v2/sandbox/reset';
}

/** The ids of a side that may stand for a path parameter: that of the resource which the path names before it. */
function foreign(route: Route, name: string, side: Side): string {
  if (name === 'code') return 'not_found';
  if (name === 'purpose') return 'marketing';
  // A visit has no document of its own.
  if (route.path.startsWith('/v2/visits/')) return `vis_${side.mark}`;
  // A violation goes by the id of its booking.
  if (route.path.startsWith('/v2/schedule/violations/')) return side.ids.bookings;
  const own = name.replace(/_id$/, 's');
  if (isResourceName(own)) return side.ids[own];
  const before = route.path.slice(3, route.path.indexOf(`/{${name}}`));
  const found = allResources.find((definition) =>
    definition.paths.some(({ path }) => path === before || path === before.replace(/\{\w+\}/g, '{id}')),
  );
  if (found && isResourceName(found.name)) return side.ids[found.name];
  return name;
}

function withForeignIds(route: Route, side: Side): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => foreign(route, name, side));
}

/** The sample’s body, with every reference to something replaced by one to the other side’s. */
function withForeignReferences(body: Readonly<Record<string, unknown>>, side: Side): string {
  const prefixes = allResources.flatMap(({ name, prefixes: all }) =>
    isResourceName(name) ? all.map((prefix) => [prefix, side.ids[name]] as const) : [],
  );
  const byPrefix = new Map(prefixes);
  const { id: _, external_id: __, ...rest } = body;
  return JSON.stringify(rest).replaceAll(/"([a-z]{2,8})_\w+"/g, (found, prefix: string) => {
    const id = byPrefix.get(prefix);
    return id && !found.includes('_id') ? `"${id}"` : found;
  });
}

/** Walks everything that `from` can ask with the ids of `to`, and sees whether anything of `to` shows or changes. */
function wall(title: string, sides: () => { from: Side; to: Side }): void {
  describe(title, () => {
    test('every path with foreign ids answers 404', async () => {
      const { from, to } = sides();
      const answered: string[] = [];
      for (const route of routes.filter((one) => isOfKeys(one) && /\{\w*id\}/.test(one.path))) {
        const body =
          route.method === 'GET' || route.method === 'DELETE' ? undefined : samples[nameOf(route)]?.body;
        const answer = await callAs(
          world.hub,
          from.key,
          route.method,
          withForeignIds(route, to) + queryOf(route),
          body,
        );
        answered.push(`${nameOf(route)}: ${answer.status} ${errorOf(answer)}`);
      }
      // `/v1` has a word of its own for a service that is not there (OVERVIEW).
      const nowhere = / (404 not_found|\/v1\/services\/\{id\}: 404 invalid_service)$/;
      expect(answered.filter((answer) => !nowhere.test(answer))).toEqual([]);
      expect(answered.filter((answer) => answer.includes('/v1/'))).toHaveLength(4);
      expect(answered.length).toBeGreaterThan(40);
    });

    test('every list and every other answer has nothing of it, whatever it is filtered by', async () => {
      const { from, to } = sides();
      for (const route of routes.filter((one) => isOfKeys(one) && one.method === 'GET')) {
        const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => foreign(route, name, from));
        const filters = Object.keys(route.query?.shape ?? {}).filter((name) => name.endsWith('_id'));
        const asked = ['', ...filters.map((name) => `${name}=${foreignFilter(name, to)}`)];
        for (const filter of asked) {
          const own = queryOf(route).slice(1);
          const query = [own, filter].filter((part) => part !== '').join('&');
          const answer = await callAs(world.hub, from.key, 'GET', `${path}?${query}`);
          if (answer.status >= 400) continue;
          expect([nameOf(route), filter, JSON.stringify(answer.body)]).toEqual([
            nameOf(route),
            filter,
            expect.not.stringContaining(to.mark),
          ]);
        }
      }
    });

    test('what refers to it is answered as if it were nowhere', async () => {
      const { from, to } = sides();
      for (const route of routes.filter((one) => isOfKeys(one) && one.method === 'POST')) {
        const sample = samples[nameOf(route)];
        if (!sample?.body || /\{/.test(route.path)) continue;
        const body = withForeignReferences(sample.body, to);
        if (!body.includes(to.mark)) continue;
        const answer = await callAs(world.hub, from.key, 'POST', route.path, body);
        const nowhere = body.replaceAll(to.mark, `Nowhere${to.mark.length}`);
        const wanted = await callAs(world.hub, from.key, 'POST', route.path, nowhere);
        expect([nameOf(route), answer.status, errorOf(answer)]).toEqual([
          nameOf(route),
          wanted.status,
          errorOf(wanted),
        ]);
      }
    });

    test('its documents are as they were', async () => {
      const { to } = sides();
      for (const { name } of allResources) {
        if (!isResourceName(name) || name === 'practice') continue;
        const id = to.ids[name];
        const doc = await world.hub.hub.stores[to.mode].read(to.tenant, (view) => view.get(name, id));
        expect([name, doc?.id, doc?.version]).toEqual([name, id, 1]);
      }
    });
  });
}

function queryOf(route: Route): string {
  const query = samples[nameOf(route)]?.path.split('?')[1];
  return query === undefined ? '?' : `?${query}`;
}

function foreignFilter(name: string, side: Side): string {
  const own = name.replace(/_id$/, 's');
  return isResourceName(own) ? side.ids[own] : `ext_${side.mark}`;
}

wall('two practices: A asks with what is B’s', () => ({ from: world.a, to: world.b }));
wall('two practices: B asks with what is A’s', () => ({ from: world.b, to: world.a }));
wall('S10: a sandbox key asks with what is live', () => ({ from: world.sandbox, to: world.a }));
wall('S10: a live key asks with what is the sandbox’s', () => ({ from: world.a, to: world.sandbox }));

describe('the wall from the other doors', () => {
  test('X-Tenant-Id of another practice is refused, whatever is asked', async () => {
    for (const route of routes.filter((one) => isOfKeys(one) && one.scope !== 'public')) {
      const answer = await callAs(
        world.hub,
        world.a.key,
        route.method,
        withForeignIds(route, world.b),
        undefined,
        {
          'x-tenant-id': world.b.tenant,
        },
      );
      expect([nameOf(route), errorOf(answer)]).toEqual([nameOf(route), 'tenant_mismatch']);
    }
  });

  test('a desk’s intents with foreign ids are refused, and its pulls bring nothing foreign', async () => {
    const desk = await pairDesk(world.hub);
    for (const side of [world.b, world.sandbox]) {
      let n = 0;
      const intents = allCommands
        .filter(({ runs, args }) => runs === 'anywhere' && 'id' in args.shape)
        .flatMap(({ name, resource, http }) => {
          const sample = http[0] && samples[`${http[0].method} /v2${http[0].path}`];
          return name.endsWith('.create')
            ? []
            : [{ command: name, args: { ...sample?.body, id: side.ids[resource], ...http[0]?.fixed } }];
        })
        .map((intent) => {
          n++;
          return { ...intent, n, id: `int_${side.mark}_${n}`, issued_at: today, depends_on: [] };
        });
      const answer = await desk.call('POST', '/v2/sync/intents', {
        wire: wireVersion,
        install: randomUUID(),
        intents,
      });
      const states = list(answer.body, 'outcomes').map((outcome) => at(outcome, 'state'));
      expect([intents.length > 10, new Set(states)]).toEqual([true, new Set(['refused'])]);
      for (const { name, desk: replicates } of allResources) {
        if (replicates === 'none') continue;
        const page = await desk.call('GET', `/v2/sync/${name}?limit=1000`);
        const ids = list(page.body, 'documents').map((doc) => text(doc, 'id'));
        expect([name, ids.filter((id) => id.includes(side.mark))]).toEqual([name, []]);
      }
    }
  });

  test('cursors of one side are no cursors of the other', async () => {
    const page = async (key: string, cursor = ''): Promise<Answer> =>
      callAs(world.hub, key, 'GET', `/v2/customers?limit=1${cursor && `&cursor=${cursor}`}`);
    const cursor = text((await page(world.a.key)).body, 'next_cursor');
    for (const side of [world.b, world.sandbox]) {
      const { status, body } = await page(side.key, cursor);
      expect([side.mark, status < 500, JSON.stringify(body).includes(world.a.mark)]).toEqual([
        side.mark,
        true,
        false,
      ]);
    }
  });
});
