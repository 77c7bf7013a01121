import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Param, Prepare } from './sqlite-view.ts';
import type { EventChoice, View } from './store.ts';

/** Reading the outbox of one tenant. */
export function sqliteEvents(
  prepare: Prepare,
  tenant: string,
): Pick<View, 'event' | 'events' | 'forgottenEvents'> {
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
  };
}

/** The number of the oldest event that an endpoint is still to get. */
function firstToDeliver(prepare: Prepare, tenant: string): number | undefined {
  const sql = `SELECT min(event_seq) AS seq FROM deliveries WHERE tenant_id = ? AND status = 'pending'`;
  return (prepare(sql).get(tenant) as { seq: number | null }).seq ?? undefined;
}

/**
 * Forgets up to `limit` events from before `before`, the oldest first, and answers how many there were; none that an
 * endpoint is still to get, nor what came after it. Those about a person stay in the file as that person's history
 * (`told`), where no reader of events finds them.
 */
export function forgetEvents(
  prepare: Prepare,
  tenant: string,
  after: number,
  { before, limit }: { readonly before: string; readonly limit: number },
): number {
  const sql = 'SELECT seq, at FROM events WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?';
  const rows = prepare(sql).all(tenant, after, limit) as { seq: number; at: string }[];
  const waiting = firstToDeliver(prepare, tenant) ?? Number.POSITIVE_INFINITY;
  const firstKept = rows.findIndex(({ at, seq }) => at >= before || seq >= waiting);
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
