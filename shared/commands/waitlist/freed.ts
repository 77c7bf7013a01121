import * as z from 'zod';
import { givesBack } from '../../resources/bookings.ts';
import { definitionOf } from '../../resources/index.ts';
import { classId, resourceId } from '../../resources/parts.ts';
import type { Claim } from '../../time/claim.ts';
import { formatInstant, instant, parseInstant } from '../../time/instants.ts';
import type { Change } from '../changes.ts';

/** Time that became free: of some resources, of all of them, or seats of a class. */
export const freedTime = z.strictObject({
  from: instant,
  to: instant,
  resource_ids: z.array(resourceId).optional(),
  class_id: classId.optional(),
});
export type FreedTime = z.output<typeof freedTime>;

/** Time to come that changes gave back, for those who wait for it. A hold that ends gives back what was free before. */
export function freedBy(changes: readonly Change[], now: number): FreedTime[] {
  return changes.flatMap(freedByOne).filter(({ to }) => parseInstant(to) > now);
}

function freedByOne(change: Change): FreedTime[] {
  const { resource, doc, before, deleted } = change;
  switch (change.resource) {
    case 'bookings': {
      const [was, is] = [change.before, change.doc];
      const hadSeat = was?.class_id !== undefined && !givesBack(was.status);
      const hasSeat = hadSeat && is.class_id === was.class_id && !givesBack(is.status);
      // Where the whole class moved, its seats moved with it.
      const sameTime = was?.start_at === is.start_at || is.class_id !== was?.class_id;
      if (hadSeat && !hasSeat && sameTime) return [seatsOf(was.class_id, was)];
      break;
    }
    case 'classes': {
      const [was, is] = [change.before, change.doc];
      const more = is.capacity > (was?.capacity ?? 0) || was?.start_at !== is.start_at;
      if (is.status === 'scheduled' && more) return [...claimsGivenBack(change), seatsOf(is.id, is)];
      break;
    }
    case 'blocks': {
      const { start_at, end_at, resource_id } = change.doc;
      // Of one that recurs nobody is offered all its times at once.
      if (!deleted || 'rrule' in change.doc) return [];
      return [{ from: start_at, to: end_at, ...(resource_id && { resource_ids: [resource_id] }) }];
    }
    case 'holds':
      return [];
    default:
      if (!definitionOf(resource).claims || doc === before) return [];
  }
  return claimsGivenBack(change);
}

function seatsOf(class_id: string | undefined, { start_at, end_at }: { start_at: string; end_at: string }) {
  return { from: start_at, to: end_at, ...(class_id && { class_id }) };
}

/** Claims that there are no more: one stretch of time with the resources that it frees. */
function claimsGivenBack({ resource, doc, before, deleted }: Change): FreedTime[] {
  const { claims } = definitionOf(resource);
  if (!claims || !before) return [];
  const still = deleted ? [] : claims(doc);
  const gone = claims(before).filter((claim) => !still.some((other) => isSame(claim, other)));
  const [first] = gone;
  if (!first) return [];
  const { start, end } = first.padded;
  const resource_ids = gone.map(({ resource_id }) => resource_id);
  return [{ from: formatInstant(start), to: formatInstant(end), resource_ids }];
}

function isSame(a: Claim, b: Claim): boolean {
  const sameTime = a.padded.start === b.padded.start && a.padded.end === b.padded.end;
  return sameTime && a.resource_id === b.resource_id;
}
