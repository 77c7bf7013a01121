import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import { untilNextCommit } from './sqlite-memo.ts';
import { docText } from './sqlite-noted.ts';
import { openReader } from './sqlite-open.ts';
import { sharedSnapshot } from './sqlite-snapshot.ts';
import { type Prepare, sqliteView, statementCache } from './sqlite-view.ts';
import type { Mode, StoreReads, View } from './store.ts';

/** The reading half of a store over one SQLite file. */
export interface SqliteReads extends StoreReads {
  readonly prepare: Prepare;
  /** `read`, asked again for a key only after somebody committed. */
  remembered<T>(read: (key: string) => T | undefined): (key: string) => T | undefined;
  docWhere<Name extends ResourceName>(
    resource: Name,
    where: string,
    ...params: string[]
  ): Docs[Name] | undefined;
  /** To be called after each commit: who begins to read now sees it. */
  committed(): void;
  close(): void;
}

/** Opens an existing file for reading; writers elsewhere never make it wait. */
export function openSqliteReads(file: string, mode: Mode): SqliteReads {
  const reader = openReader(file);
  const prepare = statementCache(reader);
  const snapshot = sharedSnapshot(reader);
  const { remembered, committed } = untilNextCommit(reader);

  function docWhere<Name extends ResourceName>(resource: Name, where: string, ...params: string[]) {
    const sql = `SELECT ${docText(resource)} AS doc FROM ${resource} WHERE ${where} AND deleted = 0`;
    const row = prepare(sql).get(...params) as { doc: string } | undefined;
    return row && (JSON.parse(row.doc) as Docs[Name]);
  }

  const setting = remembered<string>((key) => {
    const row = prepare('SELECT value FROM hub WHERE key = ?').get(key) as { value: string } | undefined;
    return row?.value;
  });

  return {
    mode,
    prepare,
    remembered,
    docWhere,

    get epoch() {
      return setting('epoch') ?? '';
    },

    read<T>(tenant: string, work: (view: View) => Promise<T>): Promise<T> {
      return snapshot.within(() => work(sqliteView(prepare, tenant)));
    },

    tenants(): string[] {
      return (prepare('SELECT id FROM practice WHERE deleted = 0').all() as { id: string }[]).map(
        (row) => row.id,
      );
    },

    practice: remembered((id) => docWhere('practice', 'tenant_id = ? AND id = ?', id, id)),

    committed() {
      snapshot.committed();
      committed();
    },

    close: () => reader.close(),
  };
}
