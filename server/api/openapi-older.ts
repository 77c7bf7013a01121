type Json = Record<string, unknown>;

/** The document in OpenAPI 3.0.3, for generators that do not know 3.1: the same, said in the older words. */
export function asOpenApi30(document: Json): Json {
  const { info, ...rest } = withoutUnused(document);
  const { license, ...about } = Object(info);
  const older = Object(older30(rest));
  return {
    ...older,
    openapi: '3.0.3',
    info: { ...about, license: { name: license.name, url: 'https://opensource.org/license/mit' } },
  };
}

/** The document without the schemas that nothing but its part `webhooks`, which 3.0 has not, refers to. */
function withoutUnused(document: Json): Json {
  const { webhooks: _, components, ...rest } = document;
  const { schemas, ...others } = Object(components);
  const used = new Set<string>();
  function use(value: unknown): void {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([\w.]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      use(schemas[name] ?? {});
    }
  }
  use([rest, others]);
  const kept = Object.fromEntries(Object.entries(Object(schemas)).filter(([name]) => used.has(name)));
  return { ...rest, components: { ...others, schemas: kept } };
}

/** Values that are shown as they are. */
const shown: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum']);

function older30(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(older30);
  if (value === null || typeof value !== 'object') return value;
  const made = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'properties' || !shown.has(key) ? inParts(key, inner) : inner,
    ]),
  );
  return isSchema(made) ? olderSchema(made) : made;
}

/** Names of fields are no keywords: there may be a field `type` or `const`. */
function inParts(key: string, inner: unknown): unknown {
  if (key !== 'properties') return older30(inner);
  return Object.fromEntries(Object.entries(Object(inner)).map(([name, one]) => [name, older30(one)]));
}

function isSchema(value: Json): boolean {
  return (
    'type' in value || 'anyOf' in value || 'oneOf' in value || 'const' in value || 'propertyNames' in value
  );
}

/** 3.0 has no type of its own for null. */
const nothing = { type: 'string', nullable: true, enum: [null] };

function isNothing({ nullable, enum: values }: Json): boolean {
  return nullable === true && JSON.stringify(values) === '[null]';
}

function olderSchema({ type, const: only, propertyNames: _, anyOf, ...schema }: Json): Json {
  const types = [type].flat().filter((one) => one !== undefined);
  const some = Array.isArray(anyOf) ? anyOf.map((one) => Object(one)) : [];
  const kinds = some.filter((one) => !isNothing(one));
  const real = types.filter((one) => one !== 'null');
  const isNullable = types.includes('null') || kinds.length < some.length;
  const made: Json = { ...schema };
  if (only !== undefined) made.enum = [only];
  if (only !== undefined && real.length === 0) real.push(typeof only);
  if (types.length > 0 && real.length === 0) return { ...made, ...nothing };
  if (real.length === 1) made.type = real[0];
  if (real.length > 1) made.anyOf = real.map((one) => ({ type: one }));
  if (kinds.length === 1 && isNullable && kinds[0].$ref === undefined) Object.assign(made, kinds[0]);
  else if (kinds.length > 0) made.anyOf = isNullable ? [...kinds, nothing] : kinds;
  if (isNullable && made.type !== undefined) made.nullable = true;
  if (made.nullable === true && Array.isArray(made.enum) && !made.enum.includes(null))
    made.enum = [...made.enum, null];
  // 3.0 says "more than" by a word beside the bound.
  for (const [bound, word] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const)
    if (typeof made[word] === 'number') Object.assign(made, { [bound]: made[word], [word]: true });
  return made;
}
