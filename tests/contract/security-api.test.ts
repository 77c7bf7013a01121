import { type GraphQLSchema, getNamedType } from 'graphql';
import { beforeAll, expect, vi } from 'vitest';
import { graphqlSchema } from '../../server/api/graphql/schema.ts';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { definitions } from '../../shared/resources/index.ts';
import { roleScopes } from '../../shared/scopes.ts';
import { anyCallOf, rootOf } from '../flows/graphql/selection.ts';
import { testClock } from '../kit/clock.ts';
import { askOverLan } from '../kit/lan.ts';
import { signedIn } from '../kit/people.ts';
import { list, text, watchWrites } from '../kit/rest.ts';
import { besiegedHub, codeOf, type Stranger, surface } from '../kit/security-table.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, seedWorld, today } from './world.ts';

const world = besiegedHub({ clock: testClock(today) }, async (hub) => {
  await seedWorld(hub);
  await hub.call('PATCH', '/v2/tenant', { name: 'Quagga Practice' });
  await hub.call('POST', '/v2/customers', { id: 'cust_quagga', name: 'Zebra Quagga' });
});
let routes: Route[];
let schema: GraphQLSchema;
beforeAll(() => {
  routes = allRoutes(world().hub.hub);
  schema = graphqlSchema(routes);
});

/** What each of some routes answers to a request that is no good for anything: `GET /v2/bookings: 401 unauthorized`. */
async function answers(who: Stranger, chosen: (route: Route) => boolean): Promise<string[]> {
  const asked = routes.filter(chosen);
  expect(asked.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const route of asked) {
    const path = route.path.replaceAll(/\{\w+\}/g, 'nothing');
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : { no_such_field: 1 };
    found.push(`${nameOf(route)}: ${codeOf(await world().ask(who, route.method, path, body))}`);
  }
  return found;
}

/** All of them end alike, and nothing is written meanwhile. */
async function allEnd(who: Stranger, code: string, chosen: (route: Route) => boolean): Promise<void> {
  const watch = watchWrites(world().hub);
  const before = watch.commits();
  const found = await answers(who, chosen);
  expect(found.filter((answer) => !answer.endsWith(`: ${code}`))).toEqual([]);
  expect(watch.commits()).toBe(before);
  watch.close();
}

const isReading = (route: Route) => roleScopes.read_only.has(route.scope) || route.scope === 'public';

