import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asHub } from '../../../server/access/grant.ts';
import { pascal } from '../../../server/api/graphql/names.ts';
import { graphqlSchema } from '../../../server/api/graphql/schema.ts';
import { allRoutes } from '../../../server/api/routes.ts';
import { loadDocuments } from '../../../shared/commands/practice/load.ts';
import { allResources, isResourceName } from '../../../shared/resources/index.ts';
import { testClock } from '../../kit/clock.ts';
import { at, list } from '../../kit/rest.ts';
import { type Side, startTwoTenants, type TwoTenants } from '../../kit/two-tenants.ts';
import { type Ask, asker } from './ask.ts';
import { everythingOf, rootOf } from './selection.ts';

let world: TwoTenants;
let ask: Ask;
let schema: GraphQLSchema;
beforeAll(async () => {
  world = await startTwoTenants({ clock: testClock('2026-04-15T09:42:11Z') });
  ask = asker(world.hub);
  schema = graphqlSchema(allRoutes(world.hub.hub));
});
afterAll(() => world.hub.stop());

function askAs(side: Side, query: string) {
  return ask(query, {}, { authorization: `Bearer ${side.key}` });
}

/** Fields of the root that answer with one document by its id, and the resource they are of. */
function documents(): { field: string; resource: (typeof allResources)[number]; selection: string }[] {
  return Object.values(rootOf(schema, 'Query').getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    const resource = allResources.find(({ singular }) => pascal(singular) === type.name);
    const byId = field.args.some(({ name }) => name === 'id');
    return resource && byId && isObjectType(type)
      ? [{ field: field.name, resource, selection: everythingOf(type, 1) }]
      : [];
  });
}

/** Fields of the root that answer with a list. */
function lists(): { field: string; filters: readonly string[]; selection: string }[] {
  return Object.values(rootOf(schema, 'Query').getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || !type.name.endsWith('Connection')) return [];
    const filter = field.args.find(({ name }) => name === 'filter');
    const fields = filter ? Object.keys(Object(getNamedType(filter.type)).getFields()) : [];
    return [{ field: field.name, filters: fields, selection: everythingOf(type, 1) }];
  });
}

function idOf(side: Side, name: string): string {
  return isResourceName(name) ? side.ids[name] : '';
}

test('every field of every kind of document is answered, and of every list', async () => {
  const { a } = world;
  let seen = 0;
  for (const { field, resource, selection } of documents()) {
    const { status, body } = await askAs(a, `{ ${field}(id: "${idOf(a, resource.name)}") ${selection} }`);
    expect([field, status, body.errors]).toEqual([field, 200, undefined]);
    // The example of a block is a closure, which is no time off.
    if (at(body, 'data', field) !== null) seen++;
  }
  expect(seen).toBeGreaterThan(8);
  for (const { field, selection } of lists()) {
    const { status, body } = await askAs(a, `{ ${field}(first: 5) ${selection} }`);
    expect([field, status, body.errors]).toEqual([field, 200, undefined]);
  }
});

function wall(title: string, sides: () => { from: Side; to: Side }): void {
  describe(title, () => {
    test('every document of the other side is null', async () => {
      const { from, to } = sides();
      expect(documents().length).toBeGreaterThan(8);
      for (const { field, resource, selection } of documents()) {
        const { body } = await askAs(from, `{ ${field}(id: "${idOf(to, resource.name)}") ${selection} }`);
        expect([field, body]).toEqual([field, { data: { [field]: null } }]);
      }
    });

    test('no list has anything of it, whatever it is filtered by', async () => {
      const { from, to } = sides();
      expect(lists().length).toBeGreaterThan(6);
      for (const { field, filters, selection } of lists()) {
        const named = filters.filter((name) => name.endsWith('Id'));
        const asked = ['', ...named.map((name) => `(filter: { ${name}: "${foreign(name, to)}" })`)];
        for (const args of asked) {
          const { body } = await askAs(from, `{ ${field}${args} ${selection} }`);
          expect([field, args, JSON.stringify(body)]).toEqual([
            field,
            args,
            expect.not.stringContaining(to.mark),
          ]);
        }
      }
    });

    test('commands that name it are answered as if it were nowhere', async () => {
      const { from, to } = sides();
      for (const { name, fields } of mutations()) {
        const called = (mark: string) =>
          `mutation { ${name}(input: { ${fields.replaceAll('MARK', mark)} }) { refusal { code } } }`;
        const answer = await askAs(from, called(to.mark));
        const nowhere = await askAs(from, called('Nowhere'));
        expect([name, answer.body]).toEqual([name, nowhere.body]);
        expect([name, at(answer.body, 'data', name, 'refusal', 'code')]).not.toContain(undefined);
      }
      for (const { name } of allResources) {
        if (!isResourceName(name) || name === 'practice') continue;
        const id = to.ids[name];
        const doc = await world.hub.hub.stores[to.mode].read(to.tenant, (view) => view.get(name, id));
        expect([name, doc?.version]).toEqual([name, 1]);
      }
    });
  });
}

