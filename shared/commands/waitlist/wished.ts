import { type Refusal, refuse } from '../../errors.ts';
import type { Query } from '../query.ts';

/** 422 where somebody wishes a resource that is not there. */
export async function unknownResource(query: Query, ids: readonly string[]): Promise<Refusal | undefined> {
  for (const resource_id of ids)
    if (!(await query.get('resources', resource_id)))
      return refuse('invalid_resource', `There is no resource ${resource_id}`, { resource_id });
  return undefined;
}
