import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import * as z from 'zod';
import { RefusalError, refuse } from '../../../shared/errors.ts';
import {
  type BaseDoc,
  fieldOf,
  type ResourceDefinition,
  type ResourcePath,
} from '../../../shared/resources/define.ts';
import { listQuery } from '../list.ts';
import type { Page } from '../page.ts';
import type { Route } from '../route.ts';
import { accessOf, field, open } from './access.ts';
import type { Ask } from './ask.ts';
import { askedAt } from './asked.ts';
import type { InputTypes } from './inputs.ts';
import { camel } from './names.ts';
import type { Wire } from './outputs.ts';
import { loadPage } from './page.ts';
import { plainArgs } from './plain.ts';

interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly sort?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
}

const pageInfo = new GraphQLObjectType<Page, Ask>({
  name: 'PageInfo',
  description: 'Where a page lies in its list',
  fields: {
    hasNextPage: field(open, { type: new GraphQLNonNull(GraphQLBoolean), resolve: (page) => page.hasNext }),
    hasPreviousPage: field(open, {
      type: new GraphQLNonNull(GraphQLBoolean),
      resolve: (page) => page.hasPrevious,
    }),
    startCursor: field(open, { type: GraphQLString, resolve: (page) => page.cursorAt(0) }),
    endCursor: field(open, { type: GraphQLString, resolve: (page) => page.cursorAt(-1) }),
  },
});

/** A row of a page. */
interface Row {
  readonly page: Page;
  readonly index: number;
  readonly doc: BaseDoc;
}

/**
 * Makes the connections of a resource: a field per path under which REST lists it, with the cursors, filters and sorts of
 * that list. `node` is the type of its documents.
 */
export function connections(
  definition: ResourceDefinition,
  node: GraphQLObjectType<Wire, Ask>,
  inputs: InputTypes,
) {
  const { name } = node;
  const filter = filterOf(definition, name, inputs);
  const sort = new GraphQLEnumType({
    name: `${name}Sort`,
    values: Object.fromEntries(
      definition.sorts.map((value) => [
        camel(`${value.replace(/^-/, '')}_${value.startsWith('-') ? 'desc' : 'asc'}`),
        { value },
      ]),
    ),
  });
  const edge = new GraphQLObjectType<Row, Ask>({
    name: `${name}Edge`,
    fields: () => ({
      cursor: field(open, {
        type: new GraphQLNonNull(GraphQLString),
        description: 'Works as `after` and `before` here, and as `cursor` in REST',
        resolve: ({ page, index }) => page.cursorAt(index),
      }),
      node: field(open, {
        type: node,
        resolve: ({ doc }, _args, { show }) => show(definition, doc),
      }),
    }),
  });
  const connection = new GraphQLObjectType<Page, Ask>({
    name: `${name}Connection`,
    fields: () => ({
      edges: field(open, {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(edge))),
        extensions: { ofPage: true },
        resolve: (page) => page.docs.map((doc, index) => ({ page, index, doc })),
      }),
      pageInfo: field(open, { type: new GraphQLNonNull(pageInfo), resolve: (page) => page }),
    }),
  });

  /** The list of a path; `parentOf` gives the id of what a nested one is of. */
  return function fieldFor(
    path: ResourcePath,
    route: Route,
    parentOf: (source: Wire) => string | undefined,
  ): GraphQLFieldConfig<Wire, Ask, PageArgs> {
    const query = listQuery(definition, path);
    return field(accessOf(route), {
      type: connection,
      description: definition.description,
      args: {
        first: { type: GraphQLInt, description: 'How many, at most 100; absent: 25' },
        after: { type: GraphQLString, description: 'A cursor: those that follow' },
        last: { type: GraphQLInt, description: 'How many from the end, or from before `before`' },
        before: { type: GraphQLString, description: 'A cursor: those that come before' },
        ...(filter && { filter: { type: filter.type } }),
        sort: { type: sort, description: `Absent: ${definition.sorts[0]}` },
      },
      async resolve(source, args, ask, info) {
        const backwards = directionOf(args);
        const given = {
          ...(args.filter && filter?.toRest(args.filter)),
          ...(args.sort && { sort: args.sort }),
          limit: args.last ?? args.first ?? 25,
          ...optional('cursor', args.before ?? args.after),
        };
        const names = backwards ? { limit: 'last', cursor: 'before' } : { limit: 'first', cursor: 'after' };
        const request = { definition, path, query: plainArgs(query, given, names), backwards };
        const page = await loadPage(ask, request, parentOf(source));
        ask.spend(page.docs.length);
        await prefetch(ask, node, askedAt(info, 'edges', 'node'), page.docs);
        return page;
      },
    });
  };
}

/** Looks up what the rows of a page lead to, so that each row finds it there: a promise per row would cost more. */
async function prefetch(
  { loader }: Ask,
  node: GraphQLObjectType<Wire, Ask>,
  asked: ReadonlySet<string>,
  docs: readonly BaseDoc[],
): Promise<void> {
  const links = [...asked].flatMap((name) => node.getFields()[name]?.extensions.link ?? []);
  const idsOf = (name: string) =>
    docs.map((doc) => fieldOf(doc, name)).filter((id) => typeof id === 'string');
  await Promise.all(links.map(({ resource, field: name }) => loader.prefetch(resource, idsOf(name))));
}

/** Filters of a list: REST's query parameters without those of paging. */
function filterOf(definition: ResourceDefinition, name: string, inputs: InputTypes) {
  const {
    cursor: _,
    limit: __,
    sort: ___,
    expand: ____,
    ...filters
  } = listQuery(definition, { path: '' }).shape;
  if (Object.keys(filters).length === 0) return undefined;
  const { fields, toRest } = inputs.fieldsOf(z.strictObject(filters), {
    owner: name,
    within: `${name}Filter`,
  });
  return { type: new GraphQLInputObjectType({ name: `${name}Filter`, fields }), toRest };
}

/** Whether a page is counted from its end; `first` goes with `after`, `last` with `before`. */
function directionOf({ first, after, last, before }: PageArgs): boolean {
  const forwards = (first ?? after) != null;
  const backwards = (last ?? before) != null;
  if (forwards && backwards)
    throw new RefusalError(
      refuse('validation_failed', 'Give first and after, or last and before', {
        issues: [{ path: last == null ? 'before' : 'last', message: 'goes with neither first nor after' }],
      }),
    );
  return backwards;
}

function optional(name: string, value: string | null | undefined): Record<string, string> {
  return value == null ? {} : { [name]: value };
}
