import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphqlSchema } from '../../server/api/graphql/schema.ts';
import type { Route } from '../../server/api/route.ts';
import { allRoutes } from '../../server/api/routes.ts';
import { allCommands } from '../../shared/commands/index.ts';
import { channelNames, channels } from '../../shared/ipc.ts';
import { allQueries } from '../../shared/queries/index.ts';
import { allResources, isResourceName } from '../../shared/resources/index.ts';
import { roles } from '../../shared/resources/staff.ts';
import {
  accessResources,
  allScopes,
  deskScopes,
  keyScopes,
  roleScopes,
  scopesOf,
} from '../../shared/scopes.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { nameOf } from './world.ts';

let hub: TestHub;
let routes: Route[];
beforeAll(async () => {
  hub = await startHub();
  routes = allRoutes(hub.hub);
});
afterAll(() => hub.stop());

/** Those of the named things that declare no scope that exists. */
function without(things: readonly (readonly [string, string | undefined])[]): string[] {
  expect(things.length).toBeGreaterThan(0);
  return things.filter(([, scope]) => !allScopes.some((known) => known === scope)).map(([name]) => name);
}

describe('P1: deny by default', () => {
  test('every REST route declares a scope', () => {
    expect(without(routes.map((route) => [nameOf(route), route.scope]))).toEqual([]);
  });

  test('every command and query declares a scope', () => {
    expect(without([...allCommands, ...allQueries].map(({ name, scope }) => [name, scope]))).toEqual([]);
  });

  test('every GraphQL field declares a scope; those one can begin with declare one of their own', () => {
    const types = Object.values(graphqlSchema(routes).getTypeMap()).filter(isObjectType);
    const fields = types
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) =>
        Object.values(type.getFields()).map(
          (field) => [`${type.name}.${field.name}`, field.extensions.access?.scope] as const,
        ),
      );
    expect(fields.length).toBeGreaterThan(200);
    const begin = ['Query.', 'Mutation.'];
    const open = fields.filter(
      ([name, scope]) => scope === 'parent' && !begin.some((prefix) => name.startsWith(prefix)),
    );
    expect(without(fields.filter((field) => !open.includes(field)))).toEqual([]);
  });

  test('every IPC channel declares a scope', () => {
    expect(without(channelNames.map((name) => [name, channels[name].scope]))).toEqual([]);
  });

  test('a route of a command asks for the scope of the command', () => {
    const byName = new Map(routes.map((route) => [nameOf(route), route.scope]));
    for (const { name, scope, http } of allCommands)
      for (const { method, path } of http)
        expect([name, byName.get(`${method} /v2${path}`)]).toEqual([name, scope]);
  });
});

describe('who has which scopes', () => {
  test('a role below has nothing that the one above has not', () => {
    const ladder = ['owner', 'manager', 'front_desk', 'practitioner', 'read_only'] as const;
    expect(ladder).toEqual(roles);
    for (const [i, role] of ladder.slice(1).entries()) {
      const above = roleScopes[ladder[i] ?? 'owner'];
      expect([role, [...roleScopes[role]].filter((scope) => !above.has(scope))]).toEqual([role, []]);
    }
  });

  test('only an owner manages keys and the practice; nobody but owners and managers decides who comes in', () => {
    const holders = (scope: (typeof allScopes)[number]) =>
      roles.filter((role) => roleScopes[role].has(scope));
    for (const scope of [...scopesOf('api_keys'), 'practice:write', 'sandbox:reset'] as const)
      expect([scope, holders(scope)]).toEqual([scope, ['owner']]);
    for (const name of accessResources.filter((resource) => resource !== 'api_keys'))
      for (const scope of scopesOf(name))
        expect([scope, holders(scope)]).toEqual([scope, ['owner', 'manager']]);
    expect(holders('bookings:overbook')).toEqual(['owner', 'manager']);
    expect(holders('sync')).toEqual([]);
  });

  test('read_only writes nothing; a website’s key writes nothing but its own bookings', () => {
    const writing = (scopes: ReadonlySet<string>) =>
      [...scopes].filter((scope) => /write|overbook|reset/.test(scope));
    expect(writing(roleScopes.read_only)).toEqual([]);
    expect(writing(keyScopes.public)).toEqual([]);
    expect(writing(deskScopes)).not.toContain('practice:write');
  });

  test('who may come in is in no desk’s store', () => {
    for (const { name, desk } of allResources)
      if (isResourceName(name) && accessResources.some((own) => own === name))
        expect([name, desk]).toEqual([name, 'none']);
  });
});