surface('REST', (line) => {
  line('neighbour', 'asks any route that is not public', '`401 unauthorized`; nothing is written', () =>
    allEnd('neighbour', '401 unauthorized', ({ scope }) => scope !== 'public'),
  );

  line(
    'neighbour',
    'asks what is public',
    'that a hub is here, its API’s description, the meaning of errors and events; the doors of sign-in, pairing and feeds, each with a secret of its own',
    async () => {
      const open = routes.filter(({ scope }) => scope === 'public').map(nameOf);
      expect(open.sort()).toEqual([
        'GET /calendar/feed/{token}.ics',
        'GET /v2/errors',
        'GET /v2/errors/{code}',
        'GET /v2/event-types',
        'GET /v2/event-types/{type}',
        'GET /v2/health',
        'GET /v2/health/ready',
        'GET /v2/openapi-3.0.json',
        'GET /v2/openapi.json',
        'POST /v2/devices/pair',
        'POST /v2/sessions',
      ]);
      for (const path of [
        '/v2/health',
        '/v2/health/ready',
        '/v2/event-types',
        '/v2/openapi.json',
        '/v2/errors',
      ]) {
        expect([path, (await world().ask('neighbour', 'GET', path)).status]).toEqual([path, 200]);
      }
    },
  );

  line('neighbour', 'tries PINs of somebody who works there', '`403 account_locked` after five', async () => {
    const tried: string[] = [];
    for (let pin = 100_000; pin < 100_007; pin++) {
      const body = { staff_id: 'stf_ola', pin: String(pin) };
      tried.push(codeOf(await world().ask('neighbour', 'POST', '/v2/sessions', body)));
    }
    expect(tried).toEqual([...Array(5).fill('401 unauthorized'), ...Array(2).fill('403 account_locked')]);
  });

  line(
    'neighbour',
    'makes somebody’s browser ask under a name of their own (DNS rebinding)',
    '`403 forbidden`',
    async () => {
      const headers = { host: 'evil.example' };
      expect((await askOverLan(world().place, 'GET', '/v2/health', { headers })).status).toBe(403);
    },
  );

  line(
    'neighbour',
    'sets the hub up as a practice of their own',
    '`404`: that door is for the hub’s own computer',
    async () => {
      for (const path of ['/v2/setup', '/v2/setup/demo'])
        expect(codeOf(await world().ask('neighbour', 'POST', path, {}))).toBe('404 unknown_endpoint');
    },
  );

  line(
    'neighbour',
    'sends more than the hub takes, or what is no JSON',
    'an error of the closed list, before it is read whole',
    async () => {
      const { place } = world();
      const large = { staff_id: 'stf_ola', pin: '1'.repeat(2_000_000) };
      expect(codeOf(await askOverLan(place, 'POST', '/v2/sessions', { body: large }))).toBe(
        '413 payload_too_large',
      );
      const headers = { 'content-type': 'text/plain' };
      expect(codeOf(await askOverLan(place, 'POST', '/v2/sessions', { body: 1, headers }))).toBe(
        '415 unsupported_media_type',
      );
    },
  );

  line(
    'neighbour',
    'looks for a name in everything that is public',
    'nothing, not even whose practice it is',
    async () => {
      const open = routes.filter((route) => route.scope === 'public' && route.method === 'GET');
      for (const route of open) {
        const path = route.path.replaceAll(/\{\w+\}/g, 'cust_quagga');
        const { text: said } = await world().ask('neighbour', 'GET', path);
        expect([nameOf(route), /quagga/i.test(said.replaceAll(path, ''))]).toEqual([nameOf(route), false]);
      }
      expect((await world().hub.call('GET', '/v2/customers/cust_quagga')).body.name).toBe('Zebra Quagga');
    },
  );

  line('website', 'asks any route that is not for websites', '`403 forbidden`; nothing is written', () =>
    allEnd('website', '403 forbidden', (route) => route.public !== true && route.scope !== 'public'),
  );

  line(
    'website',
    'reads services and resources',
    'their public fields, which the website shows anyway',
    async () => {
      for (const name of ['services', 'resources'] as const) {
        const { body } = await world().ask('website', 'GET', `/v2/${name}`);
        const fields = new Set(list(body, 'data').flatMap((doc) => Object.keys(doc)));
        const known = ['id', 'tenant_id', 'links', ...(definitions[name].publicFields ?? [])];
        expect([name, [...fields].filter((field) => !known.includes(field))]).toEqual([name, []]);
      }
    },
  );

  line(
    'website',
    'reads or cancels a booking whose `manage_token` it has not',
    '`403` without one, `404` with a wrong one, as if there were no such booking',
    async () => {
      for (const [method, path] of [
        ['GET', '/v2/bookings/bk_confirmed'],
        ['POST', '/v2/bookings/bk_confirmed/cancel'],
      ] as const)
        for (const [token, code] of [
          [undefined, '403 forbidden'],
          [`mng_${'x'.repeat(32)}`, '404 not_found'],
        ] as const) {
          const headers: Record<string, string> = token === undefined ? {} : { 'x-manage-token': token };
          const body = method === 'POST' ? {} : undefined;
          const answer = await askOverLan(world().place, method, path, {
            bearer: world().bearers.website,
            headers,
            body,
          });
          expect([path, codeOf(answer)]).toEqual([path, code]);
        }
    },
  );

  line(
    'removed',
    'asks any route, public ones too, with its token',
    '`403 device_revoked`; nothing is written',
    () => allEnd('removed', '403 device_revoked', ({ anyBearer }) => anyBearer !== true),
  );

  line(
    'removed',
    'goes on as whoever was signed in there when it was removed',
    '`401 unauthorized`: their session ended with it',
    async () => {
      const { hub, place } = world();
      const owner = await signedIn(hub, 'owner');
      const desk = await pairDesk(hub, 'Stolen laptop');
      const session = await desk.call('POST', '/v2/sessions', { staff_id: owner.id, pin: owner.pin });
      const bearer = text(session.body, 'token');
      expect((await askOverLan(place, 'GET', '/v2/staff', { bearer })).status).toBe(200);
      await hub.call('DELETE', `/v2/devices/${desk.id}`);
      expect(codeOf(await askOverLan(place, 'GET', '/v2/staff', { bearer }))).toBe('401 unauthorized');
      // At any other place they are who they were.
      expect((await owner.call('GET', '/v2/staff')).status).toBe(200);
    },
  );

  line('reader', 'changes anything', '`403 forbidden`; nothing is written', () =>
    allEnd('reader', '403 forbidden', (route) => route.method !== 'GET' && !isReading(route)),
  );

  line(
    'reader',
    'sends what is not a GET and is allowed all the same',
    'a question answered, or their own session ended',
    async () => {
      const open = routes.filter(
        (route) => route.method !== 'GET' && isReading(route) && route.scope !== 'public',
      );
      expect(open.map(nameOf).sort()).toEqual([
        'DELETE /v2/sessions/current',
        'POST /v2/availability/check',
        'POST /v2/availability/visits',
        'POST /v2/graphql',
        'POST /v2/schedule/reassign/preview',
        'POST /v2/series/preview',
      ]);
    },
  );

  line(
    'reader',
    'reads keys, people, desks, invitations, feeds’ and webhooks’ addresses, or the hub’s inside',
    '`403 forbidden`',
    async () => {
      const secret = routes.filter(
        (route) => route.method === 'GET' && !isReading(route) && route.scope !== 'sync',
      );
      expect(secret.map(nameOf)).toEqual(
        expect.arrayContaining(['GET /v2/api-keys', 'GET /v2/devices', 'GET /v2/metrics']),
      );
      await allEnd('reader', '403 forbidden', (route) => secret.includes(route));
    },
  );
});

