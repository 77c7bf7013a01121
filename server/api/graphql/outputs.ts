import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfigMap,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import * as z from 'zod';
import { type Access, field, open } from './access.ts';
import type { Ask } from './ask.ts';
import { camel, oneOf, pascal, typeName } from './names.ts';
import { dateTime, json } from './scalars.ts';
import { fieldsIn, insideOf, isAlwaysThere, leafOf, optionsOf } from './zod.ts';

/** What documents and answers are made of; a source is always in wire form, as REST would answer it. */
export type Wire = Readonly<Record<string, unknown>>;
export type DocType = GraphQLObjectType<Wire, Ask>;
export type Fields = GraphQLFieldConfigMap<Wire, Ask>;

const scalars: Readonly<Record<ReturnType<typeof leafOf>, GraphQLScalarType>> = {
  id: GraphQLID,
  instant: dateTime,
  text: GraphQLString,
  int: GraphQLInt,
  number: GraphQLFloat,
  boolean: GraphQLBoolean,
  json,
};

export function scalarOf(schema: z.ZodType): GraphQLScalarType {
  return scalars[leafOf(schema)];
}

/** Neighbours that a field names by their ids: `customer_id` gives `customer`. */
export type LinksOf = (fieldName: string, schema: z.ZodType) => Fields;

/** Makes GraphQL's output types from schemas, each once. */
export function outputTypes(linksOf: LinksOf) {
  const objects = new Map<string, GraphQLObjectType<Wire, Ask>>();
  const enums = enumTypes();

  /** The type of a document or an answer; `more` adds fields that are no part of its schema. */
  function objectOf(
    schema: z.ZodObject,
    name: string,
    options: { accessOf?: (fieldName: string) => Access; more?: () => Fields; description?: string } = {},
  ): GraphQLObjectType<Wire, Ask> {
    const known = objects.get(name);
    if (known) return known;
    const { accessOf = () => open, more, description } = options;
    const made = new GraphQLObjectType<Wire, Ask>({
      name,
      ...described(description ?? schema.description),
      fields: () => {
        const own = fieldsIn(schema.shape).map(([rest, inner]): [string, Fields[string]] => {
          const config = { type: present(inner, name, rest), ...described(descriptionOf(inner)) };
          return [camel(rest), field(accessOf(rest), { ...config, resolve: reader(rest, inner) })];
        });
        const links = fieldsIn(schema.shape).map(([rest, inner]) => linksOf(rest, inner));
        return Object.assign({}, ...links, Object.fromEntries(own), more?.());
      },
    });
    objects.set(name, made);
    return made;
  }

  function present(schema: z.ZodType, owner: string, name: string): GraphQLOutputType {
    const type = typeOf(schema, owner, name);
    return isAlwaysThere(schema) ? new GraphQLNonNull(type) : type;
  }

  /** The type of a field, as it is where it is there. Types without a name of their own are called after their place. */
  function typeOf(
    schema: z.ZodType,
    owner: string,
    name: string,
  ): GraphQLList<GraphQLOutputType> | GraphQLObjectType<Wire, Ask> | GraphQLScalarType | GraphQLEnumType {
    const inner = insideOf(schema);
    if (inner instanceof z.ZodArray && inner.element instanceof z.ZodType)
      return new GraphQLList(present(inner.element, owner, oneOf(name)));
    const options = optionsOf(inner);
    if (options) return enums(options, owner + pascal(name)) ?? GraphQLString;
    if (inner instanceof z.ZodObject && Object.keys(inner.shape).length > 0)
      return objectOf(inner, typeName(inner, owner + pascal(name)));
    return scalarOf(inner);
  }

  return { objectOf, present, typeOf, enums };
}
export type OutputTypes = ReturnType<typeof outputTypes>;

/** Enumerations by name: the same name with other values is told apart by what it is also called. */
export function enumTypes() {
  const made = new Map<string, GraphQLEnumType>();
  return function enumOf(options: readonly string[], ...names: string[]): GraphQLEnumType | undefined {
    if (!options.every((option) => /^(?!true$|false$|null$|__)[A-Za-z_]\w*$/.test(option))) return undefined;
    for (const name of names) {
      const known = made.get(name);
      const same = known?.getValues().map((value) => value.name);
      if (known && JSON.stringify(same) === JSON.stringify(options)) return known;
      if (known) continue;
      const values = Object.fromEntries(options.map((option) => [option, { value: option }]));
      const type = new GraphQLEnumType({ name, values });
      made.set(name, type);
      return type;
    }
    return undefined;
  };
}

export function descriptionOf(schema: z.ZodType): string | undefined {
  return schema.description ?? insideOf(schema).description;
}

/** A description as a part of a config, left out where there is none. */
export function described(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}

/** Documents that were stored before a field had a default lack it: they have the default now. */
function reader(name: string, schema: z.ZodType): (source: Wire) => unknown {
  if (!(schema instanceof z.ZodDefault)) return (source) => source[name];
  return (source) => source[name] ?? schema.def.defaultValue;
}
