import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import type { Condition } from '../../shared/commands/query.ts';
import { RefusalError } from '../../shared/errors.ts';
import {
  type Filter,
  fieldOf,
  type ResourceDefinition,
  type ResourcePath,
} from '../../shared/resources/define.ts';
import { definitionOf, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { instant } from '../../shared/time/instants.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import type { CursorCodec } from './cursor.ts';
import { shown } from './render.ts';
import type { Call, Reply } from './route.ts';

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
    external_id: z.string().max(100).optional().meta({ description: 'The one with this external_id' }),
    ...Object.fromEntries(filters),
  });
}

/** One page of a resource's documents. */
export async function listReply(
  call: Call,
  definition: ResourceDefinition,
  path: ResourcePath,
  cursors: CursorCodec,
): Promise<Reply> {
  const { name } = definition;
  if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
  const { cursor, limit, sort } = call.query as { cursor?: string; limit: number; sort: string };
  const field = sort.replace(/^-/, '');
  const order = `${name} by ${sort}`;
  const from = cursor === undefined ? undefined : cursors.read(cursor, order);
  const conditions = conditionsOf(definition, path, call);
  const rows = await call.hub.stores[call.caller.mode].read(call.caller.tenant, async (view) => {
    const parent = parentOf(path.path, call);
    if (parent && !(await view.get(...parent))) throw new RefusalError(missing(...parent));
    return view.list(name, {
      conditions,
      sort: field,
      descending: sort.startsWith('-'),
      limit: limit + 1,
      ...(from && { from }),
    });
  });
  const more = rows.length > limit;
  const page = from?.backwards ? rows.slice(more ? 1 : 0) : rows.slice(0, limit);
  const first = page[0];
  const last = page.at(-1);

  function positionOf(doc: object & { id: string }, backwards: boolean): string {
    const value = fieldOf(doc, field);
    return cursors.write({
      order,
      id: doc.id,
      backwards,
      value: typeof value === 'number' ? value : String(value),
    });
  }
  const hasNext = from?.backwards ? true : more;
  const hasPrev = from !== undefined && (from.backwards ? more : true);
  return {
    status: 200,
    body: {
      data: page.map((doc) => shown(definitionOf(name), doc, call.caller)),
      has_more: hasNext && last !== undefined,
      next_cursor: hasNext && last ? positionOf(last, false) : null,
      prev_cursor: hasPrev && first ? positionOf(first, true) : null,
    },
  };
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

function conditionsOf(definition: ResourceDefinition, path: ResourcePath, call: Call): Condition[] {
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
