import { parseInstant } from '../../shared/time/instants.ts';
import type { Case } from './useDayOf.ts';

/** Who takes which booking, by the booking's id; `null`: nobody, it stays. */
export type Choices = Readonly<Record<string, string | null>>;

/**
 * Who takes each booking: whoever a person chose, or else whoever is free and has been given fewest so far, so that one
 * colleague does not get all. Nobody is given two visits at once; a choice that is not free any more counts as none.
 */
export function assign(cases: readonly Case[], chosen: Choices): Map<string, string | null> {
  const given = new Map<string, Case[]>();
  const taken = new Map<string, string | null>();
  for (const each of cases) {
    const wished = chosen[each.booking.id];
    const free = each.takers.filter(({ id }) => !(given.get(id) ?? []).some((other) => meet(other, each)));
    const fewest = free.toSorted(
      (a, b) => (given.get(a.id)?.length ?? 0) - (given.get(b.id)?.length ?? 0),
    )[0];
    const taker = wished === null ? undefined : (free.find(({ id }) => id === wished) ?? fewest);
    taken.set(each.booking.id, taker?.id ?? null);
    if (taker) given.set(taker.id, [...(given.get(taker.id) ?? []), each]);
  }
  return taken;
}

/** How a booking's part of one role is given to somebody else, or, without `taker`, as it is. */
export function moveOf({ booking, role }: Case, leaving: string, taker?: string) {
  const own = booking.allocations.filter((each) => each.role === role);
  const allocations = own.map((each) =>
    taker !== undefined && each.resource_id === leaving ? { ...each, resource_id: taker } : each,
  );
  return { booking_id: booking.id, allocations };
}

function meet(a: Case, b: Case): boolean {
  return (
    parseInstant(a.booking.start_at) < parseInstant(b.booking.end_at) &&
    parseInstant(b.booking.start_at) < parseInstant(a.booking.end_at)
  );
}
