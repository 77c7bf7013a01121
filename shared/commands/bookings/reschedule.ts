import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { classId, durationMinutes, resourceId } from '../../resources/parts.ts';
import { checkStart } from '../../time/availability.ts';
import { instant, parseInstant } from '../../time/instants.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { reviseBooking } from './history.ts';
import { loadMove, suggestMoves } from './move.ts';
import { allocationArgs, overrideArgs } from './override-args.ts';
import { place, placeRefusals } from './place.ts';
import { loadSeatMove, moveSeat } from './seat.ts';

/** Statuses in which a booking can still move. */
const movable = ['pending', 'confirmed', 'checked_in'];

export const rescheduleBooking = defineCommand({
  name: 'bookings.reschedule',
  resource: 'bookings',
  summary:
    'Move a booking to another time or resource, change its length or swap its room; it keeps its id (rule B3)',
  args: z.strictObject({
    id: bookings.id,
    start_at: instant.optional().meta({ description: 'Absent: as before' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: as before' }),
    class_id: classId.optional().meta({ description: 'Of a seat: another class of the same service' }),
    duration: durationMinutes.optional().meta({ description: 'Minutes; absent: as before' }),
    allocations: allocationArgs.allocations.meta({
      description: 'Other resources for these roles, such as another room; the rest stays',
    }),
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/bookings/{id}/reschedule', status: 200 }],
  emits: ['booking.rescheduled', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx) {
    return (await loadSeatMove(query, args, ctx)) ?? loadMove(query, args, ctx);
  },

  decide(view, args, ctx) {
    const { before } = view;
    if (!movable.includes(before.status))
      return refuse('invalid_transition', `A booking that is ${before.status} cannot be moved`, {
        status: before.status,
      });
    if ('to' in view) {
      const moved = moveSeat(view, 'rescheduled', args.override, {}, ctx);
      if (isRefusal(moved)) return moved;
      return { ...moved, events: [{ type: 'booking.rescheduled', change: moved.change }] };
    }
    const { question, same } = view;
    const start = parseInstant(args.start_at ?? before.start_at);
    // It stays with whom and where it is as long as they are free.
    const best = same && checkStart(same, start).ok ? same : question;
    const placed = place(best, start, args.override, ctx);
    if (isRefusal(placed)) return placed;
    const patch = {
      ...placed,
      chosen_by: placed.resource_id === before.resource_id ? before.chosen_by : undefined,
      sequence: before.sequence + 1,
      override_reason: placed.override.length > 0 ? args.override_reason : undefined,
    };
    const change = {
      resource: 'bookings' as const,
      doc: reviseBooking(before, 'rescheduled', patch, ctx),
      before,
    };
    const events: EventDraft[] = [{ type: 'booking.rescheduled', change }];
    if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
    return { changes: [change], events };
  },

  suggest: suggestMoves,
});
