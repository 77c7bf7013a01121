import { type GraphQLSchema, getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutationName } from '../../../server/api/graphql/mutations.ts';
import { graphqlSchema } from '../../../server/api/graphql/schema.ts';
import type { Route } from '../../../server/api/route.ts';
import { allRoutes } from '../../../server/api/routes.ts';
import { allCommands } from '../../../shared/commands/index.ts';
import { roles } from '../../../shared/resources/staff.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { callAs, signedIn } from '../../kit/people.ts';
import { referencePractice } from '../../kit/practice.ts';
import { at, errorOf, text, watchWrites } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';
import { type Ask, asker } from './ask.ts';
import { anyCallOf, rootOf } from './selection.ts';

let hub: TestHub;
let ask: Ask;
let routes: Route[];
let schema: GraphQLSchema;
let bearers: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
  ask = asker(hub);
  await referencePractice(hub);
  routes = allRoutes(hub.hub);
  schema = graphqlSchema(routes);
  bearers = {
    key: hub.keys.live,
    website: hub.keys.public,
    desk: (await pairDesk(hub)).token,
    'key for services': await keyFor('services:read'),
    'key for writing bookings': await keyFor('bookings:write'),
  };
  for (const role of roles) bearers[role] = (await signedIn(hub, role)).token;
});
afterAll(() => hub.stop());

async function keyFor(...scopes: string[]): Promise<string> {
  const made = await hub.call('POST', '/v2/api-keys', { name: scopes.join(), scopes, plan: 'enterprise' });
  return text(made.body, 'secret');
}

function askAs(bearer: string, query: string) {
  return ask(query, {}, { authorization: `Bearer ${bearer}` });
}

/** Whether somebody is let in: over GraphQL by a field alone, over REST by its route. */
async function isLetIn(bearer: string, query: string): Promise<boolean> {
  const answer = await askAs(bearer, query);
  if (answer.status !== 403) expect([query, answer.status]).toEqual([query, 200]);
  return answer.status !== 403;
}

async function isLetInByRest(bearer: string, { method, path }: Route): Promise<boolean> {
  const body = method === 'GET' || method === 'DELETE' ? undefined : { nothing: 1 };
  const answer = await callAs(hub, bearer, method, path.replace(/\{\w+\}/g, 'none'), body);
  return answer.status !== 403;
}

