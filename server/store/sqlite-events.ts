import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Param, Prepare } from './sqlite-view.ts';
import type { EventChoice, KeptEvent, OldEvents, StoredEvent, View } from './store.ts';

/** Reading the outbox of one tenant. */
export function sqliteEvents(
  prepare: Prepare,
  tenant: string,
): Pick<View, 'event' | 'events' | 'eventsAbout' | 'eventsAt' | 'forgottenEvents' | 'keptEvents'> {
  function forgottenEvents(): number {
    const sql = 'SELECT seq FROM forgotten_events WHERE tenant_id = ?';
    return (prepare(sql).get(tenant) as { seq: number } | undefined)?.seq ?? 0;
  }

  return {
    forgottenEvents,

    event(id: string): EventEnvelope | undefined {
      const sql = 'SELECT event FROM events WHERE tenant_id = ? AND id = ?';
      const row = prepare(sql).get(tenant, id) as { event: string } | undefined;
      const event: EventEnvelope | undefined = row && JSON.parse(row.event);
      return event && event.seq > forgottenEvents() ? event : undefined;
    },

    events(after: number, limit: number, only?: EventChoice): EventEnvelope[] {
      const marks = only?.types.map(() => '?').join(', ');
      const chosen = only ? ` AND seq <= ? AND type IN (${marks})` : '';
      const sql = `SELECT event FROM events WHERE tenant_id = ? AND seq > ?${chosen} ORDER BY seq LIMIT ?`;
      const params: Param[] = only ? [only.until, ...only.types] : [];
      const from = Math.max(after, forgottenEvents());
      const rows = prepare(sql).all(tenant, from, ...params, limit) as { event: string }[];
      return rows.map((row) => JSON.parse(row.event));
    },

    eventsAt(seqs: readonly number[]): Map<number, StoredEvent> {
      const sql = `SELECT seq, id, event AS text FROM events
        WHERE tenant_id = ? AND seq IN (SELECT value FROM json_each(?))`;
      const rows = prepare(sql).all(tenant, JSON.stringify(seqs)) as (StoredEvent & { seq: number })[];
      return new Map(rows.map(({ seq, id, text }) => [seq, { id, text }]));
    },

    keptEvents(after: number, limit: number): KeptEvent[] {
      const sql = `SELECT seq, subject_id AS subject, event AS text FROM events
        WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
      const rows = prepare(sql).all(tenant, after, limit) as (StoredEvent & {
        seq: number;
        subject: string | null;
      })[];
      return rows.map(({ seq, subject, text }) => ({
        seq,
        ...(subject !== null && { subject }),
        event: JSON.parse(text),
      }));
    },

    eventsAbout(subjects: readonly string[]): number[] {
      const sql = `SELECT seq FROM events WHERE tenant_id = ? AND subject_id IN (SELECT value FROM json_each(?))`;
      return (prepare(sql).all(tenant, JSON.stringify(subjects)) as { seq: number }[]).map(({ seq }) => seq);
    },
  };
}

/**
 * Forgets up to `limit` events from before `before`, the oldest first, and answers how many there were; none from
 * `needed` on. Those about a person stay in the file as that person's history
 * (`told`), where no reader of events finds them.
 */
export function forgetEvents(
  prepare: Prepare,
  tenant: string,
  after: number,
  { before, limit, needed = Number.POSITIVE_INFINITY }: OldEvents,
): number {
  const sql = 'SELECT seq, at FROM events WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?';
  const rows = prepare(sql).all(tenant, after, limit) as { seq: number; at: string }[];
  const firstKept = rows.findIndex(({ at, seq }) => at >= before || seq >= needed);
  const old = firstKept < 0 ? rows : rows.slice(0, firstKept);
  const last = old.at(-1)?.seq;
  if (last === undefined) return 0;
  prepare('DELETE FROM events WHERE tenant_id = ? AND seq > ? AND seq <= ? AND subject_id IS NULL').run(
    tenant,
    after,
    last,
  );
  prepare('INSERT OR REPLACE INTO forgotten_events (tenant_id, seq) VALUES (?, ?)').run(tenant, last);
  return old.length;
}
