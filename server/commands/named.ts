import type { Command } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { allResources, isResourceName, type ResourceName } from '../../shared/resources/index.ts';
import type { Tx } from '../store/store.ts';

type Args = Record<string, unknown>;

/** Names under which arguments give ids of documents that may be merged: `customer_id` → `customers`. */
const followed = new Map<string, ResourceName>(
  allResources.flatMap(({ name, singular, successor }) =>
    successor && isResourceName(name) ? [[`${singular}_id`, name] as const] : [],
  ),
);

/**
 * The arguments with every id of a merged record replaced by that of the record it became, or 410 `erased` where one
 * names a person whose data was erased. So what a desk did before it knew lands where it is meant.
 */
export function followIds(tx: Tx, command: Command, args: Args): Args | Refusal {
  if (command.asNamed) return args;
  const own = [...followed.values()].find((name) => name === command.resource);

  function follow(value: unknown, key: string, top: boolean): unknown {
    const resource = followed.get(key) ?? (top && key === 'id' ? own : undefined);
    if (typeof value === 'string') return resource ? current(tx, resource, value) : value;
    if (Array.isArray(value))
      return walk(
        value,
        value.map((item) => follow(item, key, false)),
      );
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([name, inner]) => [name, follow(inner, name, false)] as const);
    const refusal = entries.map(([, inner]) => inner).find(isRefused);
    return (
      refusal ??
      (entries.some(([name, inner]) => inner !== value[name]) ? Object.fromEntries(entries) : value)
    );
  }

  const next: Args = {};
  for (const [key, value] of Object.entries(args)) {
    const found = follow(value, key, true);
    if (isRefused(found)) return found;
    next[key] = found;
  }
  return next;
}

/** The id of a person among the arguments, so that what is remembered of the request can be found when they are erased. */
export function personIn(command: Command, args: Args): string | undefined {
  const own = [...followed].find(([, name]) => name === command.resource);
  for (const key of [...followed.keys(), ...(own ? ['id'] : [])]) {
    const value = args[key];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function current(tx: Tx, resource: ResourceName, id: string): string | Refusal {
  const found = tx.resolve(resource, id);
  return found.state === 'erased' ? erased(id) : found.id;
}

/** 410: the person’s data was erased. */
export function erased(id: string): Refusal {
  return refuse('erased', `The data of ${id} was erased; nothing more can be kept for this person`, { id });
}

function walk(before: readonly unknown[], after: readonly unknown[]): unknown {
  return after.find(isRefused) ?? (after.some((item, i) => item !== before[i]) ? after : before);
}

function isRefused(value: unknown): value is Refusal {
  return value !== null && typeof value === 'object' && isRefusal(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
