import * as fc from 'fast-check';
import { expect } from 'vitest';
import { runDue } from '../../server/due.ts';
import type { TestClock } from '../kit/clock.ts';
import { computedMs } from '../kit/cpu.ts';
import type { TestHub } from '../kit/hub.ts';
import { at, errorOf, text, watchWrites } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { type Sample, samplesOf, seedWorld } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the document says of texts that have no form of their own. */
const plainText = '^[^\\u0000]*$';

/** Ids of seedWorld. */
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
    "' OR 1=1 --",
    '"; DROP TABLE documents; --',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '{{7*7}}',
    'x'.repeat(20_000),
    '\r\nX-Evil: 1',
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
      if (typeof schema.pattern === 'string' && schema.pattern !== plainText)
        return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), words);
      return schema.example === undefined ? words : fc.oneof(fc.constant(schema.example), words);
    default:
      return schema.example === undefined ? words : fc.oneof(fc.constant(schema.example), words);
  }
}

/** The good request of the route without its ids, which would be taken, and with up to two fields made anew. */
function nearly(sample: Json, schema: Json, root: Json): fc.Arbitrary<Json> {
  const { id: _, external_id: __, ...rest } = sample;
  const fields = Object.entries(Object(schema.properties));
  return fc
    .subarray(fields, { maxLength: Math.min(2, fields.length) })
    .chain((some) =>
      fc
        .record(Object.fromEntries(some.map(([name, field]) => [name, roughly(Object(field), root)])))
        .map((anew) => ({ ...rest, ...anew })),
    );
}

/** One operation of the document. */
interface Operation {
  /** `POST /v2/bookings`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly query: readonly Json[];
  /** Of a JSON body. */
  readonly body: Json | undefined;
}

/** What there is to send to. */
function operationsOf(document: Json): Operation[] {
  return Object.entries(Object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]): Operation => {
      const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
      const parameters = [at(operation, 'parameters') ?? []].flat();
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        id: text(operation, 'operationId'),
        query: parameters.map((one) => Object(one)).filter((one) => one.in === 'query'),
        body: schema === undefined ? undefined : Object(schema),
      };
    }),
  );
}

interface Made {
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

/** A request of an operation: any of the ids there are, any parameters, any body, all more or less of their form. */
function requestOf(
  { path, query, body }: Operation,
  sample: Sample | undefined,
  root: Json,
): fc.Arbitrary<Made> {
  const params = [...path.matchAll(/\{\w+\}/g)].map(([name]) => name);
  const asked = fc.record(
    Object.fromEntries(query.map(({ name, schema }) => [String(name), formed(Object(schema), root, 0)])),
    { requiredKeys: query.filter(({ required }) => required === true).map(({ name }) => String(name)) },
  );
  return fc
    .record({
      ids: fc.tuple(
        ...params.map(() =>
          fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: words }),
        ),
      ),
      query: query.length > 0 ? fc.option(asked, { freq: 3 }) : fc.constant(null),
      body: body
        ? fc.oneof(formed(body, root, 0), nearly(Object(sample?.body), body, root), anything)
        : fc.constant(undefined),
      key: fc.option(fc.integer({ min: 1, max: 200 }).map(String), { nil: undefined, freq: 3 }),
    })
    .map((made) => {
      const filled = params.reduce(
        (inner, name, i) => inner.replace(name, () => shortPart(String(made.ids[i]))),
        path,
      );
      const pairs = Object.entries(Object(made.query)).map(([name, value]) => [
        name,
        String(value).toWellFormed().slice(0, 4000),
      ]);
      const search = new URLSearchParams(pairs).toString();
      return { path: search ? `${filled}?${search}` : filled, body: made.body, key: made.key };
    });
}

/** Longer addresses than 16 KiB are refused by Node itself, before there is a hub. */
function shortPart(id: string): string {
  return encodeURIComponent(id.toWellFormed().slice(0, 1500));
}

/** What no answer may tell: where in the program it was, and what was asked of the database. */
const leaks =
  /\bat \S+ \(|node_modules|\.[jt]s:\d+|SQLITE_|\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|better-sqlite3/;

/** How it went. */
export interface FuzzReport {
  /** How often each status or error code came. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Milliseconds that the dearest but one in a hundred took to compute, among the first and the last quarter of the requests. */
  readonly early: number;
  readonly late: number;
}

/**
 * Sends `runs` requests made from the hub's own OpenAPI document: valid, nearly valid, hostile. The kit holds each answer
 * to the document; here: below 500, of the closed list, without a word of the inside, and a refusal writes nothing.
 */
export async function fuzz(hub: TestHub, clock: TestClock, runs: number, seed: number): Promise<FuzzReport> {
  await seedWorld(hub);
  const desk = await pairDesk(hub);
  const samples = await samplesOf(hub);
  const watch = watchWrites(hub);
  const document = (await hub.call('GET', '/v2/openapi.json')).body;
  // A stream does not end, and putting the sandbox back takes a second each time.
  const left = ['sync_stream', 'stream_events', 'sandbox_reset'];
  const operations = operationsOf(document).filter(({ id }) => !left.includes(id));
  // Made anew for each request, what a schema stands for would be worked out again each time.
  const requests = new Map(
    operations.map((one) => [one, requestOf(one, samples[one.name], document)] as const),
  );
  const some = fc
    .constantFrom(...operations)
    .chain((one) => fc.tuple(fc.constant(one), requests.get(one) ?? requestOf(one, undefined, document)));
  const outcomes = new Map<string, number>();
  const times: number[] = [];
  await fc.assert(
    fc.asyncProperty(some, async ([operation, { path, body, key }]) => {
      const sample = samples[operation.name];
      // Time stands still as long as writes are watched, for the hub does some by itself; then it goes on, or the limits
      // would refuse all that follow.
      const isStill = times.length < 2000;
      if (!isStill) clock.advance(200);
      const before = watch.commits();
      const start = computedMs();
      const answer = await hub.call(operation.method, path, body, {
        authorization: `Bearer ${sample?.bearer ?? (sample?.desk ? desk.token : hub.keys.live)}`,
        ...(key && { 'x-idempotency-key': key }),
      });
      times.push(computedMs() - start);
      // What a good request set off is done before the next one is watched.
      if (answer.status < 400 && isStill) await runDue(hub.hub);
      expect(answer.status).toBeLessThan(500);
      const code = errorOf(answer) ?? String(answer.status);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      if (answer.status >= 400) expect(JSON.stringify(answer.body)).not.toMatch(leaks);
      // Under a key, a business refusal is remembered; so is a wrong try to sign in.
      const remembered = key !== undefined || operation.id === 'sessions_open';
      if (answer.status >= 400 && !remembered && isStill) expect(watch.commits()).toBe(before);
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
  watch.close();
  const quarter = Math.floor(times.length / 4);
  return { outcomes, early: p99(times.slice(0, quarter)), late: p99(times.slice(-quarter)) };
}

function p99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}
