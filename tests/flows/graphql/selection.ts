import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Every field of a type that needs no arguments, and of what they lead to, `levels` of documents deep. */
export function everythingOf(type: GraphQLObjectType, levels: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (field.args.some((arg) => isNonNullType(arg.type))) return [];
    if (!isObjectType(inner)) return [field.name];
    const isFar = field.extensions.access?.scope !== 'parent';
    if (isFar && levels === 0) return [];
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
    return [`${field.name}${page} ${everythingOf(inner, isFar ? levels - 1 : levels)}`];
  });
  return `{ ${fields.join(' ')} }`;
}

/** A text that asks for one field, with arguments that are of the right form and mean nothing. */
export function anyCallOf(field: GraphQLField<unknown, unknown>, selection?: string): string {
  const args = field.args
    .filter((arg) => isNonNullType(arg.type) || arg.name === 'input')
    .map((arg) => `${arg.name}: ${anyValue(arg.type)}`);
  const inner = getNamedType(field.type);
  const asked = selection ?? (isObjectType(inner) ? '{ __typename }' : '');
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${asked}`;
}

function anyValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${fields.map((field) => `${field.name}: ${anyValue(field.type)}`).join(', ')} }`;
  }
  if (type.name === 'Int' || type.name === 'Float') return '1';
  if (type.name === 'Boolean') return 'true';
  return type.name === 'JSON' ? '{}' : '"none"';
}

export function rootOf(schema: GraphQLSchema, name: 'Query' | 'Mutation'): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no ${name}`);
  return type;
}
