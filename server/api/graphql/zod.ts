import * as z from 'zod';

/** What GraphQL needs to know of a schema: the side that callers see. */

/** The schema of the value itself: the wire side of a codec, without what says that it may be absent. */
export function insideOf(schema: z.ZodType): z.ZodType {
  const next = oneStep(schema);
  return next instanceof z.ZodType ? insideOf(next) : schema;
}

function oneStep(schema: z.ZodType): z.core.SomeType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return schema.def.innerType;
  // A codec is also a pipe; what a query string needs to become a value is not for GraphQL, which has values.
  if (schema instanceof z.ZodPipe)
    return schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in;
  return undefined;
}

/** Whether an answer always has the field. */
export function isAlwaysThere(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return false;
  if (schema instanceof z.ZodDefault && schema.def.innerType instanceof z.ZodType)
    return isAlwaysThere(schema.def.innerType);
  return true;
}

/** Whether a caller must send the field. */
export function isRequired(schema: z.ZodType): boolean {
  return !schema.isOptional() && !schema.isNullable();
}

/** The values of an enumeration. */
export function optionsOf(schema: z.ZodType): readonly string[] | undefined {
  if (!(schema instanceof z.ZodEnum)) return undefined;
  return schema.options.map(String);
}

/** `true` or `false` as text, as a query string has them. */
export function isBooleanText(schema: z.ZodType): boolean {
  return JSON.stringify(optionsOf(schema)) === '["true","false"]';
}

type Leaf = 'id' | 'instant' | 'text' | 'int' | 'number' | 'boolean' | 'json';

const largestInt = 2 ** 31 - 1;

/**
 * What a schema without fields or elements of its own stands for. A whole number is an Int, which has 32 bits, unless
 * the definition allows for more by a `max` of its own.
 */
export function leafOf(schema: z.ZodType): Leaf {
  const { type, format, pattern, maximum, anyOf } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  if (schema instanceof z.ZodUnion && anyOf) return leafOfUnion(schema);
  if (type === 'string' && format === 'date-time') return 'instant';
  if (type === 'string') return idPrefixes(pattern) ? 'id' : 'text';
  if (type === 'integer')
    return maximum !== undefined && maximum > largestInt && maximum < Number.MAX_SAFE_INTEGER
      ? 'number'
      : 'int';
  if (type === 'number' || type === 'boolean') return type;
  return 'json';
}

function leafOfUnion(schema: z.ZodUnion): Leaf {
  const leaves = schema.options.map((option) => (option instanceof z.ZodType ? leafOf(option) : 'json'));
  const [first = 'json'] = leaves;
  if (leaves.every((leaf) => leaf === first)) return first;
  return leaves.every((leaf) => ['id', 'instant', 'text'].includes(leaf)) ? 'text' : 'json';
}

/** The prefixes of ids that a schema takes, such as `cust`; undefined where it is no schema of ids. */
export function prefixesOf(schema: z.ZodType): readonly string[] | undefined {
  const { type, pattern } = z.toJSONSchema(insideOf(schema), { io: 'input', unrepresentable: 'any' });
  return type === 'string' ? idPrefixes(pattern) : undefined;
}

function idPrefixes(pattern: string | undefined): readonly string[] | undefined {
  return /^\^\(([a-z|]+)\)_/.exec(pattern ?? '')?.[1]?.split('|');
}

/** The fields of a schema, by their REST names. */
export function fieldsIn(shape: z.ZodRawShape): [name: string, schema: z.ZodType][] {
  return Object.entries(shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [[name, schema] as [string, z.ZodType]] : [],
  );
}
