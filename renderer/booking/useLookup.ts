import { useMemo } from 'react';
import type { Query } from '../../shared/commands/query.ts';
import type { Conflict } from '../../shared/time/availability-types.ts';
import type { Format } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import type { Lookup } from './conflicts.ts';

/** The names behind the ids of some conflicts; undefined until they are read. */
export function useLookup(
  conflicts: readonly Conflict[],
  resourceId: string | undefined,
): Lookup | undefined {
  const { format } = usePractice();
  const key = JSON.stringify([conflicts, resourceId]);
  const { data } = useLive(
    ['bookings', 'customers', 'resources', 'blocks', 'holds'],
    (query) => readNames(query, conflicts, resourceId, format),
    [key, format.zone, format.locale],
  );
  return useMemo(() => data && lookupOf(data), [data]);
}

async function readNames(
  query: Query,
  conflicts: readonly Conflict[],
  resourceId: string | undefined,
  format: Format,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const resourceIds = [resourceId, ...conflicts.map((conflict) => conflict.resource_id)];
  for (const id of new Set(resourceIds)) {
    const resource = id && (await query.get('resources', id));
    if (resource) names.set(resource.id, resource.name);
  }
  for (const { type, id } of conflicts) {
    const words = id && (await wordsFor(query, type, id, format));
    if (words) names.set(id, words);
  }
  return names;
}

async function wordsFor(query: Query, type: Conflict['type'], id: string, format: Format) {
  if (type === 'held') return (await query.get('holds', id))?.held_by;
  if (type !== 'existing_booking') return (await query.get('blocks', id))?.reason;
  const booking = await query.get('bookings', id);
  if (!booking) return undefined;
  const customer = await query.get('customers', booking.customer_id);
  return `${customer?.name ?? 'somebody'}, ${format.times(booking.start_at, booking.end_at)}`;
}

function lookupOf(names: ReadonlyMap<string, string>): Lookup {
  const name = (id: string) => names.get(id);
  return { resource: name, booking: name, block: name, hold: name };
}
