import { missing } from '../../shared/commands/common.ts';
import type { Condition } from '../../shared/commands/query.ts';
import type { Refusal } from '../../shared/errors.ts';
import {
  allResources,
  definitionOf,
  isResourceName,
  type ResourceName,
} from '../../shared/resources/index.ts';
import { erased } from '../commands/named.ts';
import type { View } from '../store/store.ts';

/** Why there is no document of this id: 410 `erased` where the person it was about was, else 404. */
export function notThere(view: View, name: ResourceName, id: string): Refusal {
  const isAboutPerson = definitionOf(name).erasure !== undefined;
  return isAboutPerson && view.resolve(name, id).state === 'erased' ? erased(id) : missing(name, id);
}

/** Fields that name documents which may be merged. */
const fields = new Map<string, ResourceName>(
  allResources.flatMap(({ name, singular, successor }) =>
    successor && isResourceName(name) ? [[`${singular}_id`, name] as const] : [],
  ),
);

/** The conditions of a list with ids of merged records replaced by those of the records they became. */
export function followed(view: View, conditions: readonly Condition[]): Condition[] {
  return conditions.map((condition) => {
    const [field, op, value] = condition;
    const name = fields.get(field);
    return name && typeof value === 'string' ? [field, op, view.resolve(name, value).id] : condition;
  });
}
