import { addRxPlugin, createRxDatabase, type RxDatabase } from 'rxdb/plugins/core';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { rxdbSchema } from '../../shared/projections/rxdb-schema.ts';
import type { ResourceDefinition } from '../../shared/resources/define.ts';
import { definitionOf, deskResources } from '../../shared/resources/index.ts';
import { intentSchema } from './intent-schema.ts';

// RxDB's own checks of schemas and documents; they belong into tests alone (ARCHITECTURE, "Sync, in RxDB's terms").
disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);

let database: RxDatabase;

beforeAll(async () => {
  database = await createRxDatabase({
    name: 'dunebook-schemas',
    storage: wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
    multiInstance: false,
  });
  const creators = Object.fromEntries(
    deskResources.map((name) => {
      const { migrations } = definitionOf(name);
      return [name, { schema: rxdbSchema(definitionOf(name)), migrationStrategies: { ...migrations } }];
    }),
  );
  await database.addCollections({ ...creators, intents: { schema: intentSchema } });
});

afterAll(async () => {
  await database.remove();
});

/** The resource's example as the hub stores it, with what every document has. */
function exampleOf(definition: ResourceDefinition): Record<string, unknown> {
  const id = `${definition.prefix}_${'x'.repeat(48)}`;
  const common = {
    id,
    tenant_id: 'tnt_clinic',
    version: 1,
    created_at: '2026-04-01T00:00:00Z',
    updated_at: '2026-04-01T00:00:00Z',
    metadata: { room: '2' },
  };
  const set = { online: true, archived: false, history: [] };
  return z.decode(definition.doc, { ...set, ...definition.example, ...common });
}

describe.each(deskResources)('the collection %s', (name) => {
  const definition = definitionOf(name);

  test('takes its example as the hub sends it and gives it back whole', async () => {
    const doc = { ...exampleOf(definition), seq: 7, epoch: '00000000-0000-4000-8000-000000000000' };
    const collection = database.collections[name];
    await collection?.insert(doc);
    expect((await collection?.findOne(String(Reflect.get(doc, 'id'))).exec())?.toJSON()).toEqual(doc);
  });

  test('has an index for every look-up that the resource declares', () => {
    const { indexes, required, properties } = rxdbSchema(definition);
    expect(indexes).toEqual(definition.deskIndexes);
    for (const field of indexes.flat()) {
      expect(required).toContain(field);
      // Dexie's bounds: without them an index has no fixed length.
      expect(properties[field]).toMatchObject({ type: 'string', maxLength: expect.any(Number) });
    }
  });

  test('has a migration for every version before its own', () => {
    const versions = Array.from({ length: definition.schemaVersion }, (_, i) => String(i + 1));
    expect(Object.keys(definition.migrations)).toEqual(versions);
  });
});

test('a desk opens no more collections than RxDB allows, which are 13, with one to spare', () => {
  expect(deskResources.length + 1).toBeLessThanOrEqual(12);
});
