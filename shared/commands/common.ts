import { isRefusal, type Refusal, refuse } from '../errors.ts';
import type { BaseDoc } from '../resources/define.ts';
import { type Docs, definitionOf, type ResourceName } from '../resources/index.ts';
import type { Query } from './query.ts';

/** What most commands check while they load. */

/** Refuses an id or external id that is in use: 409 `id_taken`. */
export async function unlessTaken(
  query: Query,
  resource: ResourceName,
  args: { id?: string | undefined; external_id?: string | null | undefined },
  own?: string,
): Promise<Record<string, never> | Refusal> {
  const { singular } = definitionOf(resource);
  if (args.id && args.id !== own && (await query.get(resource, args.id)))
    return refuse('id_taken', `There is a ${singular} with the id ${args.id} already`, { id: args.id });
  if (args.external_id) {
    const [taken] = await query.range(resource, [['external_id', '=', args.external_id]], { limit: 1 });
    if (taken && taken.id !== own)
      return refuse('id_taken', `The external_id belongs to the ${singular} ${taken.id} already`, {
        external_id: args.external_id,
        id: taken.id,
      });
  }
  return {};
}

/** The document a command is about, or 404 `not_found`. */
export async function existing<Name extends ResourceName>(
  query: Query,
  resource: Name,
  id: string,
): Promise<{ before: Docs[Name] } | Refusal> {
  const before = await query.get(resource, id);
  return before ? { before } : missing(resource, id);
}

/** Like `existing`, for updates that may also change `external_id`. */
export async function existingForUpdate<Name extends ResourceName>(
  query: Query,
  resource: Name,
  args: { id: string } & { external_id?: string | null | undefined },
): Promise<{ before: Docs[Name] } | Refusal> {
  const found = await existing(query, resource, args.id);
  if (isRefusal(found)) return found;
  const taken = await unlessTaken(query, resource, { external_id: args.external_id }, args.id);
  return isRefusal(taken) ? taken : found;
}

export function missing(resource: ResourceName, id: string): Refusal {
  return refuse('not_found', `There is no ${definitionOf(resource).singular} ${id}`, { id });
}

/** The arguments that are a document's own fields: without its id. */
export function withoutId<Args extends { id?: BaseDoc['id'] | undefined }>(args: Args): Omit<Args, 'id'> {
  const { id: _, ...fields } = args;
  return fields;
}
