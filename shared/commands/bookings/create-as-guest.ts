import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { resourceId, serviceId } from '../../resources/parts.ts';
import { instant } from '../../time/instants.ts';
import { customerFor, findVisitor, visitor } from '../customers/visitor.ts';
import { defineCommand } from '../define.ts';
import { placeRefusals } from './place.ts';
import { suggestVisits } from './suggest.ts';
import { bookVisit, loadVisit } from './visit.ts';

const { channel, notes, send_confirmation } = bookings.fields;

/** What a visitor of a website books for themselves; nothing tells them whether the practice knew them (API.md). */
export const createBookingAsGuest = defineCommand({
  name: 'bookings.create_as_guest',
  resource: 'bookings',
  summary: 'Book for oneself on a website',
  args: z.strictObject({
    customer: visitor.refine((who) => who.email !== undefined || who.phone !== undefined, {
      message: 'needs an email or a phone',
    }),
    service_id: serviceId,
    resource_id: resourceId.optional(),
    start_at: instant,
    channel,
    notes,
    send_confirmation,
    manage_hash: z.string(),
  }),
  scope: 'bookings:guest',
  runs: 'hub',
  http: [],
  emits: ['booking.created', 'booking.confirmed', 'customer.created'],
  refuses: [...placeRefusals, 'invalid_service'],
  secrets: { manage_hash: { made: () => 'mng_', shownAs: 'manage_token' } },

  async load(query, args, ctx) {
    const visit = await loadVisit(query, args, ctx);
    if (isRefusal(visit)) return visit;
    const who = await findVisitor(query, args.customer, ctx);
    return isRefusal(who) ? who : { visit, who };
  },

  decide({ visit, who }, args, ctx) {
    const { customer_id, booked_as, changes, events } = customerFor(who, ctx);
    const { channel, notes, send_confirmation, manage_hash } = args;
    const own = { channel, notes, send_confirmation, manage_hash };
    const booked = bookVisit(visit, { ...own, customer_id, booked_as, override: [] }, ctx);
    if (isRefusal(booked)) return booked;
    return { changes: [...booked.changes, ...changes], events: [...events, ...booked.events] };
  },

  suggest: suggestVisits,
});
