import * as z from 'zod';

type Json = Record<string, unknown>;

/**
 * A schema as callers see it: the wire side of every codec, with fields that have a default required where they come
 * from us and optional where they go to us. Named schemas become components, which are added to `components`.
 */
export function schemaJson(
  schema: z.ZodType,
  direction: 'request' | 'answer',
  components: Map<string, Json>,
): Json {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (direction === 'answer' && zodSchema instanceof z.ZodObject)
        jsonSchema.required = alwaysThere(zodSchema);
      if (direction === 'answer') delete jsonSchema.additionalProperties;
    },
  });
  const {
    $schema: _,
    $defs,
    ...rest
  } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json & {
    $defs?: Record<string, Json>;
  };
  for (const [name, definition] of Object.entries($defs ?? {})) components.set(name, definition);
  if (typeof rest.id !== 'string') return rest;
  const { id, ...named } = rest;
  components.set(id, named);
  return { $ref: `#/components/schemas/${id}` };
}

function alwaysThere(object: z.ZodObject): string[] {
  return Object.entries(object.shape)
    .filter(([, field]) => !(field instanceof z.ZodOptional))
    .map(([name]) => name);
}