/** Commands about one document, with arguments that name one of the other side. */
function mutations(): { name: string; fields: string }[] {
  return [
    { name: 'bookingCancel', fields: 'id: "bk_MARK"' },
    { name: 'bookingReschedule', fields: 'id: "bk_MARK", startAt: "2026-05-04T05:00:00Z"' },
    { name: 'bookingUpdate', fields: 'id: "bk_MARK", notes: "x"' },
    {
      name: 'bookingCreate',
      fields: 'customerId: "cust_MARK", serviceId: "svc_MARK", startAt: "2026-05-04T05:00:00Z"',
    },
    { name: 'customerUpdate', fields: 'id: "cust_MARK", name: "x"' },
    { name: 'customerDelete', fields: 'id: "cust_MARK"' },
    { name: 'customerMerge', fields: 'id: "cust_MARK", into: "cust_MARK"' },
    { name: 'serviceUpdate', fields: 'id: "svc_MARK", name: "x"' },
    { name: 'serviceDelete', fields: 'id: "svc_MARK"' },
    { name: 'resourceOffline', fields: 'id: "res_MARK"' },
    { name: 'blockDelete', fields: 'id: "blk_MARK"' },
    { name: 'holdDelete', fields: 'id: "hold_MARK"' },
    { name: 'apiKeyRevoke', fields: 'id: "key_MARK"' },
    { name: 'staffMemberDelete', fields: 'id: "stf_MARK"' },
  ];
}

function foreign(name: string, side: Side): string {
  const own = name.replace(/Id$/, 's');
  return isResourceName(own) ? side.ids[own] : `ext_${side.mark}`;
}

wall('two practices: A asks with what is B’s', () => ({ from: world.a, to: world.b }));
wall('two practices: B asks with what is A’s', () => ({ from: world.b, to: world.a }));
wall('S10: a sandbox key asks with what is live', () => ({ from: world.sandbox, to: world.a }));
wall('S10: a live key asks with what is the sandbox’s', () => ({ from: world.a, to: world.sandbox }));

test('a document that names one of another practice does not lead there', async () => {
  const { a, b, hub } = world;
  const own = await hub.hub.stores.live.read(a.tenant, (view) => view.get('bookings', a.ids.bookings));
  const doc = { ...own, id: 'bk_astray', customer_id: b.ids.customers, service_id: b.ids.services };
  await asHub(hub.hub, a.tenant, loadDocuments, { documents: [{ resource: 'bookings', doc }] });
  const { body } = await askAs(
    a,
    '{ booking(id: "bk_astray") { customerId customer { id name } service { id } } }',
  );
  expect(body).toEqual({
    data: { booking: { customerId: b.ids.customers, customer: null, service: null } },
  });
});

test('a cursor of one side is none of the other', async () => {
  const { a, b, sandbox } = world;
  const first = await askAs(a, '{ customers(first: 1) { edges { cursor } } }');
  const cursor = at(list(first.body, 'data', 'customers', 'edges')[0], 'cursor');
  for (const side of [b, sandbox]) {
    const { body } = await askAs(side, `{ customers(after: "${cursor}") { edges { node { id } } } }`);
    expect([side.mark, at(body, 'errors', 0, 'extensions', 'code')]).toEqual([side.mark, 'invalid_cursor']);
  }
});
