import { type Refusal, refuse } from '../../errors.ts';
import type { Allocation, Need } from '../../time/availability-types.ts';

/** One resource that a visit needs, and the one that somebody named for it. */
interface Unit {
  readonly need: Need;
  readonly named: string | undefined;
}

/** The units of needs, each with the resource that was named for its role; a role named more often than needed is refused. */
export function pinUnits(needs: readonly Need[], named: readonly Allocation[]): Unit[] | Refusal {
  const units: Unit[] = needs.flatMap((need) =>
    new Array<Unit>(need.count).fill({ need: { ...need, count: 1 }, named: undefined }),
  );
  for (const { role, resource_id } of named) {
    const at = units.findIndex((unit) => unit.need.role === role && unit.named === undefined);
    const unit = units[at];
    if (!unit)
      return refuse(
        'validation_failed',
        `The service needs no${hasRole(needs, role) ? ' further' : ''} ${role}`,
        {
          issues: [{ path: 'allocations', message: `no resource of the role ${role} is left to name` }],
        },
      );
    units[at] = { ...unit, named: resource_id };
  }
  return units;
}

/** What a unit needs: the named resource, with the skills that anybody there must have. */
export function needOf({ need, named }: Unit): Need {
  return named === undefined ? need : { ...need, resource_ids: [named] };
}

/** Allocations of which those that `named` names by their role are others; the rest stays (a swap). */
export function swapped(before: readonly Allocation[], named: readonly Allocation[]): Allocation[] {
  const left = [...named];
  const kept = before.map((allocation) => {
    const at = left.findIndex(({ role }) => role === allocation.role);
    return at < 0 ? allocation : (left.splice(at, 1)[0] ?? allocation);
  });
  return [...kept, ...left];
}

function hasRole(needs: readonly Need[], role: string): boolean {
  return needs.some((need) => need.role === role);
}
