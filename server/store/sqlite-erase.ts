import { type BaseDoc, fieldOf } from '../../shared/resources/define.ts';
import { allResources, definitionOf, isResourceName } from '../../shared/resources/index.ts';
import { laterWords } from '../../shared/search.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { eventEnvelope } from '../../shared/wire/event.ts';
import { searchableOf } from './sqlite-search.ts';
import { columnOf, type Prepare } from './sqlite-view.ts';
import type { Replaced, Tx } from './store.ts';

/** What an intent's sender is told of a refusal whose words were about a person who is no longer known. */
const untold = 'The person’s data was erased';

/**
 * Rule P4, inside a transaction: whatever any table holds of these persons is overwritten or removed. Documents take a
 * new seq, so that desks overwrite their copies, too. Answers the texts that were removed, as they lay in the file.
 */
export function eraseFrom(
  prepare: Prepare,
  tenant: string,
  tx: Pick<Tx, 'put'>,
  subjects: readonly string[],
  now: number,
): string[] {
  const at = formatInstant(now);
  const traces = subjects.flatMap((subject) => eraseDocuments(prepare, tenant, tx, subject, at));
  for (const subject of subjects) {
    eraseEvents(prepare, tenant, subject);
    // Where lists had them: by their name, among others.
    prepare('DELETE FROM moved WHERE tenant_id = ? AND id = ?').run(tenant, subject);
    prepare('DELETE FROM idempotency WHERE tenant_id = ? AND subject_id = ?').run(tenant, subject);
    prepare(
      `UPDATE intents SET refusal = json_object('code', json_extract(refusal, '$.code'), 'message', ?)
       WHERE tenant_id = ? AND subject_id = ? AND refusal IS NOT NULL`,
    ).run(untold, tenant, subject);
    prepare('INSERT OR IGNORE INTO erasures (tenant_id, subject_id, at) VALUES (?, ?, ?)').run(
      tenant,
      subject,
      at,
    );
  }
  return traces;
}

function eraseDocuments(
  prepare: Prepare,
  tenant: string,
  tx: Pick<Tx, 'put'>,
  subject: string,
  at: string,
): string[] {
  const traces: string[] = [];
  for (const { name, erasure, subject: field } of allResources) {
    if (!erasure || !field || !isResourceName(name)) continue;
    const rows = prepare(
      `SELECT doc, deleted FROM ${name} WHERE tenant_id = ? AND ${columnOf(name, field)} = ?`,
    ).all(tenant, subject) as { doc: string; deleted: number }[];
    for (const row of rows) {
      const before: BaseDoc = JSON.parse(row.doc);
      const gone = row.deleted === 1 || !erasure.stays;
      const doc = erasure.scrub(before);
      if (gone === (row.deleted === 1) && JSON.stringify(doc) === row.doc) continue;
      const next = { ...doc, version: before.version + 1, updated_at: at };
      traces.push(...tracesOf({ resource: name, before, after: next }));
      tx.put(name, next, gone);
    }
  }
  return traces;
}

/** Events stay where they are in the order of things, and say no more than what they were about. */
function eraseEvents(prepare: Prepare, tenant: string, subject: string): void {
  const rows = prepare('SELECT event FROM events WHERE tenant_id = ? AND subject_id = ?').all(
    tenant,
    subject,
  ) as { event: string }[];
  for (const row of rows) {
    const event = eventEnvelope.parse(JSON.parse(row.event));
    const bare = { ...event, data: { object: { id: fieldOf(event.data.object, 'id') } } };
    prepare('UPDATE events SET event = ? WHERE tenant_id = ? AND seq = ?').run(
      JSON.stringify(bare),
      tenant,
      event.seq,
    );
  }
}

/**
 * Removed texts as they lie in the file: JSON of those that the next version of a document has not; of a person, also
 * what columns and indexes hold, beside the id where others may well have the same. Short ones are everywhere.
 */
export function tracesOf({ resource, before, after }: Replaced): string[] {
  const kept = new Set(textsIn(after));
  const removed = textsIn(before).filter((text) => !kept.has(text));
  const texts = removed.map((text) => JSON.stringify(text)).filter((text) => text.length > 6);
  const { search } = definitionOf(resource);
  if (!search) return texts;
  const { id } = before;
  const { name, phone, email } = searchableOf(before, search);
  const reach = [
    phone,
    email,
    ...[search.phone, search.email].map((field) => String(fieldOf(before, field) ?? '')),
  ];
  const names = [name, String(fieldOf(before, search.name)), ...laterWords(name)].flatMap((one) => [
    one + id,
    id + one,
  ]);
  return [...texts, ...reach.filter((text) => text !== ''), ...names];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
