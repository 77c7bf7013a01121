import { type Docs, deskResources } from '../../shared/resources/index.ts';
import { groupCommit } from './group-commit.ts';
import { type Connection, openWriter } from './sqlite-open.ts';
import { purgeFile } from './sqlite-purge.ts';
import { openSqliteReads } from './sqlite-reads.ts';
import { sqliteTx, type Touched } from './sqlite-tx.ts';
import { statementCache } from './sqlite-view.ts';
import type { AccessName, Commit, Due, Erased, Mode, Store, Tx } from './store.ts';

interface Options {
  readonly file: string;
  readonly mode: Mode;
  /** Makes the epoch of a new file. */
  readonly newEpoch: () => string;
}

/** Pages in the log after which a commit carries them over, as SQLite has it by itself. */
const carryOverAfter = 1000;

/** The store over one SQLite file: one connection that writes, one that reads. */
export function openSqliteStore({ file, mode, newEpoch }: Options): Store {
  const writer = openWriter(file);
  settle(writer, 'epoch', newEpoch);
  const prepareWrite = statementCache(writer);
  const reads = openSqliteReads(file, mode);
  const { prepare: prepareRead, remembered, docWhere } = reads;
  const listeners = new Set<(commit: Commit) => void>();
  let commits = new Map<string, Touched>();

  const enqueue = groupCommit(writer, {
    started: () => {
      commits = new Map();
    },
    committed: () => {
      reads.committed();
      for (const [tenant, touched] of commits)
        for (const listener of listeners) listener({ tenant, ...touched });
    },
  });

  function secretsOf<Name extends AccessName>(resource: Name): (hash: string) => Docs[Name] | undefined {
    return remembered((hash) => docWhere(resource, 'hash = ?', hash));
  }

  const bySecret: { readonly [Name in AccessName]: (hash: string) => Docs[Name] | undefined } = {
    api_keys: remembered(
      (hash) => docWhere('api_keys', 'hash = ?', hash) ?? docWhere('api_keys', 'previous_hash = ?', hash),
    ),
    devices: secretsOf('devices'),
    feeds: secretsOf('feeds'),
    invites: remembered(
      (hash) => docWhere('invites', 'hash = ?', hash) ?? docWhere('invites', 'code_hash = ?', hash),
    ),
    sessions: secretsOf('sessions'),
  };
  const staffById = remembered((key) => docWhere('staff', 'tenant_id = ? AND id = ?', ...key.split(' ')));

  return {
    mode,
    get epoch() {
      return reads.epoch;
    },

    read: reads.read,

    write<T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> {
      return enqueue(async () => {
        const touched: Touched = { collections: {} };
        const tx = sqliteTx(prepareWrite, tenant, touched);
        const value = await work(tx);
        tx.settle();
        const sum = commits.get(tenant) ?? { collections: {} };
        Object.assign(sum.collections, touched.collections);
        if (touched.events) sum.events = touched.events;
        if (touched.erased) sum.erased = bothErased(sum.erased, touched.erased);
        if (touched.events || touched.erased || Object.keys(touched.collections).length > 0)
          commits.set(tenant, sum);
        return value;
      });
    },

    lookup<Name extends AccessName>(resource: Name, hash: string): Docs[Name] | undefined {
      return bySecret[resource](hash);
    },

    staffMember: (tenant, id) => staffById(`${tenant} ${id}`),

    publicOrigins(): string[] {
      const sql = `SELECT DISTINCT value AS origin FROM api_keys, json_each(doc, '$.allowed_origins')
        WHERE deleted = 0 AND json_extract(doc, '$.revoked_at') IS NULL`;
      return (prepareRead(sql).all() as { origin: string }[]).map((row) => row.origin);
    },

    dueBy(now: number, limit: number): Due[] {
      const sql = 'SELECT tenant_id AS tenant, at, command, args FROM due WHERE at <= ? ORDER BY at LIMIT ?';
      return prepareRead(sql).all(now, limit) as Due[];
    },

    tenants: reads.tenants,

    practice: reads.practice,

    async startOver(tenant, keep, fill) {
      await enqueue(async () => {
        const touched: Touched = { collections: {} };
        for (const table of tablesOf(writer))
          if (table !== 'uses' && !keep.some((name) => name === table))
            prepareWrite(`DELETE FROM "${table}" WHERE tenant_id = ?`).run(tenant);
        const notKept =
          'DELETE FROM uses WHERE tenant_id = ? AND resource NOT IN (SELECT value FROM json_each(?))';
        prepareWrite(notKept).run(tenant, JSON.stringify(keep));
        prepareWrite(`UPDATE hub SET value = ? WHERE key = 'epoch'`).run(newEpoch());
        const tx = sqliteTx(prepareWrite, tenant, touched);
        await fill(tx);
        tx.settle();
        for (const name of deskResources) touched.collections[name] ??= 0;
        commits.set(tenant, touched);
      });
    },

    async purge(tenant, subjects, traces) {
      await purgeFile(writer, file, traces);
      const sql = 'UPDATE erasures SET clean = 1 WHERE tenant_id = ? AND subject_id = ?';
      await enqueue(async () => subjects.map((subject) => prepareWrite(sql).run(tenant, subject)));
    },

    leaveCarryingOver() {
      writer.pragma('wal_autocheckpoint = 0');
      return () => {
        if (writer.open) writer.pragma(`wal_autocheckpoint = ${carryOverAfter}`);
      };
    },

    erasures(tenant, unclean = false) {
      const sql = `SELECT subject_id AS id FROM erasures WHERE tenant_id = ?${unclean ? ' AND clean = 0' : ''}`;
      return (prepareRead(sql).all(tenant) as { id: string }[]).map((row) => row.id);
    },

    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close() {
      reads.close();
      writer.pragma('optimize');
      writer.close();
    },
  };
}

function bothErased(one: Erased | undefined, other: Erased): Erased {
  if (!one) return other;
  return { subjects: [...one.subjects, ...other.subjects], traces: [...one.traces, ...other.traces] };
}

/** Tables with rows of tenants, but the counter: numbers of before must not come again. */
function tablesOf(db: Connection): string[] {
  const sql = `SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND c.name = 'tenant_id' AND m.name <> 'counters'`;
  return (db.prepare(sql).all() as { name: string }[]).map((row) => row.name);
}

/** Writes a setting of the file down, unless it has one. */
function settle(db: Connection, key: string, make: () => string): void {
  const known = db.prepare('SELECT 1 FROM hub WHERE key = ?').get(key);
  if (!known) db.prepare('INSERT INTO hub (key, value) VALUES (?, ?)').run(key, make());
}
