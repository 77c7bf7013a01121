import { isRefusal, refuse } from '../../errors.ts';
import { classes } from '../../resources/classes.ts';
import { durationMinutes, resourceId, seats, serviceId } from '../../resources/parts.ts';
import { instant, parseInstant } from '../../time/instants.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { place, placeRefusals } from '../bookings/place.ts';
import { offeredService } from '../bookings/service.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { defineCommand } from '../define.ts';
import { loadClassQuestion } from './load.ts';

export const createClass = defineCommand({
  name: 'classes.create',
  resource: 'classes',
  summary: 'Schedule a class: it claims its teacher and room, and has seats to book (rule A6)',
  args: classes.create.extend({
    service_id: serviceId,
    resource_id: resourceId.optional().meta({ description: 'Who teaches; absent: any that fits' }),
    start_at: instant,
    duration: durationMinutes.optional().meta({ description: 'Minutes instead of the service’s own' }),
    capacity: seats.optional().meta({ description: 'Absent: as many seats as the service says' }),
    ...overrideArgs,
  }),
  scope: 'classes:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/classes', status: 201 }],
  emits: ['resource.availability_changed'],
  refuses: [...placeRefusals, 'invalid_service'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'classes', args);
    if (isRefusal(taken)) return taken;
    const service = await offeredService(query, args.service_id);
    if (isRefusal(service)) return service;
    const { start_at, resource_id, duration } = args;
    const question = await loadClassQuestion(query, { service, start_at, resource_id, duration }, ctx);
    return isRefusal(question) ? question : { service, question };
  },

  decide({ service, question }, args, ctx) {
    const { id, external_id, metadata, notes, override, override_reason } = args;
    if (!service.capacity)
      return refuse('invalid_service', `${service.name} is not taught in classes: it has no capacity`, {
        service_id: service.id,
      });
    const placed = place(question, parseInstant(args.start_at), override, ctx);
    if (isRefusal(placed)) return placed;
    const { buffer_before, buffer_after } = service;
    const fields = {
      external_id,
      metadata,
      notes,
      service_id: service.id,
      status: 'scheduled' as const,
      ...placed,
      capacity: args.capacity ?? service.capacity,
      seats_taken: 0,
      buffer_before,
      buffer_after,
      override_reason: placed.override.length > 0 ? override_reason : undefined,
    };
    const change = {
      resource: 'classes' as const,
      doc: newDoc('classes', id ?? ctx.id('cls'), fields, ctx),
    };
    return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
  },
});
