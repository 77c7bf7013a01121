import { type BaseDoc, type ResourceDefinition, toWire } from '../../shared/resources/define.ts';
import { pickFields } from '../fields.ts';
import type { Caller } from './route.ts';

/** The document as this caller may see it: `pk_` keys see the public fields only. */
export function shown(definition: ResourceDefinition, doc: BaseDoc, caller: Caller): Record<string, unknown> {
  const wire = toWire(definition, doc);
  if (caller.kind !== 'public') return wire;
  return pickFields(wire, ['id', 'tenant_id', ...(definition.publicFields ?? []), 'links']);
}

/** ETag of a document: its version. */
export function etagOf(doc: { version?: unknown }): Record<string, string> {
  return typeof doc.version === 'number' ? { ETag: `"${doc.version}"` } : {};
}
