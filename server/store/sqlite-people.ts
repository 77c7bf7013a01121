import type { Resolved } from '../../shared/commands/query.ts';
import { fieldOf } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import type { Param, Prepare } from './sqlite-view.ts';
import type { ToldPage } from './store.ts';

/** What is asked about persons besides their documents. */
export function sqlitePeople(prepare: Prepare, tenant: string) {
  function isErased(id: string): boolean {
    const sql = 'SELECT 1 FROM erasures WHERE tenant_id = ? AND subject_id = ?';
    return prepare(sql).get(tenant, id) !== undefined;
  }

  return {
    /** Where a document is by now: follows merges; cheap where it is simply there. */
    resolve(resource: ResourceName, id: string): Resolved {
      const { successor } = definitionOf(resource);
      const sql = `SELECT deleted, CASE deleted WHEN 1 THEN doc END AS doc FROM ${resource} WHERE tenant_id = ? AND id = ?`;
      const seen = new Set<string>();
      for (let at = id; ; ) {
        const row = prepare(sql).get(tenant, at) as { deleted: number; doc: string | null } | undefined;
        if (row?.deleted === 0) return { id: at, state: at === id ? 'there' : 'merged' };
        const next = row?.doc && successor ? fieldOf(JSON.parse(row.doc), successor) : undefined;
        seen.add(at);
        if (typeof next !== 'string' || seen.has(next)) {
          if (isErased(id) || isErased(at)) return { id, state: 'erased' };
          return { id, state: row ? 'removed' : 'unknown' };
        }
        at = next;
      }
    },

    /** Events about persons, the newest first unless `upwards`. */
    told(subjects: readonly string[], { types, limit, from, upwards }: ToldPage): EventEnvelope[] {
      const marks = types.map(() => '?').join(', ');
      const keyset = from ? ` AND (at, seq) ${upwards ? '>' : '<'} (?, ?)` : '';
      const order = upwards ? 'ASC' : 'DESC';
      const sql = `SELECT event FROM events WHERE tenant_id = ? AND subject_id = ? AND type IN (${marks})${keyset}
        ORDER BY at ${order}, seq ${order} LIMIT ?`;
      const keys: Param[] = from ? [from.at, from.seq] : [];
      const found = subjects.flatMap(
        (subject) => prepare(sql).all(tenant, subject, ...types, ...keys, limit) as { event: string }[],
      );
      const events = found.map((row) => JSON.parse(row.event) as EventEnvelope);
      const sorted = events.sort((a, b) =>
        a.created_at === b.created_at ? b.seq - a.seq : a.created_at < b.created_at ? 1 : -1,
      );
      return (upwards ? sorted.reverse() : sorted).slice(0, limit);
    },
  };
}
