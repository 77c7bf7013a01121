import type { ResourceDefinition } from '../../shared/resources/define.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import { docText } from './sqlite-noted.ts';
import type { Param, Prepare } from './sqlite-view.ts';
import { longestWalk, type WalkPage } from './store.ts';

interface Query {
  readonly text: string;
  readonly params: readonly Param[];
}

/**
 * The query of one page of a walk: columns `doc` and `value`. `page.sort` is a column of the table, and `where` begins
 * with AND and names columns only.
 */
export function walkQuery(tenant: string, table: ResourceName, where: Query, page: WalkPage): Query {
  const { sort, from, asOf, limit } = page;
  const down = page.descending !== (from?.backwards ?? false);
  const direction = down ? 'DESC' : 'ASC';

  function part(value: string, source: Query): Query {
    const beyond = from ? ` AND (${value}, id) ${down ? '<' : '>'} (?, ?)` : '';
    return {
      text: `SELECT ${docText(table)} AS doc, ${value} AS value, id FROM ${source.text}${where.text}${beyond}
        ORDER BY ${value} ${direction}, id ${direction} LIMIT ?`,
      params: [...source.params, ...where.params, ...(from ? [from.value, from.id] : []), limit],
    };
  }

  const present = { text: `${table} WHERE tenant_id = ? AND deleted = 0`, params: [tenant] };
  if (asOf === undefined || !isMovable(sort)) return part(sort, present);
  // The plus keeps the planner from following the numbers instead of the order.
  const still = part(sort, { text: `${present.text} AND +seq <= ?`, params: [tenant, asOf] });
  // Of all the changes of a row since, one leads across the walk's beginning: it tells where the row stood.
  const moved = part('was', {
    text: `(SELECT id AS moved_id, json_extract(was, '$.${sort}') AS was FROM moved
        WHERE tenant_id = ? AND resource = ? AND seq > ? AND was_seq <= ?)
      CROSS JOIN ${table} ON tenant_id = ? AND id = moved_id WHERE deleted = 0`,
    params: [tenant, table, asOf, asOf, tenant],
  });
  return {
    text: `SELECT doc, value FROM (SELECT * FROM (${still.text}) UNION ALL SELECT * FROM (${moved.text}))
      ORDER BY value ${direction}, id ${direction} LIMIT ?`,
    params: [...still.params, ...moved.params, limit],
  };
}

/** What a row is sorted by and may lose; when it was made, it keeps. */
function isMovable(field: string): boolean {
  return field !== 'created_at' && field !== 'id';
}

/**
 * Puts down where a document stands before it takes the number `seq`, for walks that are under way. Each time, up to two
 * go that are older than any walk may be.
 */
export function noteMove(
  prepare: Prepare,
  tenant: string,
  definition: ResourceDefinition,
  id: string,
  seq: number,
): void {
  const { name } = definition;
  const text = noteTexts.get(definition) ?? noteText(definition);
  noteTexts.set(definition, text);
  if (text === '') return;
  const noted = prepare(text).run(name, seq, tenant, id);
  if (noted.changes === 0) return;
  prepare(
    `DELETE FROM moved WHERE tenant_id = ? AND resource = ? AND seq IN
       (SELECT seq FROM moved WHERE tenant_id = ? AND resource = ? AND seq <= ? ORDER BY seq LIMIT 2)`,
  ).run(tenant, name, tenant, name, seq - longestWalk);
}

const noteTexts = new Map<ResourceDefinition, string>();

/** Empty where nothing that lists are sorted by can change. */
function noteText({ name, sorts }: ResourceDefinition): string {
  const fields = [...new Set(sorts.map((sort) => sort.replace(/^-/, '')))].filter(isMovable);
  if (fields.length === 0) return '';
  const was = fields.map((field) => `'${field}', ${field}`).join(', ');
  return `INSERT INTO moved (tenant_id, resource, seq, id, was_seq, was)
    SELECT tenant_id, ?, ?, id, seq, json_object(${was}) FROM ${name} WHERE tenant_id = ? AND id = ? AND deleted = 0`;
}
