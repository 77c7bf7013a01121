import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { resourceId } from '../../resources/parts.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import type { Claim } from '../../time/claim.ts';
import { instant } from '../../time/instants.ts';
import type { Change } from '../changes.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { loadMove } from './move.ts';
import { moveBooking } from './moved.ts';
import { allocationArgs, overrideArgs } from './override-args.ts';
import { placeRefusals } from './place.ts';

const move = z.strictObject({
  booking_id: bookings.id,
  resource_id: resourceId.optional().meta({ description: 'Who gives it instead; absent: as before' }),
  allocations: allocationArgs.allocations.meta({
    description: 'Other resources for these roles, such as another room; the rest stays',
  }),
  start_at: instant.optional().meta({ description: 'Absent: as before' }),
});

/** Many bookings in one step, such as a day of somebody who is ill: all of them or none, and one undo takes all back. */
export const reassignBookings = defineCommand({
  name: 'bookings.reassign',
  resource: 'bookings',
  summary: 'Give many bookings to others at once, all or none; they keep their ids',
  args: z.strictObject({
    moves: z
      .array(move)
      .min(1)
      .max(100)
      .refine(
        (moves) => new Set(moves.map(({ booking_id }) => booking_id)).size === moves.length,
        'each booking only once',
      ),
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [],
  emits: ['booking.rescheduled', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, { moves }, ctx) {
    // What all of them have now counts for nothing (rule B3): two may change places.
    const ignore = moves.map(({ booking_id }) => booking_id);
    const found = [];
    for (const { booking_id, ...wished } of moves) {
      const one = await loadMove(query, { ...wished, id: booking_id, ignore, agreed: !wished.start_at }, ctx);
      if (isRefusal(one)) return naming(one, booking_id);
      // A seat goes where its class goes.
      if (one.before.class_id) return naming(ofClass(one.before.class_id), booking_id);
      found.push({ ...one, wished });
    }
    return { found };
  },

  decide({ found }, { override, override_reason }, ctx) {
    const leaving = new Set(found.map(({ before }) => before.id));
    const claims: Claim[] = [];
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    for (const { before, question, same, wished } of found) {
      const now = (asked: AvailabilityQuestion) => withClaims(asked, leaving, claims);
      const moved = moveBooking(
        { before, question: now(question), same: same && now(same) },
        // The steps are those of the colleague’s own day; the time was agreed.
        { ...wished, override: wished.start_at ? override : [...override, 'slot_step'], override_reason },
        ctx,
      );
      if (isRefusal(moved)) return naming(moved, before.id);
      claims.push(...(bookings.claims?.(moved.doc) ?? []));
      changes.push(...moved.changes);
      events.push(...moved.events);
    }
    return { changes, events };
  },
});

/** The question with the claims of those that move as they will be: gone from where they were, there where they came. */
function withClaims(
  question: AvailabilityQuestion,
  leaving: ReadonlySet<string>,
  come: readonly Claim[],
): AvailabilityQuestion {
  return {
    ...question,
    ignore_owners: [],
    resources: question.resources.map((resource) => ({
      ...resource,
      claims: [
        ...resource.claims.filter(({ owner }) => !leaving.has(owner)),
        ...come.filter(({ resource_id }) => resource_id === resource.id),
      ],
    })),
  };
}

function ofClass(class_id: string): Refusal {
  return refuse('validation_failed', 'It has a seat in a class: move the class', {
    issues: [{ path: 'moves', message: 'names a seat in a class' }],
    class_id,
  });
}

/** Which of them it is that cannot be moved. */
function naming(refusal: Refusal, booking_id: string): Refusal {
  return { ...refusal, details: { ...refusal.details, booking_id } };
}
