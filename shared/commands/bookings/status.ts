import * as z from 'zod';
import { bookings } from '../../resources/bookings.ts';
import { line } from '../../resources/parts.ts';
import { formatInstant } from '../../time/instants.ts';
import { defineCommand } from '../define.ts';
import { cancelBookingAsGuest } from './cancel-as-guest.ts';
import { loadStep } from './seat.ts';
import { callOff, defineTransition } from './transition.ts';

export const confirmBooking = defineTransition('bookings.confirm', 'confirm', 'Confirm a pending booking', {
  action: 'confirmed',
  from: ['pending'],
  to: 'confirmed',
  event: 'booking.confirmed',
  inCalendar: true,
});

export const cancelBooking = defineCommand({
  name: 'bookings.cancel',
  resource: 'bookings',
  summary: 'Cancel a booking; its time is free again at once',
  args: z.strictObject({ id: bookings.id, reason: line(500).optional() }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/bookings/{id}/cancel', status: 200, guest: cancelBookingAsGuest }],
  emits: ['booking.cancelled'],
  refuses: ['invalid_transition'],
  load: (query, args, ctx) => loadStep(query, args.id, ctx),
  decide: (view, args, ctx) => callOff(view, args.reason, ctx),
});

export const checkInBooking = defineTransition(
  'bookings.check_in',
  'check-in',
  'Note that the customer has arrived',
  {
    action: 'checked in',
    from: ['confirmed'],
    to: 'checked_in',
    event: 'booking.checked_in',
    inCalendar: false,
  },
  (ctx) => ({ checked_in_at: formatInstant(ctx.now) }),
);

export const startBooking = defineTransition(
  'bookings.start',
  'start',
  'Note that the visit has begun',
  {
    action: 'started',
    from: ['checked_in'],
    to: 'in_progress',
    event: 'booking.updated',
    inCalendar: false,
  },
  (ctx) => ({ started_at: formatInstant(ctx.now) }),
);

export const completeBooking = defineTransition(
  'bookings.complete',
  'complete',
  'Note that the visit is over',
  {
    action: 'completed',
    from: ['in_progress'],
    to: 'completed',
    event: 'booking.completed',
    inCalendar: false,
  },
  (ctx) => ({ completed_at: formatInstant(ctx.now) }),
);

export const noShowBooking = defineTransition(
  'bookings.no_show',
  'no-show',
  'Note that the customer did not come; the time is free again',
  { action: 'no-show', from: ['confirmed'], to: 'no_show', event: 'booking.no_show', inCalendar: true },
);
