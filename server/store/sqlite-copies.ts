import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';

/**
 * Pages that are copied before others get their turn, and before they are flushed to disk: SQLite flushes a copy when it is
 * whole, and all of it at once would hold up those who flush a booking.
 */
const pagesAtOnce = 1000;
/** How long to try for an instant in which nobody writes, in milliseconds. */
const patience = 30_000;

/**
 * Copies SQLite files as they are at one instant, with SQLite's online backup, while others read and write them. For that
 * instant, of a millisecond or so, all of them are locked; who writes meanwhile waits for as long.
 */
export async function copyDatabases(
  from: string,
  names: readonly string[],
  to: string,
  step: (what: string, done?: number) => void,
): Promise<void> {
  const readers = await oneInstant(names.map((name) => join(from, name)));
  try {
    for (const [i, reader] of readers.entries()) {
      const name = names[i] ?? '';
      step(`copy ${name}`);
      await copyOne(reader, join(to, name), (done) => step(`copy ${name}`, done));
    }
  } finally {
    for (const reader of readers) reader.close();
  }
}

/**
 * Brings what was committed from the logs to its place in the files, as far as nobody still reads what stands there; nobody
 * waits for it.
 */
export function carryOver(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const db = new Database(join(folder, name), { fileMustExist: true });
    try {
      db.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      db.close();
    }
  }
}

async function copyOne(reader: Database.Database, to: string, step: (done: number) => void): Promise<void> {
  let copy = -1;
  try {
    await reader.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        if (copy < 0) copy = openSync(to, 'r+');
        fdatasyncSync(copy);
        step((totalPages - remainingPages) / Math.max(1, totalPages));
        return pagesAtOnce;
      },
    });
  } finally {
    if (copy >= 0) closeSync(copy);
  }
}

/** Connections that all read the same instant. */
async function oneInstant(files: readonly string[]): Promise<Database.Database[]> {
  const until = performance.now() + patience;
  const writers = files.map((file) => opened(file, false));
  const readers = files.map((file) => opened(file, true));
  try {
    while (!tryOneInstant(writers, readers)) {
      if (performance.now() > until) throw Object.assign(new Error('always in use'), { code: 'SQLITE_BUSY' });
      await setTimeout(10);
    }
    return readers;
  } catch (error) {
    for (const reader of readers) reader.close();
    throw error;
  } finally {
    for (const writer of writers) writer.close();
  }
}

/** Ready to begin: what is read of a file first is read while nobody waits. */
function opened(file: string, readonly: boolean): Database.Database {
  const db = new Database(file, { fileMustExist: true, readonly, timeout: 0 });
  look(db);
  return db;
}

function look(db: Database.Database): void {
  db.prepare('SELECT count(*) FROM sqlite_master').get();
}

/** Waits for no lock while it holds another: the hub, which writes in turns, would never let go of it. */
function tryOneInstant(
  writers: readonly Database.Database[],
  readers: readonly Database.Database[],
): boolean {
  try {
    for (const writer of writers) writer.exec('BEGIN IMMEDIATE');
    for (const reader of readers) {
      reader.exec('BEGIN');
      look(reader);
    }
    return true;
  } catch (error) {
    for (const reader of readers) if (reader.inTransaction) reader.exec('ROLLBACK');
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return false;
    throw error;
  } finally {
    for (const writer of writers) if (writer.inTransaction) writer.exec('ROLLBACK');
  }
}
