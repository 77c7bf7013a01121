import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings, overrides } from '../../resources/bookings.ts';
import { holds } from '../../resources/holds.ts';
import { customerId, durationMinutes, line, resourceId, serviceId } from '../../resources/parts.ts';
import { instant, minutes, parseInstant } from '../../time/instants.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { historyEntry } from './history.ts';
import { place, placeRefusals } from './place.ts';
import { loadQuestion, overrideOf } from './question.ts';
import { offeredService } from './service.ts';
import { suggestVisits } from './suggest.ts';

/** How a caller asks to set soft rules aside (API.md, "Booking life cycle"). */
export const overrideArgs = {
  override: z
    .array(overrides)
    .max(overrides.options.length)
    .default([])
    .meta({ description: 'Rules to set aside; recorded' }),
  override_reason: line(500).optional(),
};

export const createBooking = defineCommand({
  name: 'bookings.create',
  resource: 'bookings',
  summary: 'Book an appointment',
  args: bookings.create.extend({
    customer_id: customerId,
    service_id: serviceId,
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    start_at: instant,
    duration: durationMinutes.optional().meta({ description: 'Minutes instead of the service’s own' }),
    hold_id: holds.id.optional().meta({ description: 'The hold that this booking takes over' }),
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/bookings', status: 201 }],
  emits: ['booking.created', 'booking.confirmed', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_customer', 'hold_expired'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'bookings', args);
    if (isRefusal(taken)) return taken;
    const service = await offeredService(query, args.service_id);
    if (isRefusal(service)) return service;
    if (!(await query.get('customers', args.customer_id)))
      return refuse('invalid_customer', `There is no customer ${args.customer_id}`, {
        customer_id: args.customer_id,
      });
    const hold = args.hold_id ? await query.get('holds', args.hold_id) : undefined;
    if (args.hold_id && (!hold || parseInstant(hold.expires_at) <= ctx.now))
      return refuse('hold_expired', 'The hold ran out; choose a time again', { hold_id: args.hold_id });
    const start = parseInstant(args.start_at);
    const question = await loadQuestion(
      query,
      {
        service,
        resourceIds: args.resource_id ? [args.resource_id] : undefined,
        duration: args.duration,
        span: { start, end: start + minutes(1) },
        ignore: hold ? [hold.id] : [],
      },
      ctx,
    );
    return isRefusal(question) ? question : { service, hold, question };
  },

  decide({ service, hold, question }, args, ctx) {
    const placed = place(question, parseInstant(args.start_at), args.override, ctx);
    if (isRefusal(placed)) return placed;
    const status = service.requires_confirmation ? ('pending' as const) : ('confirmed' as const);
    const price = overrideOf(service, placed.resource_id)?.price ?? service.price;
    const { id, external_id, metadata, channel, notes, send_confirmation, override_reason } = args;
    const doc = newDoc(
      'bookings',
      id ?? ctx.id('bk'),
      {
        external_id,
        metadata,
        channel,
        notes,
        send_confirmation,
        customer_id: args.customer_id,
        service_id: args.service_id,
        status,
        ...placed,
        buffer_before: service.buffer_before,
        buffer_after: service.buffer_after,
        price,
        sequence: 0,
        override_reason: placed.override.length > 0 ? override_reason : undefined,
        history: [historyEntry('created', {}, ctx)],
      },
      ctx,
    );
    const change = { resource: 'bookings' as const, doc };
    const changes: Change[] = [change];
    if (hold) changes.push({ resource: 'holds', doc: revise(hold, {}, ctx), before: hold, deleted: true });
    const events: EventDraft[] = [{ type: 'booking.created', change }];
    if (status === 'confirmed') events.push({ type: 'booking.confirmed', change });
    if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
    return { changes, events };
  },

  suggest: suggestVisits,
});
