import { type Refusal, refuse } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import { bookings } from '../../resources/bookings.ts';
import type { Query } from '../query.ts';

/** The parts of a visit, in order; 404 where there are none. */
export async function loadParts(query: Query, id: string): Promise<readonly Booking[] | Refusal> {
  const first = partId(id, 0);
  const known = bookings.id.safeParse(first).success ? await query.get('bookings', first) : undefined;
  // A desk finds the others by the customer, whose bookings it has an index of.
  const found = known
    ? await query.range('bookings', [
        ['customer_id', '=', known.customer_id],
        ['visit_id', '=', id],
      ])
    : [];
  if (found.length === 0) return refuse('not_found', `There is no visit ${id}`, { id });
  return found.sort((a, b) => (a.visit_part ?? 0) - (b.visit_part ?? 0));
}

/** Ids of a visit's bookings follow from its own: a desk and the hub make the same (rule S5). */
export function partId(visitId: string, index: number): string {
  return `bk_${visitId.slice(visitId.indexOf('_') + 1)}_${index + 1}`;
}
