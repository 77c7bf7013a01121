import type { Docs } from '../../shared/resources/index.ts';
import { groupCommit } from './group-commit.ts';
import { type Connection, openReader, openWriter } from './sqlite-open.ts';
import { sqliteTx, type Touched } from './sqlite-tx.ts';
import { sqliteView, statementCache } from './sqlite-view.ts';
import type { AccessName, Commit, Due, Mode, Store, Tx, View } from './store.ts';

interface Options {
  readonly file: string;
  readonly mode: Mode;
  /** Makes the epoch of a new file. */
  readonly newEpoch: () => string;
}

/** The store over one SQLite file: one connection that writes, one that reads. */
export function openSqliteStore({ file, mode, newEpoch }: Options): Store {
  const writer = openWriter(file);
  const epoch = setting(writer, 'epoch', newEpoch);
  const reader = openReader(file);
  const prepareWrite = statementCache(writer);
  const prepareRead = statementCache(reader);
  const listeners = new Set<(commit: Commit) => void>();
  let commits = new Map<string, Touched>();

  const enqueue = groupCommit(writer, {
    started: () => {
      commits = new Map();
    },
    committed: () => {
      for (const [tenant, touched] of commits)
        for (const listener of listeners) listener({ tenant, ...touched });
    },
  });

  const snapshot = sharedSnapshot(reader);

  return {
    mode,
    epoch,

    read<T>(tenant: string, work: (view: View) => Promise<T>): Promise<T> {
      return snapshot(() => work(sqliteView(prepareRead, tenant)));
    },

    write<T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> {
      return enqueue(async () => {
        const touched: Touched = { collections: {} };
        const tx = sqliteTx(prepareWrite, tenant, touched);
        const value = await work(tx);
        tx.settle();
        const sum = commits.get(tenant) ?? { collections: {} };
        Object.assign(sum.collections, touched.collections);
        if (touched.events) sum.events = touched.events;
        if (touched.events || Object.keys(touched.collections).length > 0) commits.set(tenant, sum);
        return value;
      });
    },

    lookup<Name extends AccessName>(resource: Name, hash: string): Docs[Name] | undefined {
      const sql = `SELECT doc FROM ${resource} WHERE hash = ? AND deleted = 0`;
      const row = prepareRead(sql).get(hash) as { doc: string } | undefined;
      return row && JSON.parse(row.doc);
    },

    dueBy(now: number, limit: number): Due[] {
      const sql = 'SELECT tenant_id AS tenant, at, command, args FROM due WHERE at <= ? ORDER BY at LIMIT ?';
      return prepareRead(sql).all(now, limit) as Due[];
    },

    tenants(): string[] {
      return (prepareRead('SELECT id FROM practice WHERE deleted = 0').all() as { id: string }[]).map(
        (row) => row.id,
      );
    },

    practice(tenant: string): Docs['practice'] | undefined {
      const sql = 'SELECT doc FROM practice WHERE tenant_id = ? AND id = ? AND deleted = 0';
      const row = prepareRead(sql).get(tenant, tenant) as { doc: string } | undefined;
      return row && JSON.parse(row.doc);
    },

    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close() {
      reader.close();
      writer.pragma('optimize');
      writer.close();
    },
  };
}

/**
 * Holds one read transaction open while any reader is inside, so that all of them see one consistent state. Readers
 * await nothing but the store, so the transaction ends within the turn of the event loop that began it.
 */
function sharedSnapshot(reader: Connection) {
  const begin = reader.prepare('BEGIN');
  const commit = reader.prepare('COMMIT');
  let inside = 0;
  return async function within<T>(work: () => Promise<T>): Promise<T> {
    if (inside++ === 0) begin.run();
    try {
      return await work();
    } finally {
      if (--inside === 0) commit.run();
    }
  };
}

function setting(db: Connection, key: string, make: () => string): string {
  const row = db.prepare('SELECT value FROM hub WHERE key = ?').get(key) as { value: string } | undefined;
  if (row) return row.value;
  const value = make();
  db.prepare('INSERT INTO hub (key, value) VALUES (?, ?)').run(key, value);
  return value;
}
