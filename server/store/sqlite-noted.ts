import type { BaseDoc } from '../../shared/resources/define.ts';
import { definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { Prepare } from './sqlite-view.ts';

/** SQL of a document as it is read: with what is noted beside it. `row` names the table or its alias. */
export function docText(resource: ResourceName, row: string = resource): string {
  const { noted } = definitionOf(resource);
  if (noted === undefined) return `${row}.doc`;
  return `coalesce((SELECT json_set(${row}.doc, '$.${noted}', at) FROM uses
    WHERE uses.tenant_id = ${row}.tenant_id AND uses.resource = '${resource}' AND uses.id = ${row}.id), ${row}.doc)`;
}

/** What is stored of a document: all but what is noted beside it. */
export function storedText(resource: ResourceName, doc: BaseDoc): string {
  const { noted } = definitionOf(resource);
  return JSON.stringify(noted === undefined ? doc : { ...doc, [noted]: undefined });
}

/** Puts down when a document was last used. */
export function noteUse(
  prepare: Prepare,
  tenant: string,
  resource: ResourceName,
  id: string,
  at: string,
): void {
  const sql = 'INSERT OR REPLACE INTO uses (tenant_id, resource, id, at) VALUES (?, ?, ?, ?)';
  prepare(sql).run(tenant, resource, id, at);
}

/** Forgets it with the document. */
export function forgetUse(prepare: Prepare, tenant: string, resource: ResourceName, id: string): void {
  if (definitionOf(resource).noted === undefined) return;
  prepare('DELETE FROM uses WHERE tenant_id = ? AND resource = ? AND id = ?').run(tenant, resource, id);
}
