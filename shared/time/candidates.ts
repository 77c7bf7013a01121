import type { Allocation, AvailabilityQuestion, CandidateResource, Need } from './availability-types.ts';
import type { Claim } from './claim.ts';

/** Whether a resource can fill a need at all, by id or kind and by its skills (rule A4). */
export function fits(resource: CandidateResource, need: Need): boolean {
  const named =
    need.resource_ids?.includes(resource.id) ?? (need.kind === undefined || need.kind === resource.kind);
  return named && need.skills.every((skill) => resource.skills.includes(skill));
}

/** Those who fit, in the practice's order: by `sort_order`, then by id. */
export function candidatesFor(need: Need, resources: readonly CandidateResource[]): CandidateResource[] {
  return resources.filter((resource) => fits(resource, need)).sort(byPriority);
}

export function byPriority(a: CandidateResource, b: CandidateResource): number {
  return a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1);
}

/**
 * The first need, whose first unit is the main resource, and one entry per further unit that a visit needs.
 * @throws RangeError for a question that means nothing: no need, or a number that is not positive where it
 * must be (rule T8).
 */
export function unitsOf(question: AvailabilityQuestion): { first: Need; others: Need[] } {
  const [first] = question.needs;
  if (first === undefined) throw new RangeError('a service needs at least one resource');
  refuseUnless(question.slot_step > 0, 'slot_step must be positive');
  refuseUnless(question.buffer_before >= 0 && question.buffer_after >= 0, 'a buffer must not be negative');
  refuseUnless(
    question.resources.every((resource) => resource.duration > 0),
    'a duration must be positive',
  );
  refuseUnless(
    question.needs.every((need) => need.count >= 1),
    'a need must count at least one',
  );
  const others = question.needs.flatMap((need) =>
    new Array<Need>(need === first ? need.count - 1 : need.count).fill(need),
  );
  return { first, others };
}

/** Pairs each unit with the resource chosen for it; both in the same order. */
export function allocationsOf(units: readonly Need[], chosen: readonly CandidateResource[]): Allocation[] {
  return units.flatMap(({ role }, index) => {
    const resource = chosen[index];
    return resource === undefined ? [] : [{ role, resource_id: resource.id }];
  });
}

/** Whether a claim counts: its hold has not expired (rule A9) and its owner is not set aside (rule B3). */
export function counts(claim: Claim, question: AvailabilityQuestion): boolean {
  if (claim.expires_at !== undefined && claim.expires_at <= question.now) return false;
  return question.ignore_owners === undefined || !question.ignore_owners.includes(claim.owner);
}

function refuseUnless(condition: boolean, message: string): void {
  if (!condition) throw new RangeError(message);
}
