import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** Opens databases that nobody else has open, and has SQLite look through them; answers the first that is not whole. */
export function firstBroken(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => !isWhole(join(folder, name)));
}

function isWhole(file: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true });
    return db.pragma('integrity_check', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

/** The version of a file's schema, and the one that this program knows; of live data or of the sandbox. */
export function schemaOf(file: string): { readonly is: number; readonly known: number } {
  const db = new Database(file, { readonly: true });
  try {
    return { is: Number(db.pragma('user_version', { simple: true })), known: migrations.length };
  } finally {
    db.close();
  }
}
