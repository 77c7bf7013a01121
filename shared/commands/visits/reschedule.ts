import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { type Booking, givesBack } from '../../resources/bookings.ts';
import { visitId } from '../../resources/parts.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import { claimsOf, withClaims } from '../../time/chain.ts';
import { checkStart } from '../../time/check-start.ts';
import type { Claim } from '../../time/claim.ts';
import { formatInstant, instant, parseInstant } from '../../time/instants.ts';
import { reviseBooking } from '../bookings/history.ts';
import { loadMove } from '../bookings/move.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { place, placeRefusals } from '../bookings/place.ts';
import type { Change } from '../changes.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { visitAnswer } from './answer.ts';
import { loadParts } from './load.ts';

/** A part with the question where it can lie. */
interface MovingPart {
  readonly before: Booking;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly question: AvailabilityQuestion;
  readonly same: AvailabilityQuestion | undefined;
}

export const rescheduleVisit = defineCommand({
  name: 'visits.reschedule',
  resource: 'bookings',
  summary: 'Move all parts of a visit in one step: with the same people, as far apart as they are',
  args: z.strictObject({ id: visitId, start_at: instant, ...overrideArgs }),
  scope: 'bookings:write',
  runs: 'anywhere',
  answer: visitAnswer,
  http: [{ method: 'POST', path: '/visits/{id}/reschedule', status: 200 }],
  emits: ['booking.rescheduled', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx) {
    const parts = await loadParts(query, args.id);
    if (isRefusal(parts)) return parts;
    const live = parts.filter(({ status }) => !givesBack(status));
    const starts = live.map(({ start_at }) => parseInstant(start_at));
    const by = parseInstant(args.start_at) - Math.min(...starts);
    // They may lie over one another's old times (rule B3).
    const ignore_owners = live.map(({ id }) => id);
    const moving: MovingPart[] = [];
    for (const { id, start_at } of live) {
      const start = parseInstant(start_at) + by;
      const loaded = await loadMove(query, { id, start_at: formatInstant(start) }, ctx);
      if (isRefusal(loaded)) return loaded;
      const { before, question, same } = loaded;
      moving.push({
        before,
        start,
        question: { ...question, ignore_owners },
        same: same && { ...same, ignore_owners },
      });
    }
    return { moving };
  },

  decide({ moving }, args, ctx) {
    const fixed = moving.find(
      ({ before }) => !['pending', 'confirmed', 'checked_in'].includes(before.status),
    );
    if (fixed || moving.length === 0)
      return refuse('invalid_transition', 'A visit that is under way or over cannot be moved', {
        status: fixed?.before.status,
      });
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const claims: Claim[] = [];
    for (const [index, { before, start, question, same }] of moving.entries()) {
      const asked = { question: withClaims(question, claims), same: same && withClaims(same, claims) };
      const best = asked.same && checkStart(asked.same, start).ok ? asked.same : asked.question;
      // Only the first keeps to steps: the others follow from it.
      const placed = place(best, start, index === 0 ? args.override : [...args.override, 'slot_step'], ctx);
      if (isRefusal(placed)) return { ...placed, details: { ...placed.details, item: index } };
      const override = index === 0 ? placed.override : placed.override.filter((rule) => rule !== 'slot_step');
      const { chosen_by: _, ...where } = placed;
      const patch = {
        ...where,
        override,
        sequence: before.sequence + 1,
        override_reason: override.length > 0 ? args.override_reason : undefined,
      };
      const change = {
        resource: 'bookings' as const,
        doc: reviseBooking(before, 'rescheduled', patch, ctx),
        before,
      };
      changes.push(change);
      events.push({ type: 'booking.rescheduled', change });
      if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
      const { allocations } = placed;
      const lies = {
        start,
        end: parseInstant(placed.end_at),
        allocations,
        strict: { ok: true, end: 0, allocations } as const,
      };
      claims.push(...claimsOf({ id: `${before.id}_moved`, question, gap: 0 }, lies));
    }
    return { changes, events };
  },
});
