import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineResource } from '../resources/define.ts';
import { instant } from '../time/instants.ts';
import { rxdbSchema } from './rxdb-schema.ts';

const locations = defineResource({
  name: 'locations',
  singular: 'location',
  description: 'Where the practice is.',
  prefixes: ['loc', 'location'],
  fields: {
    name: z.string().max(80),
    floor: z.int().min(-3).max(200),
    code: z.string(),
    opens_at: instant,
    address: z.strictObject({ street: z.string() }).optional(),
    tags: z.array(z.string()).default([]),
  },
  set: { open: z.boolean() },
  columns: ['name', 'floor', 'open', 'opens_at', 'code'],
  deskIndexes: [['name'], ['open', 'opens_at'], ['floor'], ['code']],
  filters: {},
  sorts: ['name'],
  desk: 'all',
  paths: [{ path: '/locations' }],
  example: { name: 'Main', floor: 0, opens_at: '2026-04-20T05:00:00Z', open: true, code: 'A' },
  schemaVersion: 3,
  migrations: {},
});

test('a resource’s collection follows from its definition', () => {
  const schema = rxdbSchema(locations);
  expect(schema).toMatchObject({
    version: 3,
    primaryKey: 'id',
    indexes: [['name'], ['open', 'opens_at'], ['floor'], ['code']],
  });
  expect(schema.properties).toMatchObject({
    id: { type: 'string', maxLength: 'location'.length + 1 + 48 },
    name: { type: 'string', maxLength: 80 },
    floor: { type: 'integer', minimum: -3, maximum: 200, multipleOf: 1 },
    code: { type: 'string', maxLength: 100 },
    opens_at: { type: 'string', maxLength: 20 },
    open: { type: 'boolean' },
    seq: { type: 'integer' },
    epoch: { type: 'string', maxLength: 36 },
  });
  // What no index needs is left loose, so that nested shapes may change without a migration of the store.
  expect(schema.properties.address).toEqual({ type: 'object' });
  expect(schema.properties.tags).toEqual({ type: 'array' });
  expect(schema.required).toEqual(expect.arrayContaining(['id', 'name', 'tags', 'open', 'seq', 'epoch']));
  expect(schema.required).not.toContain('address');
});
