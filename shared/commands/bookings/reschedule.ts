import * as z from 'zod';
import { bookings } from '../../resources/bookings.ts';
import { durationMinutes, resourceId } from '../../resources/parts.ts';
import { instant } from '../../time/instants.ts';
import { defineCommand } from '../define.ts';
import { allocationArgs, overrideArgs } from './create.ts';
import { loadMove, suggestMoves } from './move.ts';
import { moveBooking } from './moved.ts';
import { placeRefusals } from './place.ts';

export const rescheduleBooking = defineCommand({
  name: 'bookings.reschedule',
  resource: 'bookings',
  summary:
    'Move a booking to another time or resource, change its length or swap its room; it keeps its id (rule B3)',
  args: z.strictObject({
    id: bookings.id,
    start_at: instant.optional().meta({ description: 'Absent: as before' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: as before' }),
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

  load: loadMove,

  decide: (found, args, ctx) => moveBooking(found, args, ctx),

  suggest: suggestMoves,
});
