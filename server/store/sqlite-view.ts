import type { Statement } from 'better-sqlite3';
import type { Alike, Condition, RangeOptions } from '../../shared/commands/query.ts';
import {
  allResources,
  type Docs,
  definitionOf,
  isResourceName,
  type ResourceName,
} from '../../shared/resources/index.ts';
import { longestClaim } from '../../shared/resources/parts.ts';
import type { Claim } from '../../shared/time/claim.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { sqliteEvents } from './sqlite-events.ts';
import { docText } from './sqlite-noted.ts';
import type { Connection } from './sqlite-open.ts';
import { sqlitePeople } from './sqlite-people.ts';
import { sqliteSearch } from './sqlite-search.ts';
import { walkQuery } from './sqlite-walk.ts';
import type { ChangedDoc, LeaveOut, ListPage, View, WalkPage, WalkRow } from './store.ts';

export type Param = string | number | bigint | Uint8Array | null;
export type Prepare = (sql: string) => Statement<Param[]>;

/** Prepares each statement once per connection. Their texts come from definitions, so there are few of them. */
export function statementCache(db: Connection): Prepare {
  const cache = new Map<string, Statement<Param[]>>();
  return (sql) => {
    const known = cache.get(sql);
    if (known) return known;
    const made = db.prepare<Param[]>(sql);
    cache.set(sql, made);
    return made;
  };
}

