import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { deliveryMigrations } from './migrations/deliveries.ts';
import { migrations } from './migrations/index.ts';

/** What kind of file it is: documents and events, or deliveries. */
export type Kind = 'store' | 'deliveries';

/** What can be said of a database file by looking at it. */
export interface Examined {
  /** With what is not yet folded into it, in bytes. */
  readonly bytes: number;
  readonly schema: number;
  /** The schema that this program writes; an older file is brought up to it at the next start. */
  readonly knows: number;
  /** The instant of the newest event (RFC 3339); undefined where there is none. */
  readonly newestEvent: string | undefined;
  /** By how many seconds desks' clocks were ahead when they last handed something over, where that was noticed. */
  readonly clocksOff: readonly number[];
  /** What SQLite's own check found wrong, at most ten; empty where it is whole. */
  readonly damage: readonly string[];
}

/**
 * Looks at a file without changing it, also while a hub runs on it. `thorough` reads all of it.
 * @throws what SQLite says of a file that it cannot open or that is none of its own
 */
export function examine(file: string, kind: Kind, thorough: boolean): Examined {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('busy_timeout = 5000');
    const schema = Number(db.pragma('user_version', { simple: true }));
    return {
      bytes: bytesOf(file),
      schema,
      knows: (kind === 'store' ? migrations : deliveryMigrations).length,
      newestEvent: kind === 'store' && schema > 0 ? newestEvent(db) : undefined,
      clocksOff: kind === 'store' && schema === migrations.length ? clocksOff(db) : [],
      damage: thorough ? damageIn(db) : [],
    };
  } finally {
    db.close();
  }
}

/** A file's size with its log beside it; 0 where there is none. */
export function bytesOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, part) => sum + (existsSync(part) ? statSync(part).size : 0), 0);
}

function newestEvent(db: Database.Database): string | undefined {
  const sql = `SELECT json_extract(event, '$.created_at') AS at FROM events ORDER BY rowid DESC LIMIT 1`;
  return (db.prepare(sql).get() as { at: string } | undefined)?.at;
}

function clocksOff(db: Database.Database): number[] {
  const sql = `SELECT json_extract(notes, '$.clock_ahead') AS ahead FROM uses JOIN devices USING (tenant_id, id)
    WHERE resource = 'devices' AND ahead IS NOT NULL AND json_extract(doc, '$.revoked_at') IS NULL`;
  return (db.prepare(sql).all() as { ahead: number }[]).map(({ ahead }) => ahead);
}

function damageIn(db: Database.Database): string[] {
  const rows = db.pragma('integrity_check(10)') as { integrity_check: string }[];
  const found = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  const orphans = db.pragma('foreign_key_check') as object[];
  return orphans.length > 0 ? [...found, `${orphans.length} rows refer to what is not there`] : found;
}
