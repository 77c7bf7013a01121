import { hash } from 'node:crypto';
import { type BaseDoc, fieldOf, type ResourceDefinition, toWire } from '../../shared/resources/define.ts';
import { pickFields } from '../fields.ts';
import { noneMatches } from './preconditions.ts';
import type { Call, Caller, Reply } from './route.ts';

/** The document as this caller may see it: `pk_` keys see the public fields only. */
export function shown(definition: ResourceDefinition, doc: BaseDoc, caller: Caller): Record<string, unknown> {
  return seen(definition, toWire(definition, doc), caller);
}

/** The same of a document in wire form. Neighbours are not for everybody, so `pk_` keys see no links to them. */
export function seen(
  definition: ResourceDefinition,
  wire: Record<string, unknown>,
  caller: Caller,
): Record<string, unknown> {
  if (caller.kind !== 'public') return wire;
  const fields = pickFields(wire, ['id', 'tenant_id', ...(definition.publicFields ?? [])]);
  return { ...fields, links: { self: Object(wire.links).self } };
}

/** ETag of a document: its version, and what was embedded in it or noted beside it. */
export function etagOf(doc: { version?: unknown }, embedded: object = {}): Record<string, string> {
  if (typeof doc.version !== 'number') return {};
  const more =
    Object.keys(embedded).length > 0
      ? `.${hash('sha256', JSON.stringify(embedded), 'hex').slice(0, 16)}`
      : '';
  return { ETag: `"${doc.version}${more}"` };
}

/** The answer that is one document, or 304 where the caller has it as it is. */
export function documentReply(
  call: Call,
  definition: ResourceDefinition,
  doc: BaseDoc,
  embedded: object = {},
): Reply {
  const noted = definition.noted && fieldOf(doc, definition.noted);
  const headers = etagOf(doc, { ...(noted !== undefined && { noted }), ...embedded });
  if (noneMatches(call.header('if-none-match'), headers.ETag)) return { status: 304, headers };
  return { status: 200, body: { ...shown(definition, doc, call.caller), ...embedded }, headers };
}
