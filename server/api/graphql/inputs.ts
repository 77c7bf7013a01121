import {
  GraphQLBoolean,
  type GraphQLEnumType,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputFieldConfigMap,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import * as z from 'zod';
import { camel, oneOf, pascal, typeName } from './names.ts';
import { described, descriptionOf, type enumTypes, scalarOf } from './outputs.ts';
import { fieldsIn, insideOf, isBooleanText, isRequired, optionsOf } from './zod.ts';

type Named = GraphQLInputObjectType | GraphQLScalarType | GraphQLEnumType | GraphQLList<GraphQLInputType>;

/** A type, and what turns its values into those that REST takes; absent where they are the same. */
interface Input {
  readonly type: Named;
  readonly toRest?: (value: unknown) => unknown;
}

/** Input fields or arguments, and what turns them into the arguments that REST takes. */
export interface Inputs {
  readonly fields: GraphQLFieldConfigArgumentMap & GraphQLInputFieldConfigMap;
  toRest(values: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Where a type is needed: whose, as in `Booking`, and in what, as in `BookingCreate`. */
export interface Place {
  readonly owner: string;
  readonly within: string;
}

/** Makes GraphQL's input types from schemas of arguments. What they let through is checked by the schemas themselves. */
export function inputTypes(enums: ReturnType<typeof enumTypes>) {
  const objects = new Map<string, Input & { shape: string }>();

  /** Input fields of a schema, by the names that GraphQL has for them. */
  function fieldsOf(schema: z.ZodObject, place: Place): Inputs {
    const fields: Inputs['fields'] = {};
    const readers = new Map<string, { rest: string; schema: z.ZodType; toRest?: Input['toRest'] }>();
    for (const [rest, inner] of fieldsIn(schema.shape)) {
      const { type, toRest } = inputOf(inner, place, rest);
      fields[camel(rest)] = {
        type: isRequired(inner) ? new GraphQLNonNull(type) : type,
        ...described(descriptionOf(inner)),
      };
      readers.set(camel(rest), { rest, schema: inner, ...(toRest && { toRest }) });
    }
    return {
      fields,
      toRest(values) {
        const args: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(values)) {
          const reader = readers.get(name);
          // A client that fills in a variable for everything sends null for what it leaves out.
          if (!reader || (value === null && !reader.schema.isNullable())) continue;
          args[reader.rest] = reader.toRest && value !== null ? reader.toRest(value) : value;
        }
        return args;
      },
    };
  }

  /** An input object of a schema's fields. */
  function objectOf(schema: z.ZodObject, name: string, place: Place): Input {
    const shape = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    const known = objects.get(name);
    if (known?.shape === shape) return known;
    if (known) return objectOf(schema, `${place.within}${name}`, place);
    const { fields, toRest } = fieldsOf(schema, place);
    const type = new GraphQLInputObjectType({ name, fields, ...described(schema.description) });
    const made = { type, shape, toRest: (value: unknown) => toRest(Object(value)) };
    objects.set(name, made);
    return made;
  }

  function inputOf(schema: z.ZodType, place: Place, name: string): Input {
    const inner = insideOf(schema);
    if (inner instanceof z.ZodArray && inner.element instanceof z.ZodType) {
      const { type, toRest } = inputOf(inner.element, place, oneOf(name));
      const list = new GraphQLList(new GraphQLNonNull(type));
      return { type: list, ...(toRest && { toRest: (values) => [...Object(values)].map(toRest) }) };
    }
    if (isBooleanText(inner)) return { type: GraphQLBoolean, toRest: String };
    const options = optionsOf(inner);
    if (options) {
      const type = enums(options, place.owner + pascal(name), place.within + pascal(name));
      return { type: type ?? GraphQLString };
    }
    if (inner instanceof z.ZodObject && Object.keys(inner.shape).length > 0) {
      const owner = typeName(inner, place.owner + pascal(name));
      return objectOf(inner, `${owner}Input`, { ...place, owner });
    }
    return { type: scalarOf(inner) };
  }

  return { fieldsOf, objectOf };
}
export type InputTypes = ReturnType<typeof inputTypes>;
