import * as z from 'zod';

/** What a schema allows, as inputs want to be told. */
export interface Limits {
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** It has to be there; shown by a star. */
  readonly required?: true;
}

/** The limits of one field of a resource, from its schema. */
export function limitsOf(schema: z.ZodObject, field: string): Limits {
  const whole = schema.shape[field];
  if (!(whole instanceof z.ZodType)) return {};
  const inner = unwrapped(whole);
  return { ...sizeOf(inner), ...(inner === whole && { required: true as const }) };
}

function sizeOf(schema: z.ZodType): Limits {
  if (schema instanceof z.ZodString) return schema.maxLength === null ? {} : { maxLength: schema.maxLength };
  if (!(schema instanceof z.ZodNumber)) return {};
  const { minValue, maxValue } = schema;
  return { ...(minValue !== null && { min: minValue }), ...(maxValue !== null && { max: maxValue }) };
}

/** Without what says that it may be left out. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const { innerType } = schema.def;
    return innerType instanceof z.ZodType ? unwrapped(innerType) : schema;
  }
  return schema;
}
