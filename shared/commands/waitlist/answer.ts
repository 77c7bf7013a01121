import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { parseInstant } from '../../time/instants.ts';
import { placeRefusals } from '../bookings/place.ts';
import { bookVisit, loadVisit } from '../bookings/visit.ts';
import { type Change, revise } from '../changes.ts';
import { defineCommand } from '../define.ts';
import { loadOffer, refuseWithoutOffer } from './load-offer.ts';
import { freedByOffer, nextTurn, takeOfferBack } from './offer-to.ts';

const { channel, notes, send_confirmation } = bookings.create.shape;

export const acceptOffer = defineCommand({
  name: 'waitlist.accept',
  resource: 'waitlist',
  summary: 'Accept an offer: it becomes a booking in one step',
  args: z.strictObject({ id: waitlist.id, channel, notes, send_confirmation }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/waitlist/{id}/accept', status: 200 }],
  emits: ['waitlist.converted', 'booking.created', 'booking.confirmed'],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_transition', 'hold_expired'],
  async load(query, args, ctx) {
    const found = await loadOffer(query, args.id);
    if (isRefusal(found)) return found;
    const { before } = found;
    const { offer, service_id } = before;
    if (before.status !== 'offered' || !offer) return refuseWithoutOffer(before);
    if (parseInstant(offer.expires_at) <= ctx.now)
      return refuse('hold_expired', 'The offer ran out', { hold_id: offer.hold_id });
    const { hold_id, start_at, resource_id, class_id } = offer;
    const visit = await loadVisit(query, { service_id, start_at, resource_id, class_id, hold_id }, ctx);
    return isRefusal(visit) ? visit : { before, visit, hold_id };
  },
  decide({ before, visit, hold_id }, { id: _, ...args }, ctx) {
    // A desk and the hub make the same id of it (rule S5).
    const id = hold_id.replace(/^hold_/, 'bk_');
    const booked = bookVisit(visit, { ...args, id, customer_id: before.customer_id, override: [] }, ctx);
    if (isRefusal(booked)) return booked;
    const doc = revise(before, { status: 'converted', offer: undefined, booking_id: id }, ctx);
    const change: Change = { resource: 'waitlist', doc, before };
    return {
      changes: [change, ...booked.changes],
      events: [...booked.events, { type: 'waitlist.converted', change }],
    };
  },
});

export const declineOffer = defineCommand({
  name: 'waitlist.decline',
  resource: 'waitlist',
  summary: 'Decline an offer: it goes to the next, and whoever declined waits on for other times',
  args: z.strictObject({
    id: waitlist.id,
    keep_waiting: z.boolean().default(true).meta({ description: 'false: they wait for nothing more' }),
  }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/waitlist/{id}/decline', status: 200 }],
  emits: [],
  refuses: ['invalid_transition'],
  load: (query, args) => loadOffer(query, args.id),
  decide({ before, hold }, { keep_waiting }, ctx) {
    const { offer } = before;
    if (before.status !== 'offered' || !offer) return refuseWithoutOffer(before);
    return {
      changes: takeOfferBack(before, hold, keep_waiting ? 'waiting' : 'declined', ctx),
      events: [],
      due: [nextTurn(freedByOffer(offer), ctx)],
    };
  },
});
