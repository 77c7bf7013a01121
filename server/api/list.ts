import * as z from 'zod';
import type { Condition } from '../../shared/commands/query.ts';
import { RefusalError } from '../../shared/errors.ts';
import type { Filter, ResourceDefinition, ResourcePath } from '../../shared/resources/define.ts';
import { isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { instant } from '../../shared/time/instants.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { View } from '../store/store.ts';
import type { CursorCodec } from './cursor.ts';
import { embed, expandQuery } from './expand.ts';
import { followed, notThere } from './not-there.ts';
import { type Page, type PageRequest, readFirstPages, readPage } from './page.ts';
import { shown } from './render.ts';
import type { Call, Reply } from './route.ts';
import { searchPage, searchText } from './search.ts';

/** The query parameters of a list: paging, order, and the filters of the definition (REF, "Pagination"). */
export function listQuery(definition: ResourceDefinition, path: ResourcePath): z.ZodObject {
  const taken = [...pathParams(path.path), ...Object.keys(path.fixed ?? {})];
  const filters = Object.entries(definition.filters)
    .filter(([name]) => !taken.includes(name))
    .map(([name, filter]) => [name, filterSchema(definition, filter)]);
  return z.strictObject({
    cursor: z
      .string()
      .max(2000)
      .optional()
      .meta({ description: 'next_cursor or prev_cursor of another page' }),
    limit: wholeNumber(z.int().min(1).max(100)).default(25).meta({ description: 'Rows per page' }),
    sort: z.enum(definition.sorts as [string, ...string[]]).default(definition.sorts[0] ?? 'id'),
    updated_since: instant.optional().meta({ description: 'Changed at or after this instant' }),
    external_id: z.string().min(1).max(100).optional().meta({ description: 'The one with this external_id' }),
    ...(definition.search && { q: z.string().trim().min(1).max(100).optional().meta(searchText) }),
    ...Object.fromEntries(filters),
    ...expandQuery(definition),
  });
}

/** One page of a resource's documents. */
export async function listReply(
  call: Call,
  definition: ResourceDefinition,
  path: ResourcePath,
  cursors: CursorCodec,
): Promise<Reply> {
  const { tenant, mode } = call.caller;
  const body = await call.hub.stores[mode].read(tenant, async (view) => {
    const parent = parentOf(path.path, call);
    if (parent && !(await view.get(...parent))) throw new RefusalError(notThere(view, ...parent));
    const page = await listPage(call, view, { definition, path, cursors });
    const embedded = await embed(call, view, definition, page.docs);
    const next = page.hasNext ? page.cursorAt(-1) : null;
    return {
      // Into the object that was just made: a copy of each would cost as much as making it.
      data: page.docs.map((doc) => Object.assign(shown(definition, doc, call.caller), embedded(doc))),
      has_more: next !== null,
      next_cursor: next,
      prev_cursor: page.hasPrevious ? page.cursorAt(0, true) : null,
    };
  });
  return { status: 200, body };
}

/** A list, and which way to read it where its cursor is one of a row (GraphQL). */
interface List {
  readonly definition: ResourceDefinition;
  readonly path: ResourcePath;
  readonly cursors: CursorCodec;
  readonly backwards?: boolean;
}

/** The page of a list that a call's parameters ask for: in the list's order, or the best matches of `q` first. */
export async function listPage(call: ListCall, view: View, list: List): Promise<Page> {
  const { hub, caller, query } = call;
  const { cursor, q } = query as { cursor?: string; q?: string };
  const store = hub.stores[caller.mode];
  const request = { ...requestOf(call, view, list), cursor };
  return q
    ? searchPage(store, view, list.cursors, { ...request, q })
    : readPage(store, view, list.cursors, request);
}

/**
 * The pages of a nested list for several parents, whose ids are the `values` of its path's parameter, by parent: read at
 * once where they begin at no cursor.
 */
export async function listPages(
  call: Omit<ListCall, 'params'>,
  view: View,
  list: List,
  values: readonly string[],
): Promise<ReadonlyMap<string, Page>> {
  const { hub, caller, query } = call;
  const [field = ''] = pathParams(list.path.path);
  if (query.cursor === undefined && query.q === undefined && values.length > 1) {
    const request = requestOf({ ...call, params: {} }, view, { ...list, path: { ...list.path, path: '' } });
    return readFirstPages(hub.stores[caller.mode], view, list.cursors, request, { field, values });
  }
  const pages = new Map<string, Page>();
  for (const value of values)
    pages.set(value, await listPage({ ...call, params: { [field]: value } }, view, list));
  return pages;
}

type ListCall = Pick<Call, 'hub' | 'caller' | 'query' | 'params'>;

function requestOf(call: ListCall, view: View, { definition, path, backwards }: List): PageRequest {
  const { name } = definition;
  if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
  const { limit, sort } = call.query as { limit: number; sort: string };
  const conditions = followed(view, conditionsOf(definition, path, call));
  return { name, tenant: call.caller.tenant, conditions, sort, limit, backwards };
}

/** What a nested list is of: `/resources/{resource_id}/time-off` lists one resource's. */
function parentOf(path: string, call: Call): [ResourceName, string] | undefined {
  const [, name = '', param = ''] = /^\/(\w+)\/\{(\w+)\}\//.exec(path) ?? [];
  return isResourceName(name) ? [name, call.params[param] ?? ''] : undefined;
}

/** `{resource_id}` → `resource_id`. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function conditionsOf(
  definition: ResourceDefinition,
  path: ResourcePath,
  call: Pick<Call, 'query' | 'params'>,
): Condition[] {
  const { updated_since, external_id } = call.query;
  const conditions: Condition[] = [
    ...Object.entries(path.fixed ?? {}).map(([field, value]): Condition => [field, '=', value]),
    ...pathParams(path.path).map((field): Condition => [field, '=', call.params[field] ?? '']),
  ];
  if (updated_since) conditions.push(['updated_at', '>=', String(updated_since)]);
  if (external_id) conditions.push(['external_id', '=', String(external_id)]);
  for (const [name, filter] of Object.entries(definition.filters)) {
    const value = call.query[name];
    if (value !== undefined) conditions.push([filter.field, operator[filter.op], value as Condition[2]]);
  }
  return conditions;
}

const operator = { eq: '=', in: 'in', gte: '>=', lt: '<' } as const;

function filterSchema(definition: ResourceDefinition, filter: Filter): z.ZodType {
  const field = inner(definition.doc.shape[filter.field]);
  const one =
    field instanceof z.ZodBoolean ? z.enum(['true', 'false']).transform((text) => text === 'true') : field;
  const value =
    filter.op === 'in'
      ? z.preprocess(
          (text) => (typeof text === 'string' ? text.split(',') : text),
          z.array(one).min(1).max(20),
        )
      : one;
  return value.optional().meta({ description: filter.description });
}

/** The schema of a field's value, without what says that it may be absent. */
function inner(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return inner(schema.def.innerType);
  if (schema instanceof z.ZodType) return schema;
  throw new Error('A filter names a field that does not exist');
}