describe('P1: a field lets in whom its REST route lets in', () => {
  test('lists', async () => {
    const query = rootOf(schema, 'Query').getFields();
    const listed = routes.filter(
      ({ method, operation }) => method === 'GET' && operation.startsWith('list_'),
    );
    let compared = 0;
    for (const route of listed) {
      const field = query[camelOf(route.operation.slice('list_'.length))];
      if (!field || !getNamedType(field.type).name.endsWith('Connection')) continue;
      for (const [who, bearer] of Object.entries(bearers)) {
        const overRest = await isLetInByRest(bearer, route);
        expect([field.name, who, await isLetIn(bearer, `{ ${anyCallOf(field)} }`)]).toEqual([
          field.name,
          who,
          overRest,
        ]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  test('commands; what a website’s visitors do they do over REST', async () => {
    const mutations = rootOf(schema, 'Mutation').getFields();
    for (const command of allCommands) {
      const field = mutations[mutationName(command)];
      const [http] = command.http;
      const route = routes.find(({ method, path }) => method === http?.method && path === `/v2${http.path}`);
      if (!field || !route) continue;
      for (const [who, bearer] of Object.entries(bearers)) {
        if (who === 'website' && route.guest) continue;
        // Nothing that would end the sessions with which this test goes on is named: ids are none that there are.
        const letIn = await isLetIn(bearer, `mutation { ${anyCallOf(field)} }`);
        expect([field.name, who, letIn]).toEqual([field.name, who, await isLetInByRest(bearer, route)]);
      }
      expect([field.name, await isLetIn(hub.keys.public, `mutation { ${anyCallOf(field)} }`)]).toEqual([
        field.name,
        false,
      ]);
    }
  }, 120_000);
});

describe('what is forbidden', () => {
  test('is refused as a whole, before anything is done, and names field and scope', async () => {
    const watch = watchWrites(hub);
    const before = watch.commits();
    const writer = bearers['key for writing bookings'] ?? '';
    const answer = await askAs(
      writer,
      'mutation { bookingCancel(input: { id: "bk_1" }) { booking { customer { name } } refusal { code } } }',
    );
    expect(errorOf(answer)).toBe('forbidden');
    expect(at(answer.body, 'error', 'details')).toEqual({
      field: 'Booking.customer',
      scope: 'customers:read',
    });
    expect(watch.commits()).toBe(before);
    watch.close();
  });

  test('behind a fragment, an alias or a directive, too', async () => {
    const limited = bearers['key for services'] ?? '';
    const texts = [
      '{ services { edges { node { id } } } x: customers { edges { node { id } } } }',
      '{ ...f } fragment f on Query { customers { edges { node { id } } } }',
      '{ ... { customers { edges { node { id } } } } }',
      '{ services { edges { node { id } } } customers @skip(if: true) { edges { node { id } } } }',
      'query A { services { edges { node { id } } } } query B { customers { edges { node { id } } } }',
    ];
    for (const query of texts) {
      const operationName = query.startsWith('query A') ? 'B' : null;
      const answer = await hub.call(
        'POST',
        '/v2/graphql',
        { query, operationName },
        { authorization: `Bearer ${limited}` },
      );
      expect([query, errorOf(answer)]).toEqual([query, 'forbidden']);
    }
    const own = { query: texts[4], operationName: 'A' };
    const answer = await hub.call('POST', '/v2/graphql', own, { authorization: `Bearer ${limited}` });
    expect(answer.status).toBe(200);
  });

  test('a key that may only write sees the document that it wrote', async () => {
    const { body } = await askAs(
      bearers['key for writing bookings'] ?? '',
      `mutation { bookingCreate(input: { customerId: "cust_priya_01", serviceId: "svc_consult_30", startAt: "2026-05-04T05:00:00Z" }) {
        booking { status } refusal { code } } }`,
    );
    expect(body).toEqual({ data: { bookingCreate: { booking: { status: 'confirmed' }, refusal: null } } });
  });
});

describe('a website’s key', () => {
  test('sees the public fields of services and resources, and no others', async () => {
    const { status, body } = await askAs(
      hub.keys.public,
      `{ services { edges { node { id tenantId name description duration price { amount } category color archived links } } }
         resources { edges { node { id name kind timezone } } }
         availabilitySlots(serviceId: "svc_consult_30", from: "2026-05-04", to: "2026-05-05") { data { startAt resource { name } } } }`,
    );
    expect([status, body.errors]).toEqual([200, undefined]);
    const hidden = [
      'services { edges { node { bufferBefore } } }',
      'services { edges { node { metadata } } }',
    ];
    hidden.push('resources { edges { node { workingHours { weekly { monday { start } } } } } }');
    hidden.push('resources { edges { node { bookings { edges { node { id } } } } } }', 'tenant { name }');
    hidden.push(
      'bookings { edges { node { id } } }',
      'booking(id: "bk_1") { id }',
      'apiKeys { edges { node { id } } }',
    );
    for (const field of hidden)
      expect([field, errorOf(await askAs(hub.keys.public, `{ ${field} }`))]).toEqual([field, 'forbidden']);
  });
});

describe('rate limits', () => {
  test('are those of the key, whatever it asks: a request is a request', async () => {
    const made = await hub.call('POST', '/v2/api-keys', { name: 'Slow', plan: 'solo' });
    const slow = text(made.body, 'secret');
    const codes: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      codes.push(errorOf(await callAs(hub, slow, 'GET', '/v2/tenant')));
      const answer = await askAs(slow, '{ tenant { id } }');
      expect(answer.headers.get('x-rate-limit-remaining')).toBe(String(9_998 - 2 * i));
      codes.push(errorOf(answer));
    }
    const last = await askAs(slow, '{ tenant { id } }');
    expect([codes, errorOf(last)]).toEqual([Array(10).fill(undefined), 'rate_limited']);
    expect(last.headers.get('retry-after')).toBe('1');
  });
});

describe('nobody', () => {
  test('is asked for a key, whatever is asked', async () => {
    for (const query of [
      '{ __typename }',
      '{ __schema { queryType { name } } }',
      '{ services { edges { cursor } } }',
      '{',
    ])
      expect([query, errorOf(await ask(query, {}, { authorization: '' }))]).toEqual([query, 'unauthorized']);
    expect(errorOf(await ask('{ __typename }', {}, { 'x-tenant-id': 'tnt_other' }))).toBe('tenant_mismatch');
  });
});

function camelOf(operation: string): string {
  return operation.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
