import Database from 'better-sqlite3';
import { deliveryMigrations } from './migrations/deliveries.ts';
import { migrations } from './migrations/index.ts';
import { registerFolding } from './sqlite-search.ts';

export type Connection = Database.Database;

/**
 * Opens the file's writer connection and brings its schema up to date. FULL: an acknowledged booking survives a power
 * cut (in WAL mode the library's default is NORMAL, which may lose the last ones).
 */
export function openWriter(file: string): Connection {
  const db = opened(file, 'FULL');
  db.pragma('foreign_keys = ON');
  registerFolding(db);
  migrate(db, migrations);
  return db;
}

/** Opens a second connection that only reads, so that no read waits behind a write. */
export function openReader(file: string): Connection {
  const db = new Database(file, { readonly: true });
  db.pragma('busy_timeout = 5000');
  return db;
}

/** Opens the file of deliveries. */
export function openDeliveries(file: string, keeps: 'FULL' | 'NORMAL'): Connection {
  const db = opened(file, keeps);
  // Seldom: what a checkpoint flushes to disk holds up those who flush a booking.
  db.pragma('wal_autocheckpoint = 8000');
  migrate(db, deliveryMigrations);
  return db;
}

function opened(file: string, synchronous: 'FULL' | 'NORMAL'): Connection {
  const db = new Database(file);
  db.pragma('busy_timeout = 5000');
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('secure_delete = ON');
  return db;
}

/** In a transaction that locks first: a second connection that opens the file meanwhile waits, and finds it done. */
function migrate(db: Connection, steps: readonly string[]): void {
  const version = versionOf(db);
  if (version > steps.length)
    throw new Error(
      `The data was written by a newer version (schema ${version}, this one knows ${steps.length})`,
    );
  if (version === steps.length) return;
  db.transaction(() => {
    for (let next = versionOf(db); next < steps.length; next++) db.exec(steps[next] ?? '');
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}

function versionOf(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }));
}
