import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { classes } from '../../resources/classes.ts';
import { line } from '../../resources/parts.ts';
import { formatInstant } from '../../time/instants.ts';
import { callOff } from '../bookings/transition.ts';
import { type Change, revise } from '../changes.ts';
import { missing } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { removeHold } from '../holds/remove.ts';
import { refuseStatus } from './load.ts';
import { loadSeats } from './seats.ts';

export const cancelClass = defineCommand({
  name: 'classes.cancel',
  resource: 'classes',
  summary: 'Cancel a class and every booking of it in one step; its time is free again at once',
  args: z.strictObject({ id: classes.id, reason: line(500).optional() }),
  scope: 'classes:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/classes/{id}/cancel', status: 200 }],
  emits: ['resource.availability_changed', 'booking.cancelled'],
  refuses: ['invalid_transition'],
  load: async (query, args, ctx) => (await loadSeats(query, args.id, ctx)) ?? missing('classes', args.id),
  decide({ session, bookings, holds }, { reason }, ctx) {
    if (session.status === 'cancelled') return refuseStatus('cancelled', 'cancelled');
    const fields = {
      status: 'cancelled' as const,
      seats_taken: 0,
      cancel_reason: reason,
      cancelled_at: formatInstant(ctx.now),
    };
    const change = { resource: 'classes' as const, doc: revise(session, fields, ctx), before: session };
    const changes: Change[] = [change];
    const events: EventDraft[] = [{ type: 'resource.availability_changed', change }];
    for (const before of bookings) {
      // Whoever has arrived has a booking that is nobody's to call off: the class has begun.
      const cancelled = callOff({ before }, reason, ctx);
      if (isRefusal(cancelled)) return refuseStatus('under way', 'cancelled');
      changes.push(...cancelled.changes);
      events.push(...cancelled.events);
    }
    for (const hold of holds) changes.push(...removeHold(hold, ctx).changes);
    return { changes, events };
  },
});
