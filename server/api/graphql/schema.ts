import {
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import type * as z from 'zod';
import { allCommands } from '../../../shared/commands/index.ts';
import { allQueries } from '../../../shared/queries/index.ts';
import type { BaseDoc, ResourceDefinition, ResourcePath } from '../../../shared/resources/define.ts';
import { allResources, definitions, isResourceName } from '../../../shared/resources/index.ts';
import { pathParams } from '../list.ts';
import { belongs } from '../read.ts';
import type { Route } from '../route.ts';
import { accessOf, field } from './access.ts';
import type { Ask } from './ask.ts';
import { connections } from './connection.ts';
import { inputTypes } from './inputs.ts';
import { mutation, mutationName } from './mutations.ts';
import { camel, oneOf, pascal } from './names.ts';
import { type DocType, type Fields, outputTypes, type Wire } from './outputs.ts';
import { question, questionName } from './questions.ts';
import { prefixesOf } from './zod.ts';

/**
 * The GraphQL projection: lists and documents from resources, mutations from commands, computed answers from queries.
 * What REST does not serve is not here either, and who may ask for something is what its route in `routes` says.
 */
export function graphqlSchema(routes: readonly Route[]): GraphQLSchema {
  const served = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const outputs = outputTypes(linksOf);
  const inputs = inputTypes(outputs.enums);
  const types = new Map(allResources.map((definition) => [definition.name, docType(definition)]));
  const query: GraphQLFieldConfigMap<Wire, Ask> = {};
  const nested = new Map<string, Fields>();

  function typeOf({ name }: ResourceDefinition): DocType {
    const type = types.get(name);
    if (!type) throw new Error(`${name} has no type`);
    return type;
  }

  function docType(definition: ResourceDefinition): DocType {
    const forAll = ['id', 'tenant_id', 'links'];
    return outputs.objectOf(definition.wire, pascal(definition.singular), {
      description: definition.description,
      accessOf: (name) => {
        const { publicFields } = definition;
        return {
          scope: 'parent',
          public: publicFields !== undefined && [...publicFields, ...forAll].includes(name),
        };
      },
      more: () => nested.get(definition.name) ?? {},
    });
  }

  /** The document that a field names by its id, where REST serves documents of its kind. */
  function linksOf(name: string, schema: z.ZodType): Fields {
    const prefixes = name.endsWith('_id') ? prefixesOf(schema) : undefined;
    const target = allResources.find((one) => prefixes?.includes(one.prefix));
    const path = target?.paths.find((one) => !one.fixed && pathParams(one.path).length === 0);
    const route = path && served.get(`GET /v2${path.path}/{id}`);
    if (!target || !route || !isResourceName(target.name)) return {};
    const link = documentField(target, {}, route, (source) => source[name]);
    const extensions = { ...link.extensions, link: { resource: target.name, field: name } };
    return { [camel(name.slice(0, -'_id'.length))]: { ...link, extensions } };
  }

  function documentField(
    definition: ResourceDefinition,
    { fixed }: Pick<ResourcePath, 'fixed'>,
    route: Route,
    idOf: (source: Wire, args: { id?: unknown }) => unknown,
  ): GraphQLFieldConfig<Wire, Ask, { id?: unknown }> {
    const { name, description } = definition;
    if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
    return field(accessOf(route), {
      type: typeOf(definition),
      description,
      resolve(source, args, { loader, spend, call, show }) {
        const id = idOf(source, args);
        if (typeof id !== 'string') return null;
        const doc = loader.document(name, id);
        return doc instanceof Promise ? doc.then(answer) : answer(doc);

        function answer(found: BaseDoc | undefined): Wire | null {
          if (!found || (fixed && !belongs(found, { fixed, path: '' }, call))) return null;
          spend(1);
          return show(definition, found);
        }
      },
    });
  }

  for (const definition of allResources) {
    const list = connections(definition, typeOf(definition), inputs);
    for (const path of definition.paths) {
      const title = path.as ?? definition.name;
      const [listRoute, oneRoute] = ['', '/{id}'].map((tail) => served.get(`GET /v2${path.path}${tail}`));
      const [param, ...more] = pathParams(path.path);
      const parent = parentOf(path.path);
      if (listRoute && param === undefined) query[camel(title)] = list(path, listRoute, () => undefined);
      if (listRoute && parent && param !== undefined && more.length === 0) {
        const last = camel(path.path.split('/').at(-1) ?? title);
        // A parent may have a field of that name already: a summary of what the list tells in full.
        const taken = Object.keys(parent.wire.shape).some((field) => camel(field) === last);
        const name = taken ? camel(title) : last;
        const own = list(path, listRoute, (source) => String(source.id));
        nested.set(parent.name, { ...nested.get(parent.name), [name]: own });
      }
      // What is called the same as one and as many: `series` are all, `oneSeries` is one.
      const one = definition.singular === definition.name ? `one ${definition.name}` : definition.singular;
      const name = camel(path.as ? oneOf(path.as) : one);
      if (!oneRoute || name in query) continue;
      const single = documentField(definition, path, oneRoute, (_source, args) => args.id);
      query[name] = { ...single, args: { id: { type: new GraphQLNonNull(GraphQLID) } } };
    }
  }
  const tenant = served.get('GET /v2/tenant');
  if (tenant) {
    const { practice } = definitions;
    query.tenant = documentField(practice, {}, tenant, (source) => source.tenant_id);
    query.tenant.resolve = async (_source, _args, { loader, call, show }) => {
      const doc = await loader.document('practice', call.caller.tenant);
      return doc ? show(practice, doc) : null;
    };
  }
  for (const one of allQueries) {
    const route = served.get(`${one.method ?? 'GET'} /v2${one.path}`);
    if (route) query[questionName(one)] = question(one, route, { outputs, inputs });
  }
  const commands = allCommands.flatMap((command) => {
    const [http] = command.http;
    const route = http && served.get(`${http.method} /v2${http.path}`);
    const doc = types.get(command.resource);
    return route && doc ? [[mutationName(command), mutation(command, route, { doc, outputs, inputs })]] : [];
  });

  return new GraphQLSchema({
    query: new GraphQLObjectType<Wire, Ask>({ name: 'Query', fields: query }),
    mutation: new GraphQLObjectType<Wire, Ask>({ name: 'Mutation', fields: Object.fromEntries(commands) }),
  });
}

/** Whose list a nested path is: `/customers/{customer_id}/bookings` is one customer's. */
function parentOf(path: string): ResourceDefinition | undefined {
  const [, name] = /^\/([\w-]+)\/\{\w+\}\//.exec(path) ?? [];
  return allResources.find((definition) => definition.paths.some((own) => own.path === `/${name}`));
}
