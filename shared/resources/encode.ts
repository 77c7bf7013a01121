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
