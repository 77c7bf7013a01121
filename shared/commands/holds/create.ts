import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { holds } from '../../resources/holds.ts';
import { durationMinutes, resourceId, serviceId } from '../../resources/parts.ts';
import { formatInstant, instant, minutes, parseInstant } from '../../time/instants.ts';
import { overrideArgs } from '../bookings/create.ts';
import { place, placeRefusals } from '../bookings/place.ts';
import { loadQuestion } from '../bookings/question.ts';
import { offeredService } from '../bookings/service.ts';
import { suggestVisits } from '../bookings/suggest.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken } from '../common.ts';
import { defineCommand } from '../define.ts';

export const createHold = defineCommand({
  name: 'holds.create',
  resource: 'holds',
  summary: 'Keep a slot for some minutes',
  args: z.strictObject({
    id: holds.id.optional(),
    service_id: serviceId,
    resource_id: resourceId.optional(),
    start_at: instant,
    duration: durationMinutes.optional(),
    hold_minutes: z.int().min(1).max(30).default(5),
    override: overrideArgs.override,
  }),
  scope: 'holds:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/holds', status: 201 }],
  emits: [],
  refuses: [...placeRefusals, 'invalid_service'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'holds', args);
    if (isRefusal(taken)) return taken;
    const service = await offeredService(query, args.service_id);
    if (isRefusal(service)) return service;
    const start = parseInstant(args.start_at);
    const wish = {
      service,
      resourceIds: args.resource_id ? [args.resource_id] : undefined,
      duration: args.duration,
      span: { start, end: start + minutes(1) },
    };
    const question = await loadQuestion(query, wish, ctx);
    return isRefusal(question) ? question : { service, question };
  },

  decide({ service, question }, args, ctx) {
    const placed = place(question, parseInstant(args.start_at), args.override, ctx);
    if (isRefusal(placed)) return placed;
    const { override: _, overbooked: __, ...where } = placed;
    const fields = {
      ...where,
      service_id: service.id,
      buffer_before: service.buffer_before,
      buffer_after: service.buffer_after,
      expires_at: formatInstant(ctx.now + minutes(args.hold_minutes)),
      held_by: ctx.actor.name,
    };
    const doc = newDoc('holds', args.id ?? ctx.id('hold'), fields, ctx);
    const due = { at: parseInstant(doc.expires_at), command: 'holds.expire', args: { id: doc.id } };
    return { changes: [{ resource: 'holds', doc }], events: [], due: [due] };
  },

  suggest: suggestVisits,
});
