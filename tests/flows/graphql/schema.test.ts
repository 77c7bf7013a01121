import {
  buildSchema,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  printSchema,
  validateSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { camel, oneOf, pascal } from '../../../server/api/graphql/names.ts';
import { graphqlSchema } from '../../../server/api/graphql/schema.ts';
import type { Route } from '../../../server/api/route.ts';
import { allRoutes } from '../../../server/api/routes.ts';
import { allCommands } from '../../../shared/commands/index.ts';
import { allQueries } from '../../../shared/queries/index.ts';
import { allResources } from '../../../shared/resources/index.ts';
import { allScopes } from '../../../shared/scopes.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { asker } from './ask.ts';

let hub: TestHub;
let routes: readonly Route[];
let schema: GraphQLSchema;
beforeAll(async () => {
  hub = await startHub();
  routes = allRoutes(hub.hub);
  schema = graphqlSchema(routes);
});
afterAll(() => hub.stop());

function fieldsOf(type: string): Record<string, GraphQLField<unknown, unknown>> {
  const found = schema.getType(type);
  return isObjectType(found) ? found.getFields() : {};
}

function isServed(method: string, path: string): boolean {
  return routes.some((route) => route.method === method && route.path === `/v2${path}`);
}

/** Every field of every type, but those that GraphQL itself brings. */
function allFields(): [name: string, field: GraphQLField<unknown, unknown>][] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const)
      : [],
  ) as [string, GraphQLField<unknown, unknown>][];
}

describe('the GraphQL schema is the definitions, projected', () => {
  test('it is valid, and can be read back from its text', () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(validateSchema(buildSchema(printSchema(schema)))).toEqual([]);
  });

  test('every resource that REST serves is a type with every field that REST shows, and no other of its own', () => {
    for (const definition of allResources) {
      const type = fieldsOf(pascal(definition.singular));
      if (definition.paths.some(({ path }) => isServed('GET', path)))
        expect(Object.keys(type)).not.toEqual([]);
      if (Object.keys(type).length === 0) continue;
      const shown = Object.keys(definition.wire.shape).map(camel);
      expect(Object.keys(type), definition.name).toEqual(expect.arrayContaining(shown));
      for (const hidden of definition.hidden ?? [])
        expect(Object.keys(type), definition.name).not.toContain(camel(hidden));
    }
  });

  test('every list is a connection, and every document is found by its id', () => {
    const query = Object.keys(fieldsOf('Query'));
    for (const definition of allResources)
      for (const { path, as } of definition.paths) {
        const nested = /^\/([\w-]+)\/\{\w+\}\/([\w-]+)$/.exec(path);
        const parent = allResources.find((one) => one.paths.some((own) => own.path === `/${nested?.[1]}`));
        const where = parent ? Object.keys(fieldsOf(pascal(parent.singular))) : query;
        const names = [camel(nested?.[2] ?? ''), camel(as ?? definition.name)];
        if (isServed('GET', path))
          expect(
            where.filter((name) => names.includes(name)),
            path,
          ).not.toEqual([]);
        const one = camel(as ? oneOf(as) : definition.singular);
        if (isServed('GET', `${path}/{id}`)) expect(query, path).toContain(one);
      }
  });

  test('every command that REST serves is a mutation, and no other is', () => {
    const served = allCommands.filter((command) => command.http.length > 0);
    expect(Object.keys(fieldsOf('Mutation'))).toHaveLength(served.length);
    for (const name of ['bookingCreate', 'bookingCheckIn', 'tenantUpdate', 'resourceOffline', 'blockDelete'])
      expect(Object.keys(fieldsOf('Mutation'))).toContain(name);
  });

  test('every computed query is a field', () => {
    for (const query of allQueries)
      expect(Object.keys(fieldsOf('Query'))).toContain(camel(query.name.replaceAll('.', '_')));
  });

  test('P1: every field says who may ask for it, and those that lead somewhere name a scope', () => {
    for (const [name, { extensions }] of allFields()) {
      expect(extensions.access, name).toBeDefined();
      expect(['parent', ...allScopes], name).toContain(extensions.access?.scope);
      if (/^(Query|Mutation)\./.test(name)) expect(allScopes, name).toContain(extensions.access?.scope);
    }
  });

  test('API.md: the form of a list and of a mutation', () => {
    const text = printSchema(schema)
      .replace(/^ *"""[\s\S]*?"""\n/gm, '')
      .replace(/\n+ +/g, ' ');
    expect(text).toContain(
      'bookings( first: Int after: String last: Int before: String filter: BookingFilter sort: BookingSort ): BookingConnection',
    );
    expect(text).toContain('type BookingEdge { cursor: String! node: Booking\n}');
    expect(text).toContain(
      'type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String\n}',
    );
    expect(text).toContain('type BookingCreatePayload { booking: Booking refusal: Refusal\n}');
    expect(text).toContain('type Refusal { code: ErrorCode! message: String! details: JSON\n}');
  });

  test('its text is served to whoever has a key, as introspection is', async () => {
    const text = await fetch(`${hub.url}/v2/graphql/schema.graphql`, {
      headers: { authorization: `Bearer ${hub.keys.live}` },
    });
    expect(text.headers.get('content-type')).toContain('application/graphql');
    expect(await text.text()).toBe(printSchema(schema));
    expect((await fetch(`${hub.url}/v2/graphql/schema.graphql`)).status).toBe(401);
    const ask = asker(hub);
    const asked = await ask('{ __schema { queryType { name } } __type(name: "Booking") { name } }');
    expect(asked.body).toEqual({
      data: { __schema: { queryType: { name: 'Query' } }, __type: { name: 'Booking' } },
    });
    const nobody = await ask('{ __schema { queryType { name } } }', {}, { authorization: '' });
    expect(nobody.status).toBe(401);
  });
});
