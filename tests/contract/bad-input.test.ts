import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusOf } from '../../server/api/errors.ts';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { testClock } from '../kit/clock.ts';
import { type Answer, startHub, type TestHub } from '../kit/hub.ts';
import { at, errorOf, type WriteWatch, watchWrites } from '../kit/rest.ts';
import { pairDesk, type WireDesk } from '../kit/wire-desk.ts';
import { nameOf, type Sample, samplesOf, seedWorld, today } from './world.ts';
import { wrongBodies } from './wrong-bodies.ts';

let hub: TestHub;
let desk: WireDesk;
let routes: Route[];
let samples: Readonly<Record<string, Sample>>;
let watch: WriteWatch;
let documentedPaths: unknown;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  await seedWorld(hub);
  desk = await pairDesk(hub);
  routes = allRoutes(hub.hub);
  samples = await samplesOf(hub);
  watch = watchWrites(hub);
  documentedPaths = (await hub.call('GET', '/v2/openapi.json')).body.paths;
});
afterAll(() => {
  watch.close();
  return hub.stop();
});

interface Bad {
  readonly what: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

function sampleOf(route: Route): Sample {
  const sample = samples[nameOf(route)];
  if (!sample) throw new Error(`tests/contract/world.ts has no request for ${nameOf(route)}`);
  return sample;
}

function send(route: Route, bad: Bad): Promise<Answer> {
  // A desk is held to no limits: with a key the next request would be refused for its haste.
  const { desk: byDesk = route.limit?.of === 'all', bearer = byDesk ? desk.token : hub.keys.live } =
    sampleOf(route);
  const { csv } = sampleOf(route);
  const type: Record<string, string> = csv === undefined ? {} : { 'content-type': 'text/csv' };
  const headers = { authorization: `Bearer ${bearer}`, ...type, ...bad.headers };
  return hub.call(route.method, bad.path, bad.body ?? csv, headers);
}

/** Sends each bad request: 4xx of the closed list, with a status that the route documents, and nothing written. */
async function expectRefusals(route: Route, bad: readonly Bad[]): Promise<void> {
  for (const request of bad) {
    const before = watch.commits();
    const answer = await send(route, request);
    const told = `${nameOf(route)} ${request.what}: ${answer.status} ${JSON.stringify(answer.body)}`;
    expect(answer.status, told).toBeGreaterThanOrEqual(400);
    expect(answer.status, told).toBeLessThan(500);
    expect(answer.headers.get('x-request-id'), told).toMatch(/^req_/);
    expect(errorOf(answer), told).toBeDefined();
    const documented = at(documentedPaths, route.path, route.method.toLowerCase(), 'responses');
    expect(Object.keys(Object(documented)), told).toContain(String(answer.status));
    expect(watch.commits(), told).toBe(before);
  }
}

/** The route's own path with other ids. */
function withIds(route: Route, id: string): string {
  return route.path.replaceAll(/\{\w+\}/g, id);
}

const strangeIds = [
  'bk_unknown',
  'nonsense',
  'bk_',
  'bk_%00',
  'bk_%F0%9F%98%80',
  '%27%20OR%201%3D1%20--',
  '%2e%2e%2f%2e%2e',
  '%3Cscript%3E',
  `bk_${'x'.repeat(49)}`,
  'x'.repeat(2000),
  '__proto__',
  'constructor',
  '%ZZ',
  '%C3%28',
  '%',
];

describe('bad input to every route is refused with a clear error and changes nothing', () => {
  test('every route has a request that goes well, from which the bad ones are made', () => {
    expect(Object.keys(samples).sort()).toEqual(routes.map(nameOf).sort());
  });

  test('what watches for writes sees one', async () => {
    const before = watch.commits();
    await hub.call('POST', '/v2/customers', { name: 'Seen' });
    expect(watch.commits()).toBeGreaterThan(before);
  });

  test('ids that are not there, of other things, or not ids at all', async () => {
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      const body = route.body ? JSON.stringify(sampleOf(route).body) : undefined;
      const bad = strangeIds.map((id) => ({ what: id, path: withIds(route, id), ...(body && { body }) }));
      await expectRefusals(route, bad);
    }
  });

  test('ids of the sandbox do not exist in live', async () => {
    const authorization = `Bearer ${hub.keys.test}`;
    for (const route of routes.filter(({ path }) => path.includes('{id}'))) {
      const { path, body } = sampleOf(route);
      await expectRefusals(route, [
        { what: 'sandbox', path, headers: { authorization }, ...(body && { body: JSON.stringify(body) }) },
      ]);
    }
  });

  test('a closure is not time off, and the time off of one is not that of another', async () => {
    const off = routes.filter(({ path }) => path.includes('time-off/{id}'));
    for (const route of off)
      await expectRefusals(route, [
        { what: 'closure', path: '/v2/resources/res_dr_niket/time-off/blk_closure' },
        { what: 'another’s', path: '/v2/resources/res_spare/time-off/blk_off' },
      ]);
    for (const route of routes.filter(({ path }) => path === '/v2/closures/{id}'))
      await expectRefusals(route, [
        {
          what: 'time off',
          path: '/v2/closures/blk_off',
          ...(route.body && { body: JSON.stringify({ reason: 'x' }) }),
        },
      ]);
  });

  test('unknown query parameters, and known ones of a wrong form or given twice', async () => {
    for (const route of routes) {
      if (route.scope === 'public' && route.path.startsWith('/calendar')) continue;
      const { path } = sampleOf(route);
      const [bare = ''] = path.split('?');
      const body = route.body ? { body: JSON.stringify(sampleOf(route).body ?? {}) } : {};
      const unknown = ['unknown=1', '__proto__=1', 'constructor=1', 'a[b]=1', '%00=1'];
      const known = Object.keys(route.query?.shape ?? {}).flatMap((name) => [
        `${name}=%00`,
        `${name}=${'x'.repeat(3000)}`,
        `${name}=2026-02-30T00:00:00Z&${name}=2026-02-30T00:00:00Z`,
        `${name}[$gt]=1`,
      ]);
      await expectRefusals(
        route,
        [...unknown, ...known].map((query) => ({ what: query, path: `${bare}?${query}`, ...body })),
      );
    }
  });

  test('bodies that are no JSON, no object, too large, too deep, or of another type', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const huge = JSON.stringify({ notes: 'x'.repeat(2 ** 20) });
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      const { path } = sampleOf(route);
      const valid = JSON.stringify(sampleOf(route).body ?? {});
      const bad: Bad[] = [
        { what: 'truncated', path, body: '{"a":' },
        { what: 'not JSON', path, body: 'name=x' },
        { what: 'list', path, body: '[]' },
        { what: 'null', path, body: 'null' },
        { what: 'text', path, body: '"x"' },
        { what: 'number', path, body: '1' },
        { what: 'two values', path, body: '{}{}' },
        { what: 'huge', path, body: huge },
        { what: 'deep', path, body: deep },
        { what: 'deep with a key', path, body: deep, headers: { 'x-idempotency-key': 'deep' } },
        { what: 'deep list', path, body: `{"metadata":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
        { what: 'form', path, body: valid, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        { what: 'plain text', path, body: valid, headers: { 'content-type': 'text/plain' } },
        {
          what: 'charset',
          path,
          body: valid,
          headers: { 'content-type': 'application/json; charset=utf-16' },
        },
        { what: 'encoding', path, body: valid, headers: { 'content-encoding': 'zip' } },
        { what: 'not gzip', path, body: valid, headers: { 'content-encoding': 'gzip' } },
        { what: 'unknown field', path, body: '{"no_such_field":1}' },
        { what: '__proto__', path, body: '{"__proto__":{"admin":true}}' },
        { what: 'constructor', path, body: '{"constructor":{"prototype":{"admin":true}}}' },
        { what: 'nested __proto__', path, body: '{"metadata":{"__proto__":"x"}}' },
      ];
      await expectRefusals(route, bad);
    }
  });

  test('every field with every kind of wrong value', async () => {
    for (const route of routes.filter(({ body }) => body)) {
      const { path, body = {} } = sampleOf(route);
      const fields = Object.keys(route.body?.shape ?? {});
      await expectRefusals(
        route,
        wrongBodies(fields, body).map(({ what, body: wrong }) => ({
          what,
          path,
          body: JSON.stringify(wrong),
        })),
      );
    }
  });

  test('T8: visits at the ends of time, with or without rules set aside', async () => {
    const ends = ['9999-12-31T23:59:59Z', '9999-12-31T23:30:00Z', '9999-12-31T00:00:00Z'];
    const starts = ['1970-01-01T00:00:00Z', '1970-01-01T00:10:00Z', '1970-01-02T00:00:00Z'];
    const override = [
      'outside_working_hours',
      'time_off',
      'closure',
      'min_notice',
      'beyond_horizon',
      'slot_step',
    ];
    const who = { customer_id: 'cust_priya_01', service_id: 'svc_consult_30' };
    for (const start_at of [...ends, ...starts]) {
      const bodies: [string, object][] = [
        ['POST /v2/bookings', { ...who, start_at }],
        ['POST /v2/bookings', { ...who, resource_id: 'res_spare', start_at }],
        ['POST /v2/bookings', { ...who, resource_id: 'res_dr_niket', start_at, duration: 1440, override }],
        ['POST /v2/holds', { service_id: 'svc_consult_30', start_at }],
        ['POST /v2/bookings/{id}/reschedule', { start_at }],
      ];
      for (const [name, body] of bodies) {
        const route = routes.find((one) => nameOf(one) === name);
        if (!route) throw new Error(`no route ${name}`);
        const bad = { what: start_at, path: sampleOf(route).path, body: JSON.stringify(body) };
        await expectRefusals(route, [bad]);
      }
    }
    for (const [from, to] of [
      ['9999-12-30T00:00:00Z', '9999-12-31T23:59:59Z'],
      ['1970-01-01T00:00:00Z', '1970-01-02T00:00:00Z'],
      ['2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z'],
      ['2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'],
      ['2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z'],
    ]) {
      const query = `service_id=svc_consult_30&from=${from}&to=${to}`;
      expect(errorOf(await hub.call('GET', `/v2/availability/slots?${query}`))).toBe('validation_failed');
    }
  });

  test('missing fields', async () => {
    const required: Record<string, readonly string[]> = {
      'POST /v2/services': ['name', 'duration'],
      'POST /v2/resources': ['name'],
      'POST /v2/customers': ['name'],
      'POST /v2/bookings': ['customer_id', 'service_id', 'start_at'],
      'POST /v2/bookings/batch': ['bookings'],
      'POST /v2/availability/check': ['service_id', 'start_at'],
      'POST /v2/resources/{id}/skills': ['skill'],
      'POST /v1/bookings': ['service', 'scheduled_at', 'customer'],
      'POST /v1/bookings/{id}/reschedule': ['scheduled_at'],
      'POST /v2/closures': ['start_at', 'end_at'],
      'POST /v2/resources/{resource_id}/time-off': ['start_at', 'end_at'],
      'POST /v2/holds': ['service_id', 'start_at'],
      'POST /v2/devices/pair': ['invitation'],
      'POST /v2/devices/replace': ['token_hash'],
      'POST /v2/sync/intents': ['wire', 'install', 'intents'],
    };
    for (const route of routes) {
      const { path, body = {} } = sampleOf(route);
      const bad = (required[nameOf(route)] ?? []).map((field) => {
        const { [field]: _, ...rest } = body;
        return { what: `without ${field}`, path, body: JSON.stringify(rest) };
      });
      await expectRefusals(route, bad);
    }
  });

  test('the unknown: endpoints, methods, keys', async () => {
    const answers = [
      [await hub.call('GET', '/v2/no-such-thing'), 'unknown_endpoint'],
      [await hub.call('POST', '/v2'), 'unknown_endpoint'],
      [await hub.call('GET', '/calendar/other'), 'unknown_endpoint'],
      [await hub.call('GET', '/v1/other'), 'unknown_endpoint'],
      [await hub.call('DELETE', '/v1/bookings'), 'method_not_allowed'],
      [await hub.call('PUT', '/v2/bookings', {}), 'method_not_allowed'],
      [await hub.call('DELETE', '/v2/bookings'), 'method_not_allowed'],
      [await hub.call('OPTIONS', '/v2/bookings'), 'method_not_allowed'],
      [await hub.call('GET', '/v2/bookings', undefined, { authorization: 'Bearer x' }), 'unauthorized'],
      [await hub.call('GET', '/v2/bookings', undefined, { authorization: 'Basic eDp5' }), 'unauthorized'],
      [await hub.call('GET', '/v2/bookings', undefined, { 'x-tenant-id': 'tnt_other' }), 'tenant_mismatch'],
    ] as const;
    for (const [answer, code] of answers) {
      expect(errorOf(answer)).toBe(code);
      expect(answer.status).toBe(statusOf[code]);
    }
  });
});
