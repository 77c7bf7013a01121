import * as z from 'zod';
import { type Booking, type BookingStatus, bookings } from '../../resources/bookings.ts';
import { defineCommand } from '../define.ts';
import { reviseBooking } from './history.ts';
import { loadStep } from './seat.ts';
import { wrongStatus } from './transition.ts';

/** Steps that leave the booking its time, so that going back is always possible. */
const back: Readonly<Partial<Record<BookingStatus, BookingStatus>>> = {
  confirmed: 'pending',
  checked_in: 'confirmed',
  in_progress: 'checked_in',
};

/** Undo at a desk; for programs a mistaken step is what `reopen` is for. */
export const stepBackBooking = defineCommand({
  name: 'bookings.step_back',
  resource: 'bookings',
  summary: 'Take back a mistaken confirm, arrival or start',
  args: z.strictObject({ id: bookings.id }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [],
  emits: ['booking.updated'],
  refuses: ['invalid_transition'],
  load: (query, args, ctx) => loadStep(query, args.id, ctx),
  decide({ before }, _args, ctx) {
    const to = back[before.status];
    if (!to || (to === 'pending' && !wasPending(before)))
      return wrongStatus(before, ['confirmed', 'checked_in', 'in_progress'], to ?? 'confirmed');
    const patch = {
      status: to,
      ...(to === 'confirmed' && { checked_in_at: undefined }),
      ...(to === 'checked_in' && { started_at: undefined }),
      // A request and a booking are two things in a calendar.
      ...(to === 'pending' && { sequence: before.sequence + 1 }),
    };
    const doc = reviseBooking(before, 'taken back', patch, ctx);
    const change = { resource: 'bookings' as const, doc, before };
    return { changes: [change], events: [{ type: 'booking.updated', change }] };
  },
});

function wasPending({ history }: Booking): boolean {
  return history.findLast((entry) => entry.before.status !== undefined)?.before.status === 'pending';
}
