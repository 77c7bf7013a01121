import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { definitions } from '../../shared/resources/index.ts';
import { allScopes } from '../../shared/scopes.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { at, errorOf, list, text } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, samplesOf, seedWorld, today } from './world.ts';

let hub: TestHub;
let routes: Route[];
let deskToken: string;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  await seedWorld(hub);
  routes = allRoutes(hub.hub);
  deskToken = (await pairDesk(hub)).token;
});
afterAll(() => hub.stop());

/** Who may call a route; whatever is not named here is for secret keys and desks. */
const exceptions: Readonly<Record<string, 'anyone' | 'websites too' | 'keys only' | 'desks only'>> = {
  'GET /v2/health': 'anyone',
  'GET /v2/errors': 'anyone',
  'GET /v2/event-types': 'anyone',
  'GET /v2/openapi.json': 'anyone',
  'GET /calendar/feed/{token}.ics': 'anyone',
  'POST /v2/devices/pair': 'anyone',
  'GET /v2/me': 'websites too',
  'GET /v2/services': 'websites too',
  'GET /v2/services/{id}': 'websites too',
  'GET /v2/resources': 'websites too',
  'GET /v2/resources/{id}': 'websites too',
  'GET /v2/availability/slots': 'websites too',
  'PATCH /v2/tenant': 'keys only',
  'POST /v2/sync/intents': 'desks only',
  'GET /v2/sync/stream': 'desks only',
  'GET /v2/sync/{collection}': 'desks only',
};

const allowed = {
  anyone: ['nobody', 'website', 'key', 'sandbox key', 'desk'],
  'websites too': ['website', 'key', 'sandbox key', 'desk'],
  'keys and desks': ['key', 'sandbox key', 'desk'],
  'keys only': ['key', 'sandbox key'],
  'desks only': ['desk'],
} as const;

describe('P1: deny by default', () => {
  test('every route declares a scope that exists', () => {
    for (const route of routes) expect([nameOf(route), allScopes]).toContainEqual(allScopes);
    for (const route of routes) expect(allScopes, nameOf(route)).toContain(route.scope);
  });

  test('each route lets in whom the table names, and nobody else', async () => {
    const bearers = {
      nobody: undefined,
      website: hub.keys.public,
      'sandbox key': hub.keys.test,
      desk: deskToken,
      key: hub.keys.live,
    };
    for (const route of routes) {
      const letIn: string[] = [];
      for (const [who, bearer] of Object.entries(bearers)) {
        const { path, body } = (await samplesOf(hub))[nameOf(route)] ?? { path: route.path };
        const answer = await callAs(bearer, route.method, path, body);
        if (answer.status !== 401 && answer.status !== 403) letIn.push(who);
        else expect([nameOf(route), who, answer.status]).toEqual([nameOf(route), who, bearer ? 403 : 401]);
      }
      const wanted = allowed[exceptions[nameOf(route)] ?? 'keys and desks'];
      expect([nameOf(route), letIn.sort()]).toEqual([nameOf(route), [...wanted].sort()]);
    }
    for (const name of Object.keys(exceptions)) expect(routes.map(nameOf)).toContain(name);
  });

  test('a website’s key sees the public fields of services and resources and no others', async () => {
    for (const name of ['services', 'resources'] as const) {
      const found = await callAs(hub.keys.public, 'GET', `/v2/${name}`);
      const full = await hub.call('GET', `/v2/${name}`);
      const fields = new Set(list(found.body, 'data').flatMap((doc) => Object.keys(doc)));
      const known = ['id', 'tenant_id', 'links', ...(definitions[name].publicFields ?? [])];
      expect([...fields].filter((field) => !known.includes(field))).toEqual([]);
      expect(list(full.body, 'data').flatMap((doc) => Object.keys(doc))).toContain('metadata');
      const one = await callAs(hub.keys.public, 'GET', `/v2/${name}/${text(found.body, 'data', 0, 'id')}`);
      expect(one.body).toEqual(at(found.body, 'data', 0));
    }
  });

  test('what a desk’s session is not allowed, an intent is not either', async () => {
    const desk = await pairDesk(hub);
    const answer = await desk.push([{ n: 1, command: 'practice.update', args: { name: 'Ours now' } }]);
    expect(at(answer.body, 'outcomes', 0, 'state')).toBe('refused');
    expect((await hub.call('GET', '/v2/tenant')).body.name).not.toBe('Ours now');
  });

  test('hashes of secrets are in no answer', async () => {
    const paths = ['/v2/me', '/v2/tenant', '/v2/events?limit=100', '/v2/openapi.json'];
    for (const path of paths) {
      const { body } = await hub.call('GET', path);
      expect(JSON.stringify(body)).not.toMatch(
        /[0-9a-f]{64}|(?:sk|pk)_(?:live|test)_\w{20,}|dsk_live_\w{20,}/,
      );
    }
  });
});

describe('S10: sandbox and live never mix', () => {
  test('what is made with one key is not there for the other', async () => {
    const authorization = `Bearer ${hub.keys.test}`;
    const made = await hub.call(
      'POST',
      '/v2/customers',
      { id: 'cust_sandbox', name: 'Test' },
      { authorization },
    );
    expect(made.status).toBe(201);
    expect(errorOf(await hub.call('GET', '/v2/customers/cust_sandbox'))).toBe('not_found');
    const live = await hub.call('GET', '/v2/customers/cust_priya_01', undefined, { authorization });
    expect(errorOf(live)).toBe('not_found');
    const events = await hub.call('GET', '/v2/events?limit=100', undefined, { authorization });
    expect(new Set(list(events.body, 'data').map((event) => at(event, 'mode')))).toEqual(new Set(['test']));
  });

  test('a sandbox key reads no live calendar, cursor or sync', async () => {
    const authorization = `Bearer ${hub.keys.test}`;
    const events = await hub.call('GET', '/v2/events?limit=1');
    const cursor = text(events.body, 'next_cursor');
    const other = await hub.call('GET', `/v2/events?cursor=${cursor}`, undefined, { authorization });
    expect(errorOf(other)).toBe('cursor_expired');
    const ics = await hub.call('GET', '/v2/bookings/bk_confirmed/ics', undefined, { authorization });
    expect(errorOf(ics)).toBe('not_found');
    const pull = await hub.call('GET', '/v2/sync/bookings', undefined, { authorization });
    expect(errorOf(pull)).toBe('forbidden');
  });
});

/** Like `hub.call`, but gives up reading a stream. */
async function callAs(bearer: string | undefined, method: string, path: string, body?: unknown) {
  const abort = new AbortController();
  const response = await fetch(hub.url + path, {
    method,
    signal: abort.signal,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type') === 'application/json';
  const answer: Record<string, unknown> = isJson ? Object(await response.json()) : {};
  abort.abort();
  return { status: response.status, headers: response.headers, body: answer };
}
