import { type BaseDoc, fieldOf } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { EventEnvelope } from '../../shared/wire/event.ts';
import { eraseFrom, tracesOf } from './sqlite-erase.ts';
import { forgetEvents } from './sqlite-events.ts';
import { forgetUse, noteUse, storedText } from './sqlite-noted.ts';
import { indexPerson } from './sqlite-search.ts';
import { type Prepare, paramOf, sqliteView } from './sqlite-view.ts';
import { noteMove } from './sqlite-walk.ts';
import type { Due, Erased, Lockout, Replaced, StoredAnswer, StoredIntent, Tx } from './store.ts';

/** What a work changed, for those who wait for changes. */
export interface Touched {
  readonly collections: Partial<Record<ResourceName, number>>;
  events?: number;
  erased?: Erased;
}

/** A work's reads and writes, and what is left to do when it is through. */
export interface SqliteTx extends Tx {
  /** Writes down the last number that was taken; nothing may be written after it. */
  settle(): void;
}

/** Reads and writes of one tenant inside a savepoint of the writer's transaction. */
export function sqliteTx(prepare: Prepare, tenant: string, touched: Touched): SqliteTx {
  const view = sqliteView(prepare, tenant);
  // Works run one after the other, so the counter's row need be read and written only once in each.
  let taken: number | undefined;

  let about: string | null = null;

  function nextSeq(): number {
    taken = (taken ?? view.seq()) + 1;
    return taken;
  }

  function putClaims(resource: ResourceName, doc: BaseDoc, deleted: boolean): void {
    const definition = definitionOf(resource);
    if (!definition.claims) return;
    // Named, because the planner prefers the primary key, whose first column all claims of a practice share.
    prepare('DELETE FROM claims INDEXED BY claims_owner WHERE tenant_id = ? AND owner = ?').run(
      tenant,
      doc.id,
    );
    if (deleted) return;
    for (const claim of definition.claims(doc))
      prepare(
        `INSERT INTO claims (tenant_id, resource_id, padded_start, padded_end, owner, kind, core_start, core_end, expires_at, overbooked)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        tenant,
        claim.resource_id,
        claim.padded.start,
        claim.padded.end,
        claim.owner,
        claim.kind,
        claim.core.start,
        claim.core.end,
        claim.expires_at ?? null,
        claim.overbooked ? 1 : 0,
      );
  }

  const tx: SqliteTx = {
    ...view,
    seq: () => taken ?? view.seq(),

    settle() {
      if (taken === undefined) return;
      const sql = 'INSERT OR REPLACE INTO counters (tenant_id, seq) VALUES (?, ?)';
      prepare(sql).run(tenant, taken);
    },

    put(resource: ResourceName, doc: BaseDoc, deleted: boolean): number {
      const seq = nextSeq();
      const definition = definitionOf(resource);
      noteMove(prepare, tenant, definition, doc.id, seq);
      prepare(putText(resource)).run(
        doc.id,
        tenant,
        seq,
        deleted ? 1 : 0,
        storedText(resource, doc),
        paramOf(doc.external_id),
        doc.created_at,
        doc.updated_at,
        ...definition.columns.map((column) => paramOf(fieldOf(doc, column))),
      );
      putClaims(resource, doc, deleted);
      indexPerson(prepare, tenant, definition, doc, deleted);
      if (deleted) forgetUse(prepare, tenant, resource, doc.id);
      touched.collections[resource] = seq;
      return seq;
    },

    noteUse: (resource, id, at, notes) => noteUse(prepare, tenant, resource, id, at, notes),

    wasDeleted(resource: ResourceName, id: string): boolean {
      const sql = `SELECT 1 FROM ${resource} WHERE tenant_id = ? AND id = ? AND deleted = 1`;
      return prepare(sql).get(tenant, id) !== undefined;
    },

    append(draft: Omit<EventEnvelope, 'seq'>, subject?: string): EventEnvelope {
      const seq = nextSeq();
      const event = { ...draft, seq };
      prepare(
        'INSERT INTO events (tenant_id, seq, id, type, subject_id, at, event) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(tenant, seq, event.id, event.type, subject ?? null, event.created_at, JSON.stringify(event));
      touched.events = seq;
      return event;
    },

    forgetEvents: (old) => forgetEvents(prepare, tenant, view.forgottenEvents(), old),

    dropExpiredHolds(resourceIds: readonly string[], now: number): void {
      for (const resourceId of resourceIds) {
        const expired = prepare(
          'SELECT doc FROM holds WHERE tenant_id = ? AND resource_id = ? AND expires_at <= ? AND deleted = 0',
        ).all(tenant, resourceId, formatInstant(now)) as { doc: string }[];
        for (const { doc } of expired) tx.put('holds', JSON.parse(doc), true);
      }
    },

    about(subject: string): void {
      about = subject;
    },

    erase(subjects: readonly string[], removed: readonly Replaced[], now: number): void {
      const found = eraseFrom(prepare, tenant, tx, subjects, now);
      const traces = removed.flatMap(tracesOf);
      const before = touched.erased;
      touched.erased = {
        subjects: [...(before?.subjects ?? []), ...subjects],
        traces: [...(before?.traces ?? []), ...traces, ...found],
      };
    },

    recall(key: string, now: number): StoredAnswer | undefined {
      const sql =
        'SELECT fingerprint, body FROM idempotency WHERE tenant_id = ? AND key = ? AND expires_at > ?';
      return prepare(sql).get(tenant, key, now) as StoredAnswer | undefined;
    },

    remember(key: string, answer: StoredAnswer, expiresAt: number): void {
      // Replaced and not updated: rows lie in the order in which they will run out.
      prepare(
        `INSERT OR REPLACE INTO idempotency (tenant_id, key, fingerprint, body, expires_at, subject_id)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(tenant, key, answer.fingerprint, answer.body, expiresAt, about);
    },

    forgetAnswers(now: number, limit: number): number {
      prepare(
        `DELETE FROM idempotency
         WHERE rowid IN (SELECT rowid FROM idempotency ORDER BY rowid LIMIT ?) AND expires_at <= ?`,
      ).run(limit, now);
      const next = prepare('SELECT expires_at AS at FROM idempotency ORDER BY rowid LIMIT 1').get();
      return (next as { at: number } | undefined)?.at ?? 0;
    },

    intent(install: string, n: number): StoredIntent | undefined {
      const sql = `SELECT id, state, refusal FROM intents
        WHERE tenant_id = ? AND install = ? AND n = ?`;
      return intentOf(prepare(sql).get(tenant, install, n));
    },

    intentsById(ids: readonly string[]): StoredIntent[] {
      const sql = 'SELECT id, state, refusal FROM intents WHERE tenant_id = ? AND id = ? LIMIT 1';
      return ids.flatMap((id) => intentOf(prepare(sql).get(tenant, id)) ?? []);
    },

    rememberIntent(install: string, n: number, intent: StoredIntent): void {
      prepare(
        `INSERT OR REPLACE INTO intents (tenant_id, install, n, id, state, refusal, seq, subject_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, (SELECT max(subject_id) FROM intents WHERE tenant_id = ? AND id = ?)))`,
      ).run(
        tenant,
        install,
        n,
        intent.id,
        intent.state,
        intent.refusal ?? null,
        tx.seq(),
        about,
        tenant,
        intent.id,
      );
    },

    addDue({ at, command, args }: Omit<Due, 'tenant'>): void {
      const sql = 'INSERT OR IGNORE INTO due (at, tenant_id, command, args) VALUES (?, ?, ?, ?)';
      prepare(sql).run(at, tenant, command, args);
    },

    removeDue({ at, command, args }: Omit<Due, 'tenant'>): void {
      const sql = 'DELETE FROM due WHERE at = ? AND tenant_id = ? AND command = ? AND args = ?';
      prepare(sql).run(at, tenant, command, args);
    },

    lockout(name: string): Lockout | undefined {
      const sql = 'SELECT failures, locked_until FROM lockouts WHERE tenant_id = ? AND name = ?';
      return prepare(sql).get(tenant, name) as Lockout | undefined;
    },

    putLockout(name: string, { failures, locked_until }: Lockout, forget: number): void {
      prepare('DELETE FROM lockouts WHERE locked_until < ? OR (tenant_id = ? AND name = ?)').run(
        forget,
        tenant,
        name,
      );
      const sql = 'INSERT INTO lockouts (tenant_id, name, failures, locked_until) VALUES (?, ?, ?, ?)';
      if (failures > 0) prepare(sql).run(tenant, name, failures, locked_until);
    },
  };
  return tx;
}

function intentOf(row: unknown): StoredIntent | undefined {
  return row as StoredIntent | undefined;
}

const putTexts = new Map<ResourceName, string>();

/** Insert or update of a document: its bookkeeping columns, then those of its definition. */
function putText(resource: ResourceName): string {
  const known = putTexts.get(resource);
  if (known) return known;
  const definition = definitionOf(resource);
  const columns = [
    'id',
    'tenant_id',
    'seq',
    'deleted',
    'doc',
    'external_id',
    'created_at',
    'updated_at',
    ...definition.columns,
  ];
  const text = `INSERT INTO ${resource} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (tenant_id, id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  putTexts.set(resource, text);
  return text;
}
