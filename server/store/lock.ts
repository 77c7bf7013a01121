import Database from 'better-sqlite3';

/** How long another process may hold it, in milliseconds. */
const patience = 60_000;

/**
 * Runs `work` while no other process does anything under the same file's lock. It is SQLite's own, which ends with the
 * process that holds it, however that ends.
 */
export function locked<T>(file: string, work: () => T): T {
  const db = new Database(file, { timeout: patience });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return work();
  } finally {
    db.close();
  }
}
