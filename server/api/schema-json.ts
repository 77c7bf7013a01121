import * as z from 'zod';
import { longestMatch } from './pattern-length.ts';

type Json = Record<string, unknown>;
type Direction = 'request' | 'answer';

/** Nothing that comes in is larger than a body, so no text that is kept or told is either. */
const longestText = 1 << 20;
/** More than the longest computed list has: 62 days of starts a minute apart. */
const mostItems = 100_000;
/** What `limit` allows (REF, "Pagination"). */
const mostRows = 100;
/** With an offset in the place of `Z`, and a fraction that is zero. */
const longestInstant = { request: 35, answer: 20 };
/** No text has NUL in it (server/gates/plain.ts). */
const plainText = '^[^\\u0000]*$';

/**
 * A schema as callers see it: the wire side of every codec, with fields that have a default required where they come
 * from us and optional where they go to us. Named schemas become components, which are added to `components`: those of
 * requests under names of their own, since they differ in just that.
 */
export function schemaJson(schema: z.ZodType, direction: Direction, components: Map<string, Json>): Json {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (direction === 'request') return;
      if (zodSchema instanceof z.ZodObject) jsonSchema.required = alwaysThere(zodSchema);
      // New fields may come at any time.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const suffix = direction === 'request' ? 'Input' : '';
  const text = JSON.stringify(made).replaceAll(
    /"#\/\$defs\/([\w.]+)"/g,
    (_, name: string) => `"#/components/schemas/${name}${suffix}"`,
  );
  const { $schema: _, $defs, ...rest } = limited(JSON.parse(text), direction);
  for (const [name, definition] of Object.entries(Object($defs)))
    components.set(`${name}${suffix}`, withoutId(Object(definition)));
  if (typeof rest.id !== 'string') return rest;
  components.set(`${rest.id}${suffix}`, withoutId(rest));
  return { $ref: `#/components/schemas/${rest.id}${suffix}` };
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}

function alwaysThere(object: z.ZodObject): string[] {
  return Object.entries(object.shape)
    .filter(([, field]) => !(field instanceof z.ZodOptional))
    .map(([name]) => name);
}

/** The schema with the limits that hold for every text, number and list, where it has none of its own. */
function limited(schema: Json, direction: Direction): Json {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, limitedPart(key, value, direction)]),
  );
  const types = [schema.type].flat();
  if (types.includes('string') && !('const' in schema || 'enum' in schema))
    Object.assign(inner, textLimits(schema, direction));
  if (types.includes('array')) inner.maxItems ??= mostItems;
  if (types.includes('integer')) inner.format ??= integerFormat(schema);
  const data = Object(inner.properties).data;
  if ('has_more' in Object(schema.properties)) data.maxItems = mostRows;
  return inner;
}

function limitedPart(key: string, value: unknown, direction: Direction): unknown {
  if (['properties', '$defs', 'patternProperties'].includes(key))
    return Object.fromEntries(
      Object.entries(Object(value)).map(([name, one]) => [name, limited(Object(one), direction)]),
    );
  if (['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(key) && Array.isArray(value))
    return value.map((one) => limited(Object(one), direction));
  const isSchema = ['items', 'propertyNames', 'additionalProperties', 'not'].includes(key);
  return isSchema && typeof value === 'object' ? limited(Object(value), direction) : value;
}

function textLimits({ maxLength, format, pattern }: Json, direction: Direction): Json {
  const own = typeof pattern === 'string' ? longestMatch(pattern) : Number.POSITIVE_INFINITY;
  const known = format === 'date-time' ? longestInstant[direction] : format === 'uuid' ? 36 : own;
  return {
    maxLength: maxLength ?? Math.min(known, longestText),
    ...(format === undefined && pattern === undefined && { pattern: plainText }),
  };
}

function integerFormat({ minimum, maximum }: Json): string {
  const fits = [minimum, maximum].every((bound) => typeof bound === 'number' && Math.abs(bound) < 2 ** 31);
  return fits ? 'int32' : 'int64';
}
