import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { type BaseDoc, fieldOf, type ResourceDefinition } from '../../shared/resources/define.ts';
import { allResources, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import { scopesOf } from '../../shared/scopes.ts';
import type { View } from '../store/store.ts';
import { shown } from './render.ts';
import type { Call, Caller } from './route.ts';

/** What a document names by id and lists may embed: `customer_id` names a customer, which is embedded as `customer`. */
interface Neighbour {
  readonly as: string;
  readonly field: string;
  readonly name: ResourceName;
  readonly definition: ResourceDefinition;
}

/** Documents embedded in one, in wire form, by the name they are shown under; null where there is none any more. */
export type Embedded = Readonly<Record<string, Record<string, unknown> | null>>;

const neighboursOf = memo((definition: ResourceDefinition): readonly Neighbour[] =>
  allResources.flatMap((other) => {
    const field = `${other.singular}_id`;
    const isNamed = field in definition.doc.shape && other.paths.length > 0 && isResourceName(other.name);
    return isNamed
      ? [{ as: other.singular, field, name: other.name as ResourceName, definition: other }]
      : [];
  }),
);

/** The query parameter `expand`, for resources that name others; `{}` for the rest. */
export function expandQuery(definition: ResourceDefinition): z.ZodRawShape {
  const [first, ...more] = neighboursOf(definition).map(({ as }) => as);
  if (first === undefined) return {};
  const names = z.array(z.enum([first, ...more])).min(1);
  const list = z.preprocess((text) => (typeof text === 'string' ? text.split(',') : text), names);
  const description = `Embed what ${definition.name} name by id, separated by commas: ${[first, ...more].join(', ')}`;
  return { expand: list.optional().meta({ description }) };
}

/** What a document looks like when it is read: the resource's wire form, with room for what is embedded. */
export const expandedWire = memo((definition: ResourceDefinition): z.ZodObject => {
  const neighbours = neighboursOf(definition);
  if (neighbours.length === 0) return definition.wire;
  const embedded = neighbours.map(({ as, definition: other }) => [
    as,
    z
      .nullable(other.wire)
      .optional()
      .meta({ description: `With expand=${as}; null where it was removed` }),
  ]);
  const { id } = definition.wire.meta() ?? {};
  return definition.wire.extend(Object.fromEntries(embedded)).meta({ id: `Expanded${id}` });
});

/**
 * Looks up what `expand` asks for: each kind in one query, whatever the number of documents. 403 `forbidden` where the
 * caller may not read that kind.
 */
export async function embed(
  call: Call,
  view: View,
  definition: ResourceDefinition,
  docs: readonly BaseDoc[],
): Promise<(doc: BaseDoc) => Embedded> {
  const asked = [call.query.expand ?? []].flat();
  const neighbours = neighboursOf(definition).filter(({ as }) => asked.includes(as));
  const found = new Map<Neighbour, Map<string, Record<string, unknown>>>();
  for (const neighbour of neighbours) {
    refuseUnlessReadable(call.caller, neighbour);
    const ids = new Set(
      docs.map((doc) => fieldOf(doc, neighbour.field)).filter((id) => typeof id === 'string'),
    );
    const others: BaseDoc[] = await view.range(neighbour.name, [['id', 'in', [...ids]]]);
    found.set(
      neighbour,
      new Map(others.map((other) => [other.id, shown(neighbour.definition, other, call.caller)])),
    );
  }
  return (doc) =>
    Object.fromEntries(
      neighbours.map((neighbour) => [
        neighbour.as,
        found.get(neighbour)?.get(String(fieldOf(doc, neighbour.field))) ?? null,
      ]),
    );
}

function refuseUnlessReadable({ actor, kind }: Caller, { name, as, definition }: Neighbour): void {
  const [scope] = scopesOf(name);
  if (actor.scopes.has(scope) && (kind !== 'public' || definition.publicFields)) return;
  throw new RefusalError(refuse('forbidden', `expand=${as} needs the scope ${scope}`, { scope }));
}

function memo<Value>(
  make: (definition: ResourceDefinition) => Value,
): (definition: ResourceDefinition) => Value {
  const made = new Map<ResourceDefinition, Value>();
  return (definition) => {
    const known = made.get(definition);
    if (known !== undefined) return known;
    const value = make(definition);
    made.set(definition, value);
    return value;
  };
}
