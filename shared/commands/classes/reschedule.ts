import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { classes } from '../../resources/classes.ts';
import { durationMinutes, resourceId } from '../../resources/parts.ts';
import { instant, minutes, parseInstant } from '../../time/instants.ts';
import { reviseBooking } from '../bookings/history.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { place, placeRefusals } from '../bookings/place.ts';
import { type Change, revise } from '../changes.ts';
import { missing } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { removeHold } from '../holds/remove.ts';
import { loadClassQuestion, refuseStatus } from './load.ts';
import { loadSeats } from './seats.ts';

/** Statuses in which a class's booking still moves with it. */
const movable = ['pending', 'confirmed', 'checked_in'];

export const rescheduleClass = defineCommand({
  name: 'classes.reschedule',
  resource: 'classes',
  summary: 'Move a class to another time or teacher, and every booking with it in one step (rule B3)',
  args: z.strictObject({
    id: classes.id,
    start_at: instant.optional().meta({ description: 'Absent: as before' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: as before' }),
    duration: durationMinutes.optional().meta({ description: 'Minutes; absent: as before' }),
    ...overrideArgs,
  }),
  scope: 'classes:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/classes/{id}/reschedule', status: 200 }],
  emits: ['resource.availability_changed', 'booking.rescheduled'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx) {
    const seats = await loadSeats(query, args.id, ctx);
    if (!seats) return missing('classes', args.id);
    const { session } = seats;
    const service = await query.get('services', session.service_id);
    if (!service) return missing('services', session.service_id);
    const { buffer_before, buffer_after, resource_id, start_at } = session;
    const length = (parseInstant(session.end_at) - parseInstant(start_at)) / minutes(1);
    const wish = {
      // A class keeps the buffers that its service had when it was scheduled.
      service: { ...service, buffer_before, buffer_after },
      resource_id: args.resource_id ?? resource_id,
      start_at: args.start_at ?? start_at,
      duration: args.duration ?? length,
      ignore: [session.id],
    };
    const question = await loadClassQuestion(query, wish, ctx);
    return isRefusal(question) ? question : { ...seats, question };
  },

  decide({ session, bookings, holds, question }, args, ctx) {
    if (session.status === 'cancelled') return refuseStatus('cancelled', 'moved');
    if (bookings.some(({ status }) => !movable.includes(status))) return refuseStatus('under way', 'moved');
    const placed = place(question, parseInstant(args.start_at ?? session.start_at), args.override, ctx);
    if (isRefusal(placed)) return placed;
    const override_reason = placed.override.length > 0 ? args.override_reason : undefined;
    const doc = revise(session, { ...placed, override_reason }, ctx);
    const change = { resource: 'classes' as const, doc, before: session };
    const changes: Change[] = [change];
    const events: EventDraft[] = [{ type: 'resource.availability_changed', change }];
    const { resource_id, allocations, start_at, end_at } = placed;
    for (const before of bookings) {
      const patch = { resource_id, allocations, start_at, end_at, sequence: before.sequence + 1 };
      const moved = {
        resource: 'bookings' as const,
        doc: reviseBooking(before, 'rescheduled', patch, ctx),
        before,
      };
      changes.push(moved);
      events.push({ type: 'booking.rescheduled', change: moved });
    }
    // Who holds a seat was shown another time.
    for (const hold of holds) changes.push(...removeHold(hold, ctx).changes);
    return { changes, events };
  },
});
