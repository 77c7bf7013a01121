import type { Query } from '../../shared/commands/query.ts';
import type { Docs, ResourceName } from '../../shared/resources/index.ts';
import type { StoredIntent } from './intent-schema.ts';

interface Touched {
  readonly resource: ResourceName;
  readonly id: string;
}

/** As many as the wire allows; older ones are reached through these. */
const most = 100;

/** The same query, noting which documents a command looks up by id. */
export function recordGets(query: Query): { recording: Query; recorded: () => readonly Touched[] } {
  const seen: Touched[] = [];
  async function get<Name extends ResourceName>(resource: Name, id: string): Promise<Docs[Name] | undefined> {
    seen.push({ resource, id });
    return query.get(resource, id);
  }
  return { recording: { ...query, get }, recorded: () => seen };
}

/** Ids of the intents, not answered yet, that changed one of the documents a command builds on (rule S4). */
export function dependencies(touched: readonly Touched[], pending: readonly StoredIntent[]): string[] {
  const keys = new Set(touched.map(keyOf));
  return pending
    .filter((intent) => intent.effects.some((effect) => keys.has(keyOf(effect))))
    .map((intent) => intent.id)
    .slice(-most);
}

function keyOf({ resource, id }: Touched): string {
  return `${resource}/${id}`;
}
