import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { errorOf, type WriteWatch, watchWrites } from '../kit/rest.ts';
import { pairDesk, type WireDesk } from '../kit/wire-desk.ts';
import { nameOf, type Sample, samplesOf, seedWorld, today } from './world.ts';

let hub: TestHub;
let desk: WireDesk;
let watch: WriteWatch;
let samples: Readonly<Record<string, Sample>>;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  await seedWorld(hub);
  desk = await pairDesk(hub);
  samples = await samplesOf(hub);
  watch = watchWrites(hub);
});
afterAll(() => {
  watch.close();
  return hub.stop();
});

type Json = Readonly<Record<string, unknown>>;

const ids = [
  'cust_priya_01',
  'cust_spare',
  'svc_consult_30',
  'svc_asks',
  'res_dr_niket',
  'res_spare',
  'bk_confirmed',
  'bk_pending',
  'bk_arrived',
  'blk_closure',
  'blk_off',
  'hold_one',
  'x',
];
const words = fc.oneof(
  fc.constantFrom(
    ...ids,
    '',
    '2026-05-05T05:00:00Z',
    '2026-05-05T06:00:00+02:00',
    '9999-12-31T23:59:59Z',
    '09:00',
    '24:00',
    '2026-05-04',
    '#2f9e44',
    'INR',
    'room',
    'true',
    '-1',
    'Asia/Kolkata',
    '\u0000',
    '\ud800',
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const anything = fc.oneof(
  words,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Values of a JSON schema, mostly: now and then something else altogether. */
function roughly(schema: Json, root: Json, depth = 0): fc.Arbitrary<unknown> {
  const right = formed(schema, root, depth);
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: anything });
}

function formed(schema: Json, root: Json, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return anything;
  if (typeof schema.$ref === 'string') {
    const found = schema.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), root);
    return roughly(Object(found), root, depth + 1);
  }
  if (Array.isArray(schema.anyOf))
    return fc.oneof(...schema.anyOf.map((one) => roughly(Object(one), root, depth + 1)));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(Object(schema.properties));
      const required = Array.isArray(schema.required) ? schema.required : [];
      return fc.record(
        Object.fromEntries(fields.map(([name, field]) => [name, roughly(Object(field), root, depth + 1)])),
        { requiredKeys: required.filter((name) => fields.some(([field]) => field === name)) },
      );
    }
    case 'array':
      return fc.array(roughly(Object(schema.items), root, depth + 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: 0, max: 120 }),
        fc.integer(),
        fc.double({ min: 0, max: 1000, noNaN: true }),
      );
    case 'boolean':
      return fc.boolean();
    case 'string':
      if (typeof schema.pattern === 'string')
        return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), words);
      return schema.example === undefined ? words : fc.oneof(fc.constant(schema.example), words);
    default:
      return schema.example === undefined ? words : fc.oneof(fc.constant(schema.example), words);
  }
}

/** The good request of the route without its ids, which would be taken, and with up to two fields made anew. */
function nearly(sample: Json, schema: Json): fc.Arbitrary<Json> {
  const { id: _, external_id: __, ...rest } = sample;
  const fields = Object.entries(Object(schema.properties));
  return fc
    .subarray(fields, { maxLength: Math.min(2, fields.length) })
    .chain((some) =>
      fc
        .record(Object.fromEntries(some.map(([name, field]) => [name, roughly(Object(field), schema)])))
        .map((anew) => ({ ...rest, ...anew })),
    );
}

/** A request of a route: any of the ids there are, any parameters, any body, all more or less of their form. */
function requestOf(route: Route): fc.Arbitrary<{ path: string; body: unknown; key: string | undefined }> {
  const json = (schema: z.ZodType): Json =>
    Object(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const query = route.query ? json(route.query) : {};
  const body = route.body ? json(route.body) : undefined;
  const params = [...route.path.matchAll(/\{\w+\}/g)].map(([name]) => name);
  return fc
    .record({
      ids: fc.tuple(
        ...params.map(() =>
          fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: words }),
        ),
      ),
      query: route.query ? fc.option(formed(query, query, 0), { freq: 3 }) : fc.constant(null),
      body: body
        ? fc.oneof(formed(body, body, 0), nearly(Object(samples[nameOf(route)]?.body), body))
        : fc.constant(undefined),
      key: fc.option(fc.integer({ min: 1, max: 200 }).map(String), { nil: undefined, freq: 3 }),
    })
    .map((made) => {
      const path = params.reduce(
        (text, name, i) => text.replace(name, encodeURIComponent(String(made.ids[i]).toWellFormed())),
        route.path,
      );
      const pairs = Object.entries(Object(made.query)).map(([name, value]) => [
        name,
        String(value).toWellFormed(),
      ]);
      const search = new URLSearchParams(pairs).toString();
      return { path: search ? `${path}?${search}` : path, body: made.body, key: made.key };
    });
}

test('whatever is sent to any route: an answer of the closed list, never 500, and a refusal writes nothing', async () => {
  // A stream does not end, and putting the sandbox back takes a second each time.
  const left = ['sync_stream', 'sandbox_reset'];
  const routes = allRoutes(hub.hub).filter(({ operation }) => !left.includes(operation));
  const some = fc.constantFrom(...routes).chain((route) => fc.tuple(fc.constant(route), requestOf(route)));
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(some, async ([route, { path, body, key }]) => {
      const before = watch.commits();
      const answer = await hub.call(route.method, path, body, {
        authorization: `Bearer ${samples[nameOf(route)]?.bearer ?? (samples[nameOf(route)]?.desk ? desk.token : hub.keys.live)}`,
        ...(key && { 'x-idempotency-key': key }),
      });
      expect(answer.status).toBeLessThan(500);
      const code = errorOf(answer) ?? String(answer.status);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      // Under a key, a business refusal is remembered; so is a wrong try to sign in.
      const remembered = key !== undefined || route.operation === 'sessions_open';
      if (answer.status >= 400 && !remembered) expect(watch.commits()).toBe(before);
    }),
    { seed: 20260421, numRuns: 1500, endOnFailure: true },
  );
  // Requests that are all nonsense would prove little: many went well, and for many reasons others did not.
  expect(Math.min(outcomes.get('200') ?? 0, outcomes.get('201') ?? 0)).toBeGreaterThan(5);
  expect(outcomes.size).toBeGreaterThan(7);
}, 60_000);
