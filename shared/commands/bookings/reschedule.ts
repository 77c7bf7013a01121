import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { classId, durationMinutes, resourceId } from '../../resources/parts.ts';
import { instant } from '../../time/instants.ts';
import { defineCommand } from '../define.ts';
import { loadMove, suggestMoves } from './move.ts';
import { moveBooking, refuseUnmovable } from './moved.ts';
import { allocationArgs, overrideArgs } from './override-args.ts';
import { placeRefusals } from './place.ts';
import { loadSeatMove, moveSeat } from './seat.ts';

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
    if (!('to' in view)) return moveBooking(view, args, ctx);
    const barred = refuseUnmovable(view.before);
    if (barred) return barred;
    const moved = moveSeat(view, 'rescheduled', args.override, {}, ctx);
    if (isRefusal(moved)) return moved;
    return { ...moved, events: [{ type: 'booking.rescheduled', change: moved.change }] };
  },

  suggest: suggestMoves,
});
