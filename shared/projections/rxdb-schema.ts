import * as z from 'zod';
import type { ResourceDefinition } from '../resources/define.ts';

/** A property of a desk's collection: its type, and what an index needs to know. */
export interface RxdbProperty {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
}

/** The schema of a desk's collection, as RxDB takes it. */
export interface RxdbSchema {
  readonly version: number;
  readonly primaryKey: 'id';
  readonly type: 'object';
  readonly properties: Readonly<Record<string, RxdbProperty>>;
  readonly required: string[];
  readonly indexes: string[][];
}

/** What the sync adds to a document at a desk. */
const syncFields = {
  /** The number of its last change (ARCHITECTURE, decision 4). */
  seq: { type: 'integer' },
  /** The epoch that brought it. A later one that brings the same leaves it, and what that one does not bring is removed. */
  epoch: { type: 'string', maxLength: 36 },
} as const satisfies Record<string, RxdbProperty>;

const jsonProperty = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'object', 'array']).optional(),
  format: z.string().optional(),
  maxLength: z.int().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const jsonSchema = z.object({
  properties: z.record(z.string(), jsonProperty),
  required: z.array(z.string()).default([]),
});

/** Longest `RFC 3339` instant of ours, `2026-04-20T05:00:00Z`. */
const instantLength = 20;
/** For indexed text whose schema says no length: ids of other documents have at most 57 characters. */
const textLength = 100;

/**
 * A resource's schema in a desk's store. Documents were checked by the hub, so only top-level types are kept, plus the
 * bounds that the store's indexes need. The same documents pass through any number of versions of nested schemas.
 */
export function rxdbSchema(definition: ResourceDefinition): RxdbSchema {
  const json = jsonSchema.parse(z.toJSONSchema(definition.doc, { io: 'output' }));
  const indexed = new Set(definition.deskIndexes.flat());
  const properties: Record<string, RxdbProperty> = {};
  for (const [name, property] of Object.entries(json.properties)) {
    const type = property.type ?? 'object';
    properties[name] = indexed.has(name) ? { type, ...boundsOf(type, property) } : { type };
  }
  const longestPrefix = Math.max(...definition.prefixes.map((prefix) => prefix.length));
  return {
    version: definition.schemaVersion,
    primaryKey: 'id',
    type: 'object',
    properties: { ...properties, id: { type: 'string', maxLength: longestPrefix + 49 }, ...syncFields },
    required: [...json.required, ...Object.keys(syncFields)],
    indexes: definition.deskIndexes.map((index) => [...index]),
  };
}

function boundsOf(type: RxdbProperty['type'], property: z.output<typeof jsonProperty>) {
  if (type === 'string') {
    const fallback = property.format === 'date-time' ? instantLength : textLength;
    return { maxLength: property.maxLength ?? fallback };
  }
  if (type === 'integer' || type === 'number')
    return {
      minimum: property.minimum ?? 0,
      maximum: property.maximum ?? Number.MAX_SAFE_INTEGER,
      multipleOf: 1,
    };
  return {};
}