/** Reads of one tenant over a connection; the caller holds the snapshot. */
export function sqliteView(prepare: Prepare, tenant: string): View {
  function rows<Row>(sql: string, ...params: Param[]): Row[] {
    return prepare(sql).all(tenant, ...params) as Row[];
  }

  function stored(resource: ResourceName, id: string) {
    const sql = `SELECT ${docText(resource)} AS doc FROM ${resource} WHERE tenant_id = ? AND id = ? AND deleted = 0`;
    const row = prepare(sql).get(tenant, id) as { doc: string } | undefined;
    return row && JSON.parse(row.doc);
  }

  const people = sqlitePeople(prepare, tenant);
  const search = sqliteSearch(prepare, tenant);

  return {
    ...people,
    ...sqliteEvents(prepare, tenant),
    candidates: search.candidates,
    pairs: search.pairs,

    async get<Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined> {
      const doc = stored(resource, id);
      if (doc || definitionOf(resource).successor === undefined) return doc;
      return stored(resource, people.resolve(resource, id).id);
    },

    async alike<Name extends ResourceName>(resource: Name, person: Alike): Promise<Docs[Name][]> {
      return search.alike(resource, person).map((id) => stored(resource, id));
    },

    async getMany<Name extends ResourceName>(resource: Name, ids: readonly string[]): Promise<Docs[Name][]> {
      // One text for any number of ids, so that its plan is made once.
      const sql = `SELECT ${docText(resource)} AS doc FROM ${resource} WHERE tenant_id = ? AND deleted = 0
        AND id IN (SELECT value FROM json_each(?))`;
      return rows<{ doc: string }>(sql, JSON.stringify(ids)).map((row) => JSON.parse(row.doc));
    },

    async range<Name extends ResourceName>(
      resource: Name,
      conditions: readonly Condition[],
      options: RangeOptions = {},
    ): Promise<Docs[Name][]> {
      const { text, params } = whereText(resource, conditions);
      // A bare `id` would tempt the planner to walk the whole practice in its order, however few rows meet the conditions.
      const byId = conditions.some(([field]) => field !== 'id') ? '+id' : 'id';
      const down = options.descending ? ' DESC' : '';
      const order = options.order
        ? `${columnOf(resource, options.order)}${down}, id${down}`
        : `${byId}${down}`;
      const sql = `SELECT ${docText(resource)} AS doc FROM ${resource}
        WHERE tenant_id = ? AND deleted = 0${text} ORDER BY ${order} LIMIT ?`;
      return rows<{ doc: string }>(sql, ...params, options.limit ?? -1).map((row) => JSON.parse(row.doc));
    },

    async claims(resourceIds: readonly string[], span: Interval): Promise<Claim[]> {
      // The lower bound on the start keeps the look-up as narrow as the range, however many claims lie before it.
      const sql = `SELECT owner, kind, core_start, core_end, padded_start, padded_end, expires_at, overbooked FROM claims
        WHERE tenant_id = ? AND resource_id = ? AND padded_start > ? AND padded_start < ? AND padded_end > ?`;
      // A month of a large practice has thousands of rows: lists of values cost half of what objects do.
      const statement = prepare(sql).raw();
      const bounds = [span.start - longestClaim, span.end, span.start];
      return resourceIds.flatMap((id) =>
        (statement.all(tenant, id, ...bounds) as ClaimRow[]).map((row) => claimOf(id, row)),
      );
    },

    seq() {
      return rows<{ seq: number }>('SELECT seq FROM counters WHERE tenant_id = ?')[0]?.seq ?? 0;
    },

    collectionSeqs() {
      const seqs: Partial<Record<ResourceName, number>> = {};
      for (const { name } of allResources) {
        if (!isResourceName(name)) continue;
        const [row] = rows<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${name} WHERE tenant_id = ?`);
        seqs[name] = row?.seq ?? 0;
      }
      return seqs;
    },

    list<Name extends ResourceName>(resource: Name, page: ListPage): Docs[Name][] {
      const { text, params } = whereText(resource, page.conditions);
      const column = columnOf(resource, page.sort);
      const down = page.descending !== (page.from?.backwards ?? false);
      const direction = down ? 'DESC' : 'ASC';
      const keyset = page.from ? ` AND (${column}, id) ${down ? '<' : '>'} (?, ?)` : '';
      const keys: Param[] = page.from ? [page.from.value, page.from.id] : [];
      const sql = `SELECT ${docText(resource)} AS doc FROM ${resource} WHERE tenant_id = ? AND deleted = 0${text}${keyset}
        ORDER BY ${column} ${direction}, id ${direction} LIMIT ?`;
      const found = rows<{ doc: string }>(sql, ...params, ...keys, page.limit).map((row) =>
        JSON.parse(row.doc),
      );
      return page.from?.backwards ? found.reverse() : found;
    },

    walk(resource: ResourceName, page: WalkPage): WalkRow[] {
      columnOf(resource, page.sort);
      const { text, params } = walkQuery(tenant, resource, whereText(resource, page.conditions), page);
      const found = (prepare(text).all(...params) as StoredRow[]).map(({ doc, value }) => ({
        doc: JSON.parse(doc),
        value,
      }));
      return page.from?.backwards ? found.reverse() : found;
    },

    walkEach(
      resource: ResourceName,
      field: string,
      values: readonly string[],
      page: Omit<ListPage, 'from'>,
    ): Map<string, WalkRow[]> {
      const [by, sort] = [columnOf(resource, field), columnOf(resource, page.sort)];
      const { text, params } = whereText(resource, page.conditions);
      const direction = page.descending ? 'DESC' : 'ASC';
      // `unlikely`: of all the conditions, this is the one by whose index the rows are found.
      const sql = `SELECT parent.value AS parent, ${docText(resource, 'own')} AS doc, own.${sort} AS value
        FROM json_each(?) AS parent CROSS JOIN ${resource} AS own ON own.tenant_id = ? AND own.id IN (
          SELECT id FROM ${resource} WHERE tenant_id = ? AND deleted = 0 AND unlikely(${by} = parent.value)${text}
          ORDER BY ${sort} ${direction}, id ${direction} LIMIT ?)
        ORDER BY parent.key, own.${sort} ${direction}, own.id ${direction}`;
      const found = new Map<string, WalkRow[]>();
      const each = prepare(sql).all(JSON.stringify(values), tenant, tenant, ...params, page.limit);
      for (const { parent, doc, value } of each as (StoredRow & { parent: string })[]) {
        const rows = found.get(parent) ?? [];
        rows.push({ doc: JSON.parse(doc), value });
        found.set(parent, rows);
      }
      return found;
    },

    changes(resource: ResourceName, after: number, limit: number, leaveOut?: LeaveOut): ChangedDoc[] {
      const column = leaveOut && columnOf(resource, leaveOut.field);
      const filter = column ? ` AND (seq > ? OR ${column} >= ?)` : '';
      const params: Param[] = leaveOut ? [leaveOut.until, leaveOut.below] : [];
      const sql = `SELECT doc, seq, deleted FROM ${resource} WHERE tenant_id = ? AND seq > ?${filter} ORDER BY seq LIMIT ?`;
      return rows<{ doc: string; seq: number; deleted: number }>(sql, after, ...params, limit).map((row) => ({
        doc: JSON.parse(row.doc),
        seq: row.seq,
        deleted: row.deleted === 1,
      }));
    },

    count(resource: ResourceName, conditions: readonly Condition[] = []): number {
      const { text, params } = whereText(resource, conditions);
      const sql = `SELECT count(*) AS n FROM ${resource} WHERE tenant_id = ? AND deleted = 0${text}`;
      return rows<{ n: number }>(sql, ...params)[0]?.n ?? 0;
    },

    dues() {
      return rows('SELECT at, command, args FROM due WHERE tenant_id = ? ORDER BY at, command, args');
    },

    erased() {
      const sql = 'SELECT subject_id AS id FROM erasures WHERE tenant_id = ? ORDER BY subject_id';
      return rows<{ id: string }>(sql).map(({ id }) => id);
    },

    appliedIntent(install: string, seq: number): number {
      const sql = `SELECT n FROM intents WHERE tenant_id = ? AND install = ? AND seq <= ?
        ORDER BY n DESC LIMIT 1`;
      return rows<{ n: number }>(sql, install, seq)[0]?.n ?? 0;
    },
  };
}

interface StoredRow {
  doc: string;
  value: string | number;
}

type ClaimRow = readonly [
  owner: string,
  kind: Claim['kind'],
  core_start: number,
  core_end: number,
  padded_start: number,
  padded_end: number,
  expires_at: number | null,
  overbooked: number,
];

/** A month of a large practice has thousands of them, so what is equal is one object. */
function claimOf(resource_id: string, row: ClaimRow): Claim {
  const [owner, kind, core_start, core_end, padded_start, padded_end, expires_at, overbooked] = row;
  const core = { start: core_start, end: core_end };
  const isPadded = padded_start !== core_start || padded_end !== core_end;
  const padded = isPadded ? { start: padded_start, end: padded_end } : core;
  const claim = { owner, kind, resource_id, core, padded };
  if (expires_at === null && overbooked === 0) return claim;
  return {
    ...claim,
    ...(expires_at !== null && { expires_at }),
    ...(overbooked === 1 && { overbooked: true }),
  };
}

/** Columns that every document table has besides those of its definition. */
const commonColumns = ['id', 'external_id', 'created_at', 'updated_at'];

/** The column of a field, or an error where the definition has none: no text of a caller ever becomes SQL. */
export function columnOf(resource: ResourceName, field: string): string {
  const definition = allResources.find((candidate) => candidate.name === resource);
  if (commonColumns.includes(field) || definition?.columns.includes(field)) return field;
  throw new Error(`${resource} has no column ${field}`);
}

function conditionText(column: string, op: Condition[1]): string {
  // One parameter however many values there are, so that the statement is the same one.
  if (op === 'in') return `${column} IN (SELECT value FROM json_each(?))`;
  // Few rows have a given value: without a word the planner, which knows nothing of the rows, may follow the order instead.
  return op === '=' ? `unlikely(${column} = ?)` : `${column} ${op} ?`;
}

export function whereText(resource: ResourceName, conditions: readonly Condition[]) {
  let text = '';
  const params: Param[] = [];
  for (const [field, op, value] of conditions) {
    const column = columnOf(resource, field);
    text += ` AND ${conditionText(column, op)}`;
    params.push(op === 'in' ? JSON.stringify([value].flat().map(paramOf)) : paramOf(value));
  }
  return { text, params };
}

export function paramOf(value: unknown): Param {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === undefined || value === null) return null;
  throw new Error('Only plain values have columns');
}
