import type { Condition, Query } from '../../shared/commands/query.ts';
import { type Docs, definitionOf, type ResourceName } from '../../shared/resources/index.ts';
import type { StoredDocs } from './documents.ts';

/** The plainest store there could be: lists that are looked through from end to end. */
export function listQuery(docs: StoredDocs): Query {
  const lists: Partial<Record<ResourceName, readonly Docs[ResourceName][]>> = {
    ...docs,
    practice: [docs.practice],
    services: [docs.services],
  };
  const all = <Name extends ResourceName>(name: Name) => (lists[name] ?? []) as readonly Docs[Name][];
  return {
    async get(name, id) {
      return all(name).find((doc) => doc.id === id);
    },
    async range(name, conditions, { order = 'id', descending = false, limit } = {}) {
      const found = all(name).filter((doc) => conditions.every((condition) => meets(doc, condition)));
      const key = (doc: Docs[typeof name]) => `${Reflect.get(doc, order)} ${doc.id}`;
      const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      return (descending ? sorted.reverse() : sorted).slice(0, limit);
    },
    async claims(ids, span) {
      const claims = (['bookings', 'holds'] as const).flatMap((name) =>
        all(name).flatMap((doc) => definitionOf(name).claims?.(doc) ?? []),
      );
      return claims.filter(
        ({ resource_id, padded }) =>
          ids.includes(resource_id) && padded.start < span.end && padded.end > span.start,
      );
    },
  };
}

function meets(doc: object, [field, op, value]: Condition): boolean {
  const own: unknown = Reflect.get(doc, field);
  if (own === undefined) return false;
  if (op === 'in') return Array.isArray(value) && value.includes(own);
  if (op === '=') return own === value;
  if (typeof own !== 'string' || typeof value !== 'string') throw new Error(`${field} is no text`);
  if (op === '<') return own < value;
  return op === '>' ? own > value : own >= value;
}
