import type { BaseDoc } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { Prepare } from './sqlite-view.ts';

/** SQL of a document as it is read: with what is noted beside it. `row` names the table or its alias. */
export function docText(resource: ResourceName, row: string = resource): string {
  const { noted, notes } = definitionOf(resource);
  if (noted === undefined) return `${row}.doc`;
  const used = `json_set(${row}.doc, '$.${noted}', at)`;
  const whole = notes ? `json_patch(${used}, coalesce(notes, '{}'))` : used;
  return `coalesce((SELECT ${whole} FROM uses
    WHERE uses.tenant_id = ${row}.tenant_id AND uses.resource = '${resource}' AND uses.id = ${row}.id), ${row}.doc)`;
}

/** What is stored of a document: all but what is noted beside it. */
export function storedText(resource: ResourceName, doc: BaseDoc): string {
  const { noted, notes = [] } = definitionOf(resource);
  if (noted === undefined) return JSON.stringify(doc);
  const none = Object.fromEntries([noted, ...notes].map((field) => [field, undefined]));
  return JSON.stringify({ ...doc, ...none });
}

/** Puts down when a document was last used, and what was said then; what was said before stays where nothing was. */
export function noteUse(
  prepare: Prepare,
  tenant: string,
  resource: ResourceName,
  id: string,
  at: string,
  notes: Readonly<Record<string, unknown>> = {},
): void {
  const sql = `INSERT INTO uses (tenant_id, resource, id, at, notes) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET at = excluded.at, notes = json_patch(coalesce(notes, '{}'), excluded.notes)`;
  prepare(sql).run(tenant, resource, id, at, JSON.stringify(notes));
}

/** Forgets it with the document. */
export function forgetUse(prepare: Prepare, tenant: string, resource: ResourceName, id: string): void {
  if (definitionOf(resource).noted === undefined) return;
  prepare('DELETE FROM uses WHERE tenant_id = ? AND resource = ? AND id = ?').run(tenant, resource, id);
}
