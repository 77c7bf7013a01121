import { isRefusal, refuse } from '../../errors.ts';
import { classId, customerId, serviceId } from '../../resources/parts.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { formatInstant, instant, parseInstant } from '../../time/instants.ts';
import { offeredService } from '../bookings/service.ts';
import { newDoc } from '../changes.ts';
import { missing, unlessTaken } from '../common.ts';
import { defineCommand } from '../define.ts';
import { refuseUntil } from './until.ts';
import { unknownResource } from './wished.ts';

export const joinWaitlist = defineCommand({
  name: 'waitlist.create',
  resource: 'waitlist',
  summary: 'Wait for a time that is not free yet, or for a seat in a class',
  args: waitlist.create.extend({
    customer_id: customerId,
    service_id: serviceId.optional().meta({ description: 'Needed, but with `class_id`' }),
    class_id: classId.optional().meta({ description: 'Only for a seat in this class; says the service' }),
    from: instant.optional().meta({ description: 'Absent: from now' }),
    walk_in: waitlist.doc.shape.walk_in,
    until: instant
      .optional()
      .meta({ description: 'Needed, but with `class_id`: then until the class is over' }),
  }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/waitlist', status: 201 }],
  emits: ['waitlist.joined'],
  refuses: ['invalid_service', 'invalid_customer', 'invalid_resource', 'outside_policy'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'waitlist', args);
    if (isRefusal(taken)) return taken;
    const session = args.class_id ? await query.get('classes', args.class_id) : undefined;
    if (args.class_id && !session) return missing('classes', args.class_id);
    const { service_id = session?.service_id, until = session?.end_at } = args;
    const unsaid = service_id === undefined ? 'service_id' : 'until';
    if (service_id === undefined || until === undefined)
      return refuse('validation_failed', `${unsaid}: is missing, and no class_id says it`, {
        issues: [{ path: unsaid, message: 'is missing' }],
      });
    const service = await offeredService(query, service_id);
    if (isRefusal(service)) return service;
    if (session && (session.service_id !== service_id || session.status === 'cancelled'))
      return missing('classes', session.id);
    const { customer_id, resource_ids = [] } = args;
    if (!(await query.get('customers', customer_id)))
      return refuse('invalid_customer', `There is no customer ${customer_id}`, { customer_id });
    const unknown = await unknownResource(query, resource_ids);
    if (unknown) return unknown;
    const from = args.from ?? formatInstant(ctx.now);
    return refuseUntil(from, until, ctx) ?? { service_id, from, until };
  },

  decide({ service_id, from, until }, { id = undefined, ...args }, ctx) {
    const fields = { ...args, service_id, from, until, status: 'waiting' as const, passed: [] };
    const doc = newDoc('waitlist', id ?? ctx.id('wl'), fields, ctx);
    const change = { resource: 'waitlist' as const, doc };
    return {
      changes: [change],
      events: [{ type: 'waitlist.joined', change }],
      due: [{ at: parseInstant(until), command: 'waitlist.expire', args: { id: doc.id } }],
    };
  },
});
