import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { durationMinutes, resourceId } from '../../resources/parts.ts';
import { instant, minutes, parseInstant } from '../../time/instants.ts';
import { existing, missing } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { overrideArgs } from './create.ts';
import { reviseBooking } from './history.ts';
import { place, placeRefusals } from './place.ts';
import { loadQuestion } from './question.ts';
import { asBooked, lengthOf, suggestMoves } from './suggest.ts';

/** Statuses in which a booking can still move. */
const movable = ['pending', 'confirmed', 'checked_in'];

export const rescheduleBooking = defineCommand({
  name: 'bookings.reschedule',
  resource: 'bookings',
  summary: 'Move a booking to another time or resource, or change its length; it keeps its id (rule B3)',
  args: z.strictObject({
    id: bookings.id,
    start_at: instant.optional().meta({ description: 'Absent: as before' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: as before' }),
    duration: durationMinutes.optional().meta({ description: 'Minutes; absent: as before' }),
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/bookings/{id}/reschedule', status: 200 }],
  emits: ['booking.rescheduled', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx) {
    const found = await existing(query, 'bookings', args.id);
    if (isRefusal(found)) return found;
    const { before } = found;
    const service = await query.get('services', before.service_id);
    if (!service) return missing('services', before.service_id);
    const start = parseInstant(args.start_at ?? before.start_at);
    const duration = args.duration ?? lengthOf(before);
    const question = await loadQuestion(
      query,
      {
        service: asBooked(service, before),
        resourceIds: [args.resource_id ?? before.resource_id],
        duration,
        span: { start, end: start + minutes(duration) },
        ignore: [before.id],
      },
      ctx,
    );
    return isRefusal(question) ? question : { before, question };
  },

  decide({ before, question }, args, ctx) {
    if (!movable.includes(before.status))
      return refuse('invalid_transition', `A booking that is ${before.status} cannot be moved`, {
        status: before.status,
      });
    const placed = place(question, parseInstant(args.start_at ?? before.start_at), args.override, ctx);
    if (isRefusal(placed)) return placed;
    const patch = {
      ...placed,
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