surface('GraphQL', (line) => {
  const ask = (who: Stranger, query: string) => world().ask(who, 'POST', '/v2/graphql', { query });

  line('neighbour', 'asks anything, also what the schema is', '`401 unauthorized`', async () => {
    for (const query of [
      '{ __typename }',
      '{ __schema { types { name } } }',
      '{ customers { edges { node { name } } } }',
      '{',
    ])
      expect([query, codeOf(await ask('neighbour', query))]).toEqual([query, '401 unauthorized']);
  });

  line(
    'website',
    'asks for what is not on the website, behind an alias or a fragment too',
    '`403 forbidden`, and nothing of the rest',
    async () => {
      for (const query of [
        '{ customers { edges { node { name } } } }',
        '{ services { edges { node { name } } } x: bookings { edges { node { id } } } }',
        '{ ...f } fragment f on Query { tenant { name } }',
        '{ services { edges { node { metadata } } } }',
      ]) {
        const answer = await ask('website', query);
        expect([query, codeOf(answer), answer.text.includes('Consultation')]).toEqual([
          query,
          '403 forbidden',
          false,
        ]);
      }
    },
  );

  line('website', 'tries each mutation', '`403 forbidden`', () => everyMutation('website', '403 forbidden'));

  line('removed', 'asks anything', '`403 device_revoked`', async () => {
    for (const query of ['{ __typename }', '{ bookings { edges { node { id } } } }'])
      expect(codeOf(await ask('removed', query))).toBe('403 device_revoked');
  });

  line('reader', 'tries each mutation', '`403 forbidden`; nothing is written', () =>
    everyMutation('reader', '403 forbidden'),
  );

  line('reader', 'asks for each list', 'those that REST lets them read, and no other', async () => {
    const fields = Object.values(rootOf(schema, 'Query').getFields());
    let compared = 0;
    for (const field of fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection'))) {
      const operation = `list_${field.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      const route = routes.find((one) => one.operation === operation);
      if (!route || route.path.includes('{')) continue;
      const overRest = await world().ask('reader', 'GET', route.path);
      const { status } = await ask('reader', `{ ${anyCallOf(field)} }`);
      expect([field.name, status]).toEqual([field.name, overRest.status]);
      compared++;
    }
    expect(compared).toBeGreaterThan(12);
  });

  async function everyMutation(who: Stranger, code: string): Promise<void> {
    const watch = watchWrites(world().hub);
    const before = watch.commits();
    const fields = Object.values(rootOf(schema, 'Mutation').getFields());
    expect(fields.length).toBeGreaterThan(40);
    for (const field of fields)
      expect([field.name, codeOf(await ask(who, `mutation { ${anyCallOf(field)} }`))]).toEqual([
        field.name,
        code,
      ]);
    expect(watch.commits()).toBe(before);
    watch.close();
  }
});

surface('Sync', (line) => {
  const isSync = (route: Route) => route.scope === 'sync';

  line('neighbour', 'pulls, pushes or listens', '`401 unauthorized`', () =>
    allEnd('neighbour', '401 unauthorized', isSync),
  );

  line('website', 'pulls, pushes or listens', '`403 forbidden`', () =>
    allEnd('website', '403 forbidden', isSync),
  );

  line('removed', 'pulls, pushes or listens', '`403 device_revoked`', () =>
    allEnd('removed', '403 device_revoked', isSync),
  );

  line(
    'removed',
    'goes on listening on the stream that it had open',
    'the end of the stream, at once',
    async () => {
      const { hub } = world();
      const desk = await pairDesk(hub, 'Stolen laptop');
      // Without the stream’s own look at whether it may go on, which comes every few seconds.
      const every = globalThis.setInterval;
      const late = vi.spyOn(globalThis, 'setInterval').mockImplementation((work) => every(work, 2 ** 30));
      const stream = await desk.stream();
      await stream.next();
      late.mockRestore();
      await hub.call('DELETE', `/v2/devices/${desk.id}`);
      await expect(stream.next()).rejects.toThrow('the stream ended');
    },
  );

  line('reader', 'pulls, pushes or listens with their session', '`403 forbidden`: only desks do', () =>
    allEnd('reader', '403 forbidden', isSync),
  );
});
