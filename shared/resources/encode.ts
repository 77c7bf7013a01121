import * as z from 'zod';
import { instant } from '../time/instants.ts';

/** Turns a stored value into its wire form. */
export type Encode = (value: unknown) => unknown;

/**
 * How a field is encoded, or undefined where its stored form is its wire form: then nothing has to be walked, which
 * makes most of what a list of documents costs.
 */
export function encoderOf(schema: z.core.SomeType): Encode | undefined {
  if (!(schema instanceof z.ZodType) || !differsOnWire(schema)) return undefined;
  return (value) => z.encode(schema, value);
}

/** Whether a codec lies anywhere inside whose two sides differ; an instant reads the same on both. */
function differsOnWire(schema: z.core.SomeType): boolean {
  if (schema instanceof z.ZodCodec) return schema.def.reverseTransform !== instant.def.reverseTransform;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return differsOnWire(schema.def.innerType);
  if (schema instanceof z.ZodArray) return differsOnWire(schema.def.element);
  if (schema instanceof z.ZodRecord) return differsOnWire(schema.def.valueType);
  if (schema instanceof z.ZodUnion) return schema.def.options.some(differsOnWire);
  if (schema instanceof z.ZodObject)
    return Object.values<z.core.SomeType>(schema.def.shape).some(differsOnWire);
  return false;
}

/**
 * How a whole answer is encoded: like `z.encode`, without looking at parts that read the same on both sides. Of a month of
 * slots with all who could take them that is nearly all.
 */
export function answerEncoder(schema: z.core.SomeType): Encode {
  return partEncoder(schema) ?? ((value) => value);
}

function partEncoder(schema: z.core.SomeType): Encode | undefined {
  if (!differsOnWire(schema)) return undefined;
  if (schema instanceof z.ZodOptional) return ifThere(partEncoder(schema.def.innerType));
  if (schema instanceof z.ZodArray) return eachOf(partEncoder(schema.def.element));
  // A check on the object as a whole has nothing to say of what goes out.
  if (schema instanceof z.ZodObject) return fieldsOf(schema);
  return lastRemembered(encoderOf(schema));
}

function ifThere(encode: Encode = same): Encode {
  return (value) => (value === undefined ? undefined : encode(value));
}

function eachOf(encode: Encode = same): Encode {
  return (value) => (Array.isArray(value) ? value.map(encode) : value);
}

/** The fields that the schema names, in its order, and no other. */
function fieldsOf(schema: z.ZodObject): Encode {
  const fields = Object.entries<z.core.SomeType>(schema.def.shape).map(
    ([name, field]) => [name, partEncoder(field)] as const,
  );
  return (value) => {
    const encoded: Record<string, unknown> = {};
    for (const [name, encode] of fields) {
      const own: unknown = Reflect.get(Object(value), name);
      if (own !== undefined) encoded[name] = encode ? encode(own) : own;
    }
    return encoded;
  };
}

/** Of neighbours most have the very same price. */
function lastRemembered(encode: Encode = same): Encode {
  let last: readonly [value: unknown, encoded: unknown] | undefined;
  return (value) => {
    if (last === undefined || last[0] !== value) last = [value, encode(value)];
    return last[1];
  };
}

function same(value: unknown): unknown {
  return value;
}
