import Database from 'better-sqlite3';

/** What one caller has used up of each of its limits, by the limit's name. */
export interface StoredUse {
  readonly key: string;
  /** JSON, as `server/gates/rate-limit.ts` writes it. */
  readonly use: string;
}

/** Where rate limits survive a restart. */
export interface LimitStore {
  load(): StoredUse[];
  /** Replaces what is stored of the changed ones and forgets those that are gone. */
  save(changed: readonly StoredUse[], gone: readonly string[]): void;
  close(): void;
}

/**
 * A file of its own: what was used up is no data of a practice. Its flushes wait for no booking and hold none up, and
 * neither a backup that is put back nor an emptied sandbox gives anybody a fresh allowance. NORMAL: a power cut may lose
 * the last seconds, a killed process loses nothing.
 */
export function openLimitStore(file: string): LimitStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('busy_timeout = 5000');
  db.exec('CREATE TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY, use TEXT NOT NULL) WITHOUT ROWID');
  const all = db.prepare('SELECT key, use FROM used');
  const put = db.prepare('INSERT OR REPLACE INTO used (key, use) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM used WHERE key = ?');
  return {
    load: () => all.all() as StoredUse[],
    save: db.transaction((changed: readonly StoredUse[], gone: readonly string[]) => {
      for (const { key, use } of changed) put.run(key, use);
      for (const key of gone) remove.run(key);
    }),
    close: () => db.close(),
  };
}
