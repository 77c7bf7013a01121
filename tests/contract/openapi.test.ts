import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allRoutes } from '../../server/api/routes.ts';
import { overviewErrors } from '../../server/api/v1/errors.ts';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import { allScopes } from '../../shared/scopes.ts';
import { testClock } from '../kit/clock.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { at, list } from '../kit/rest.ts';
import { pairDesk } from '../kit/wire-desk.ts';
import { nameOf, samplesOf, seedWorld, today } from './world.ts';

let hub: TestHub;
let document: Record<string, unknown>;
beforeAll(async () => {
  hub = await startHub({ clock: testClock(today) });
  document = (await hub.call('GET', '/v2/openapi.json')).body;
});
afterAll(() => hub.stop());

/** An answer of an operation, wherever in the document it is written down. */
function responseOf(operation: unknown, status: number | string): unknown {
  const response = at(operation, 'responses', String(status));
  const ref = at(response, '$ref');
  return typeof ref === 'string' ? at(document, ...ref.split('/').slice(1)) : response;
}

/** `POST /v2/bookings` → its operation. */
function operations(): Map<string, object> {
  const found = Object.entries(Object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]): [string, object] => [
      `${method.toUpperCase()} ${path}`,
      Object(operation),
    ]),
  );
  return new Map(found);
}

const codesV1: readonly string[] = Object.keys(errorCodes)
  .filter((code): code is ErrorCode => code in errorCodes)
  .map(overviewErrors.codeOf);

/** Every `$ref` in a value. */
function refsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(refsIn)];
}

describe('the OpenAPI document', () => {
  test('has 90 endpoints and more', () => {
    expect(operations().size).toBeGreaterThanOrEqual(90);
  });

  test('every operation has an example of what is sent and of what is answered', () => {
    for (const [name, operation] of operations()) {
      const bodies = [
        ...Object.values(Object(at(operation, 'requestBody', 'content'))),
        ...['200', '201', '202'].flatMap((status) =>
          Object.entries(Object(at(responseOf(operation, status), 'content')))
            .filter(([type]) => type === 'application/json')
            .map(([, content]) => content),
        ),
      ];
      for (const body of bodies)
        if (!name.includes('openapi'))
          expect([name, Object.keys(Object(body))]).toEqual([name, ['schema', 'example']]);
    }
  });

  test('the main calls are shown in eight languages', () => {
    const shown = [...operations().values()].flatMap((operation) => {
      const samples = at(operation, 'x-codeSamples');
      return Array.isArray(samples) ? [samples.map((sample) => at(sample, 'label'))] : [];
    });
    expect(shown.length).toBeGreaterThan(15);
    for (const labels of shown)
      expect(labels).toEqual(['curl', 'JavaScript', 'Python', 'PHP', 'Ruby', 'Go', 'Java', 'C#']);
  });

  test('is of version 3.1 and has its required parts', () => {
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.any(String), version: expect.any(String) },
      servers: [{ url: '/' }],
    });
  });

  test('has every route, and no route that is not there', () => {
    expect([...operations().keys()].sort()).toEqual(allRoutes(hub.hub).map(nameOf).sort());
  });

  test('every reference leads somewhere', () => {
    const refs = new Set(refsIn(document));
    expect(refs.size).toBeGreaterThan(5);
    for (const ref of refs) expect([ref, at(document, ...ref.split('/').slice(1))]).not.toContain(undefined);
  });

  test('operation ids are there once each', () => {
    const ids = [...operations().values()].map((operation) => String(at(operation, 'operationId')));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^\w+$/);
  });

  test('every operation has a scope, a summary, an answer that is good and errors of the closed list', () => {
    for (const [name, operation] of operations()) {
      expect([name, allScopes]).toContainEqual(allScopes);
      expect(allScopes, name).toContain(at(operation, 'x-scope'));
      expect(at(operation, 'summary'), name).toMatch(/\S/);
      const statuses = Object.keys(Object(at(operation, 'responses')));
      expect(
        statuses.some((status) => /^2\d\d$/.test(status)),
        name,
      ).toBe(true);
      expect(statuses, name).toContain('500');
      if (at(operation, 'x-scope') !== 'public')
        expect(statuses, name).toEqual(expect.arrayContaining(['401', '403', '429']));
      for (const status of statuses.filter((code) => Number(code) >= 400)) {
        const text = String(at(responseOf(operation, status), 'description'));
        for (const [, code = ''] of text.matchAll(/`(\w+)`/g))
          expect(name.includes('/v1/') ? codesV1 : Object.keys(errorCodes), name).toContain(code);
      }
    }
  });

  test('path parameters are those of the path, and query parameters those of the route', () => {
    for (const route of allRoutes(hub.hub)) {
      const parameters = list(operations().get(nameOf(route)), 'parameters');
      const named = (where: string) =>
        parameters.filter((one) => at(one, 'in') === where).map((one) => at(one, 'name'));
      expect(named('path'), route.path).toEqual(
        [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
      expect(named('query'), route.path).toEqual(Object.keys(route.query?.shape ?? {}));
    }
  });
});

