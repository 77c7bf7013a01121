import type { Alike } from '../../shared/commands/query.ts';
import type { BaseDoc, ResourceDefinition } from '../../shared/resources/define.ts';
import { fieldOf } from '../../shared/resources/define.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import {
  fold,
  isDigits,
  laterWords,
  type Searchable,
  type SearchQuery,
  searchable,
  searchQuery,
} from '../../shared/search.ts';
import type { Connection } from './sqlite-open.ts';
import type { Param, Prepare } from './sqlite-view.ts';
import type { Pair, PairPage } from './store.ts';

/** No search answers with more; whoever sees a thousand people types another letter. */
const mostFound = 1000;

/** After every text that begins with `prefix`. */
function above(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** The folding that the migration needs to fill the index of what is there already. */
export function registerFolding(db: Connection): void {
  const options = { deterministic: true };
  db.function('folded_name', options, (name) => searchable({ id: '', name: String(name ?? '') }).name);
  db.function('folded_phone', options, (phone) => String(phone ?? '').replace(/\D/g, ''));
  db.function('folded_email', options, (email) => fold(String(email ?? '')));
  db.function('later_words', options, (name) => JSON.stringify(laterWords(String(name))));
}

/** Keeps the index of a searchable resource in step with its documents. */
export function indexPerson(
  prepare: Prepare,
  tenant: string,
  definition: ResourceDefinition,
  doc: BaseDoc,
  deleted: boolean,
): void {
  const { name, search } = definition;
  if (!search) return;
  const before = prepare(`SELECT name, phone, email FROM ${name}_search WHERE tenant_id = ? AND id = ?`).get(
    tenant,
    doc.id,
  ) as Omit<Searchable, 'id'> | undefined;
  const after = deleted ? undefined : searchableOf(doc, search);
  const same =
    before?.name === after?.name && before?.phone === after?.phone && before?.email === after?.email;
  if (same) return;
  if (before) prepare(`DELETE FROM ${name}_search WHERE tenant_id = ? AND id = ?`).run(tenant, doc.id);
  if (after)
    prepare(`INSERT INTO ${name}_search (tenant_id, id, name, phone, email) VALUES (?, ?, ?, ?, ?)`).run(
      tenant,
      doc.id,
      after.name,
      after.phone,
      after.email,
    );
  if (before?.name === after?.name) return;
  if (before) prepare(`DELETE FROM ${name}_words WHERE tenant_id = ? AND id = ?`).run(tenant, doc.id);
  for (const word of new Set(after ? laterWords(after.name) : []))
    prepare(`INSERT INTO ${name}_words (tenant_id, word, id) VALUES (?, ?, ?)`).run(tenant, word, doc.id);
}

/** A document as the index keeps it. */
export function searchableOf(doc: BaseDoc, search: NonNullable<ResourceDefinition['search']>): Searchable {
  return searchable({
    id: doc.id,
    name: String(fieldOf(doc, search.name) ?? ''),
    phone: String(fieldOf(doc, search.phone) ?? ''),
    email: String(fieldOf(doc, search.email) ?? ''),
  });
}

/** Look-ups over the index. */
export function sqliteSearch(prepare: Prepare, tenant: string) {
  function rows<Row>(sql: string, ...params: Param[]): Row[] {
    return prepare(sql).all(tenant, ...params) as Row[];
  }

  return {
    /** Who may match `text`: all that do, or the first thousand of each way to match; unranked. */
    candidates(resource: ResourceName, text: string): Searchable[] {
      const query = searchQuery(text);
      const [driving = '', ...others] = query.words.toSorted((a, b) => b.length - a.length);
      if (driving === '') return [];
      const begins = `SELECT s.* FROM ${resource}_search s WHERE s.tenant_id = ? AND s.name >= ? AND s.name < ?`;
      const whole = `${begins} ORDER BY s.name, s.id LIMIT ${mostFound}`;
      const first = rows<Searchable>(whole, query.name, above(query.name));
      if (first.length === mostFound) return first;
      const found = new Map(first.map((person) => [person.id, person]));
      for (const [sql, ...params] of sources(resource, query, driving, others))
        for (const person of rows<Searchable>(`${sql} LIMIT ${mostFound}`, ...params))
          found.set(person.id, person);
      return [...found.values()];
    },

    /** Ids of those with the same phone number, e-mail address or name. */
    alike(resource: ResourceName, { name, phone, email }: Alike): string[] {
      const key = searchable({ id: '', name, phone, email });
      const found = new Set<string>();
      for (const field of ['phone', 'email', 'name'] as const)
        if (key[field] !== '')
          for (const row of rows<{ id: string }>(
            `SELECT id FROM ${resource}_search WHERE tenant_id = ? AND ${field} = ? AND ${field} <> '' LIMIT 50`,
            key[field],
          ))
            found.add(row.id);
      return [...found];
    },

    /** Pairs with the same phone number or e-mail address, or the same name and nothing else to tell them apart by. */
    pairs(resource: ResourceName, { limit, after, of }: PairPage): Pair[] {
      const table = `${resource}_search`;
      const one = of === undefined ? '' : ' AND (a.id = ? OR b.id = ?)';
      const params: Param[] = of === undefined ? [] : [of, of];
      const same = (field: string, more: string) =>
        `SELECT a.id AS first, b.id AS second, a.name = b.name AS same_name, a.phone = b.phone AND a.phone <> '' AS same_phone,
           a.email = b.email AND a.email <> '' AS same_email
         FROM ${table} a JOIN ${table} b ON b.tenant_id = a.tenant_id AND b.${field} = a.${field} AND b.id > a.id
         WHERE a.tenant_id = ?${more}${one}`;
      const alone = ` AND ((a.phone = '' AND a.email = '') OR (b.phone = '' AND b.email = ''))`;
      const sql = `${same('phone', ` AND a.phone <> '' AND b.phone <> ''`)}
        UNION ${same('email', ` AND a.email <> '' AND b.email <> ''`)}
        UNION ${same('name', alone)}`;
      const page = `SELECT * FROM (${sql}) WHERE (first, second) > (?, ?) ORDER BY first, second LIMIT ?`;
      const [first, second] = after ?? ['', ''];
      const found = prepare(page).all(
        ...[tenant, ...params, tenant, ...params, tenant, ...params],
        first,
        second,
        limit,
      ) as { first: string; second: string; same_name: number; same_phone: number; same_email: number }[];
      return found.map((row) => ({
        ids: [row.first, row.second],
        name: row.same_name === 1,
        phone: row.same_phone === 1,
        email: row.same_email === 1,
      }));
    },
  };
}

/** The other ways to match, each as SQL and its parameters after the tenant. */
function* sources(
  resource: string,
  query: SearchQuery,
  driving: string,
  others: readonly string[],
): Generator<[sql: string, ...params: Param[]]> {
  const s = `${resource}_search s`;
  if (isDigits(query.phone))
    yield [
      `SELECT s.* FROM ${s} WHERE s.tenant_id = ? AND s.phone <> '' AND instr(s.phone, ?) > 0`,
      query.phone,
    ];
  yield [
    `SELECT s.* FROM ${s} WHERE s.tenant_id = ? AND s.email <> '' AND s.email >= ? AND s.email < ?`,
    query.email,
    above(query.email),
  ];
  const rest = others.map((word) => matching(word));
  const more = rest.map(({ sql }) => ` AND (${sql})`).join('');
  const params = rest.flatMap((one) => one.params);
  if (others.length > 0)
    yield [
      `SELECT s.* FROM ${s} WHERE s.tenant_id = ? AND s.name >= ? AND s.name < ?${more}`,
      ` ${driving}`,
      above(` ${driving}`),
      ...params,
    ];
  yield [
    `SELECT s.* FROM ${resource}_words w JOIN ${s} ON s.tenant_id = w.tenant_id AND s.id = w.id
      WHERE w.tenant_id = ? AND w.word >= ? AND w.word < ?${more}`,
    driving,
    above(driving),
    ...params,
  ];
  if (others.length > 0)
    yield [
      `SELECT s.* FROM ${s} WHERE s.tenant_id = ? AND s.email <> '' AND s.email >= ? AND s.email < ?${more}`,
      driving,
      above(driving),
      ...params,
    ];
  if (others.length > 0 && isDigits(driving))
    yield [
      `SELECT s.* FROM ${s} WHERE s.tenant_id = ? AND s.phone <> '' AND instr(s.phone, ?) > 0${more}`,
      driving,
      ...params,
    ];
}

/** One word of several: the start of a word of the name, of the e-mail address, or a run of the phone number. */
function matching(word: string): { sql: string; params: Param[] } {
  const name = 'instr(s.name, ?) > 0 OR instr(s.email, ?) = 1';
  if (!isDigits(word)) return { sql: name, params: [` ${word}`, word] };
  return { sql: `${name} OR instr(s.phone, ?) > 0`, params: [` ${word}`, word, word] };
}
