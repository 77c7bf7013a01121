import Database from 'better-sqlite3';
import { migrations } from './migrations/index.ts';
import { registerFolding } from './sqlite-search.ts';

export type Connection = Database.Database;

/**
 * Opens the file's writer connection and brings its schema up to date. FULL: an acknowledged booking survives a power
 * cut (in WAL mode the library's default is NORMAL, which may lose the last ones).
 */
export function openWriter(file: string): Connection {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('secure_delete = ON');
  registerFolding(db);
  migrate(db);
  return db;
}

/** Opens a second connection that only reads, so that no read waits behind a write. */
export function openReader(file: string): Connection {
  const db = new Database(file, { readonly: true });
  db.pragma('busy_timeout = 5000');
  return db;
}

function migrate(db: Connection): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > migrations.length)
    throw new Error(
      `The data was written by a newer version (schema ${version}, this one knows ${migrations.length})`,
    );
  for (let next = version; next < migrations.length; next++) {
    db.transaction(() => {
      db.exec(migrations[next] ?? '');
      db.pragma(`user_version = ${next + 1}`);
    })();
  }
}