describe('what the hub answers is what the document says', () => {
  /** The documented schema of an answer, as a check. */
  function documented(name: string, status: number): z.ZodType | undefined {
    const schema = at(responseOf(operations().get(name), status), 'content', 'application/json', 'schema');
    if (schema === undefined) return undefined;
    const $defs = at(document, 'components', 'schemas');
    const whole = JSON.stringify({ ...Object(schema), $defs }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    return z.fromJSONSchema(JSON.parse(whole));
  }

  test('every route’s good request gives its documented status and a body of its documented form', async () => {
    await seedWorld(hub);
    const desk = await pairDesk(hub);
    const samples = await samplesOf(hub);
    let checked = 0;
    for (const [name, { path, body, csv, status, ...how }] of Object.entries(samples)) {
      const { desk: byDesk, bearer, replacesAll } = how;
      if (name.endsWith('/stream') || replacesAll) continue;
      const [method = ''] = name.split(' ');
      const answer = await hub.call(method, path, csv ?? body, {
        authorization: `Bearer ${bearer ?? (byDesk ? desk.token : hub.keys.live)}`,
        ...(csv !== undefined && { 'content-type': 'text/csv' }),
      });
      expect([name, answer.status, at(answer.body, 'error')]).toEqual([name, status, undefined]);
      const schema = documented(name, status);
      if (!schema) continue;
      const parsed = schema.safeParse(answer.body);
      expect([name, parsed.error?.issues]).toEqual([name, undefined]);
      checked++;
    }
    expect(checked).toBeGreaterThan(40);
  });

  test('the documented examples are of the documented form', () => {
    let checked = 0;
    for (const [name, operation] of operations())
      for (const [status, answer] of Object.entries(Object(at(operation, 'responses')))) {
        const example = at(answer, 'content', 'application/json', 'example');
        if (example === undefined) continue;
        expect([name, documented(name, Number(status))?.safeParse(example).error?.issues]).toEqual([
          name,
          undefined,
        ]);
        checked++;
      }
    expect(checked).toBeGreaterThan(25);
  });

  test('errors are of the documented form', async () => {
    const answer = await hub.call('GET', '/v2/bookings/bk_unknown');
    const parsed = documented('GET /v2/bookings/{id}', 404)?.safeParse(answer.body);
    expect(parsed?.error).toBeUndefined();
    expect(documented('GET /v2/bookings/{id}', 404)?.safeParse({ error: {} }).success).toBe(false);
  });

  test('the documented bodies take the good requests and refuse unknown fields', async () => {
    for (const [name, { body }] of Object.entries(await samplesOf(hub))) {
      const schema = at(operations().get(name), 'requestBody', 'content', 'application/json', 'schema');
      if (schema === undefined || !body) continue;
      const $defs = at(document, 'components', 'schemas');
      const whole = JSON.stringify({ ...Object(schema), $defs }).replaceAll(
        '#/components/schemas/',
        '#/$defs/',
      );
      const check = z.fromJSONSchema(JSON.parse(whole));
      expect([name, check.safeParse(body).error?.issues]).toEqual([name, undefined]);
      expect([name, check.safeParse({ ...body, no_such_field: 1 }).success]).toEqual([name, false]);
    }
  });
});
