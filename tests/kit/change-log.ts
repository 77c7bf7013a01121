import type Database from 'better-sqlite3';
import * as z from 'zod';
import type { BaseDoc } from '../../shared/resources/define.ts';
import { allResources, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { type EventEnvelope, eventEnvelope } from '../../shared/wire/event.ts';

/** One committed change of a document. */
export interface LoggedChange {
  readonly kind: 'change';
  readonly seq: number;
  readonly resource: ResourceName;
  readonly id: string;
  readonly deleted: boolean;
  readonly doc: BaseDoc;
}

/** One committed event. */
export interface LoggedEvent {
  readonly kind: 'event';
  readonly seq: number;
  readonly event: EventEnvelope;
}

/** Everything that was committed since the log began, in the order of `seq`. */
export interface ChangeLog {
  /** The newest number from before the log. */
  readonly from: number;
  /** The newest number of all. */
  readonly counter: number;
  readonly entries: readonly (LoggedChange | LoggedEvent)[];
}

/**
 * Makes the database note every version of every document, and every event as it was appended, in the transaction that
 * makes it: the tables themselves keep the newest alone. A backup holds the log up to then.
 */
export function beginChangeLog(db: Database.Database): void {
  db.exec(`CREATE TABLE test_log (tenant_id TEXT, seq INTEGER, resource TEXT, id TEXT, deleted INTEGER, doc TEXT);
    CREATE TABLE test_log_from AS SELECT tenant_id, seq FROM counters;
    CREATE TABLE test_log_events (tenant_id TEXT, seq INTEGER, event TEXT);
    CREATE TRIGGER test_log_event AFTER INSERT ON events BEGIN
      INSERT INTO test_log_events VALUES (NEW.tenant_id, NEW.seq, NEW.event); END;`);
  for (const { name } of allResources)
    for (const happens of ['INSERT', 'UPDATE'])
      db.exec(`CREATE TRIGGER test_log_${name}_${happens} AFTER ${happens} ON ${name} BEGIN
        INSERT INTO test_log VALUES (NEW.tenant_id, NEW.seq, '${name}', NEW.id, NEW.deleted, NEW.doc); END;`);
}

const numberRow = z.object({ seq: z.int() });
const changeRow = z.object({
  seq: z.int(),
  resource: z.string().refine(isResourceName),
  id: z.string(),
  deleted: z.int(),
  doc: z.string(),
});
const document = z.looseObject({
  id: z.string(),
  tenant_id: z.string(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  metadata: z.record(z.string(), z.string()),
});
const eventRow = z.object({ seq: z.int(), event: z.string() });

/** Reads a practice's part of the log. */
export function readChangeLog(db: Database.Database, tenant: string): ChangeLog {
  const numberIn = (table: string) =>
    numberRow.parse(db.prepare(`SELECT seq FROM ${table} WHERE tenant_id = ?`).get(tenant)).seq;
  const from = numberIn('test_log_from');
  const changes = z
    .array(changeRow)
    .parse(db.prepare('SELECT * FROM test_log WHERE tenant_id = ?').all(tenant))
    .map(({ deleted, doc, ...row }) => ({
      kind: 'change' as const,
      ...row,
      deleted: deleted === 1,
      doc: document.parse(JSON.parse(doc)),
    }));
  const events = z
    .array(eventRow)
    .parse(db.prepare('SELECT seq, event FROM test_log_events WHERE tenant_id = ?').all(tenant))
    .map(({ seq, event }) => ({
      kind: 'event' as const,
      seq,
      event: eventEnvelope.parse(JSON.parse(event)),
    }));
  return {
    from,
    counter: numberIn('counters'),
    entries: [...changes, ...events].sort((a, b) => a.seq - b.seq),
  };
}
