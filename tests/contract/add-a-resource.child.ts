import { createRxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { rxdbSchema } from '../../shared/projections/rxdb-schema.ts';
import { allResources } from '../../shared/resources/index.ts';
import { startHub } from '../kit/hub.ts';

/** Runs in a copy of the tree with docs/add-a-resource.patch applied; prints what came of the new resource. */
const hub = await startHub();
const created = await hub.call('POST', '/v2/locations', { name: 'Harbour Street', external_id: 'harbour' });
const { id } = created.body;
const list = await hub.call('GET', '/v2/locations?name=Harbour%20Street');
const changed = await hub.call('PATCH', `/v2/locations/${id}`, { address: '12 Harbour Street' });
const wrong = await hub.call('POST', '/v2/locations', { name: '', colour: 'red' });
const graphql = await hub.call('POST', '/v2/graphql', {
  query: `mutation($input: LocationCreateInput!) { locationCreate(input: $input) { location { name version } refusal { code } } }`,
  variables: { input: { name: 'Quay' } },
});
const asked = await hub.call('POST', '/v2/graphql', {
  query: '{ locations(sort: nameAsc) { edges { node { name address externalId } } } }',
});
const openapi = await hub.call('GET', '/v2/openapi.json');

const definition = allResources.find((resource) => resource.name === 'locations');
if (!definition) throw new Error('The patch added no resource locations');
const database = await createRxDatabase({ name: 'locations', storage: getRxStorageMemory() });
const collections = await database.addCollections({ locations: { schema: rxdbSchema(definition) } });
await collections.locations?.insert({ ...changed.body, seq: 1, epoch: 'e' });
const found = await collections.locations?.find({ selector: { name: 'Harbour Street' } }).exec();

process.stdout.write(
  JSON.stringify({
    created: created.status,
    listed: list.body.data,
    changed: changed.body,
    wrong: wrong.status,
    graphql: [graphql.body, asked.body],
    operations: Object.entries(Object(openapi.body.paths))
      .filter(([path]) => path.startsWith('/v2/locations'))
      .flatMap(([path, methods]) => Object.keys(Object(methods)).map((method) => `${method} ${path}`)),
    component: 'Location' in Object(Object(openapi.body.components).schemas),
    atDesk: found?.map((doc) => doc.get('address')),
  }),
);
await database.close();
await hub.stop();
