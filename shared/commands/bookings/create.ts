import type * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { holds } from '../../resources/holds.ts';
import { classId, customerId, durationMinutes, resourceId, serviceId } from '../../resources/parts.ts';
import { instant } from '../../time/instants.ts';
import { unlessTaken } from '../common.ts';
import { customerFor, type Found, findVisitor, visitor } from '../customers/visitor.ts';
import { type Ctx, defineCommand } from '../define.ts';
import type { Query } from '../query.ts';
import { createBookingAsGuest } from './create-as-guest.ts';
import { allocationArgs, overrideArgs } from './override-args.ts';
import { placeRefusals } from './place.ts';
import { suggestVisits } from './suggest.ts';
import { bookVisit, loadVisit } from './visit.ts';

export const createBooking = defineCommand({
  name: 'bookings.create',
  resource: 'bookings',
  summary: 'Book an appointment',
  args: bookings.create.extend({
    customer_id: customerId.optional().meta({ description: 'Who comes; this or `customer`' }),
    customer: visitor.optional(),
    service_id: serviceId.optional().meta({ description: 'Needed, but with `class_id`' }),
    class_id: classId.optional().meta({ description: 'The class to take a seat in; says service and start' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    start_at: instant.optional().meta({ description: 'Needed, but with `class_id`' }),
    duration: durationMinutes.optional().meta({ description: 'Minutes instead of the service’s own' }),
    ...allocationArgs,
    hold_id: holds.id.optional().meta({ description: 'The hold that this booking takes over' }),
    ...overrideArgs,
  }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [
    {
      method: 'POST',
      path: '/bookings',
      status: 201,
      guest: createBookingAsGuest,
      limit: 'booking_creation',
    },
  ],
  emits: ['booking.created', 'booking.confirmed', 'booking.conflict_detected', 'customer.created'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_customer', 'hold_expired'],

  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'bookings', args);
    if (isRefusal(taken)) return taken;
    const visit = await loadVisit(query, args, ctx);
    if (isRefusal(visit)) return visit;
    const who = await whoComes(query, args, ctx);
    return isRefusal(who) ? who : { visit, who };
  },

  decide({ visit, who }, args, ctx) {
    const { customer_id, booked_as, changes, events } = customerFor(who, ctx);
    const { id, external_id, metadata, channel, notes, send_confirmation } = args;
    const { override, override_reason } = args;
    const own = {
      id,
      external_id,
      metadata,
      channel,
      notes,
      send_confirmation,
      override,
      override_reason,
    };
    const booked = bookVisit(visit, { ...own, customer_id, booked_as }, ctx);
    if (isRefusal(booked)) return booked;
    return { changes: [...booked.changes, ...changes], events: [...events, ...booked.events] };
  },

  suggest: suggestVisits,
});

async function whoComes(
  query: Query,
  {
    customer_id,
    customer,
  }: { customer_id?: string | undefined; customer?: z.output<typeof visitor> | undefined },
  ctx: Ctx,
): Promise<Found | Refusal> {
  // Whoever is found or made by name and address is personal data that the key must be allowed (rule P4).
  if (customer && !ctx.actor.scopes.has('customers:write'))
    return refuse('forbidden', 'A booking with `customer` needs the scope customers:write', {
      scope: 'customers:write',
    });
  if (customer && !customer_id) return findVisitor(query, customer, ctx);
  if (customer || !customer_id)
    return refuse('validation_failed', 'customer_id: who comes is told by this or by customer', {
      issues: [{ path: 'customer_id', message: customer ? 'must not come with customer' : 'is missing' }],
    });
  const known = await query.get('customers', customer_id);
  if (!known) return refuse('invalid_customer', `There is no customer ${customer_id}`, { customer_id });
  return { known, given: { name: known.name } };
}
