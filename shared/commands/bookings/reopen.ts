import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { type Booking, type BookingStatus, bookings } from '../../resources/bookings.ts';
import { parseInstant } from '../../time/instants.ts';
import { defineCommand } from '../define.ts';
import { reviseBooking } from './history.ts';
import { loadMove, suggestMoves } from './move.ts';
import { place, placeRefusals } from './place.ts';
import { loadSeatMove, moveSeat } from './seat.ts';
import { wrongStatus } from './transition.ts';

const closed: readonly BookingStatus[] = ['cancelled', 'no_show', 'completed'];

export const reopenBooking = defineCommand({
  name: 'bookings.reopen',
  resource: 'bookings',
  summary: 'Take back a mistaken cancel, no-show or complete, if the time is still free',
  args: z.strictObject({ id: bookings.id }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/bookings/{id}/reopen', status: 200 }],
  emits: ['booking.updated'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx) {
    return (await loadSeatMove(query, args, ctx)) ?? loadMove(query, args, ctx);
  },

  decide(view, _args, ctx) {
    const { before } = view;
    if (!closed.includes(before.status)) return wrongStatus(before, closed, 'confirmed');
    const rules = [
      'outside_working_hours',
      'time_off',
      'closure',
      'min_notice',
      'beyond_horizon',
      'slot_step',
    ] as const;
    const opened = {
      status: statusBefore(before),
      cancel_reason: undefined,
      cancelled_at: undefined,
      completed_at: undefined,
    };
    if ('to' in view) {
      const moved = moveSeat(view, 'reopened', rules, opened, ctx);
      if (isRefusal(moved)) return moved;
      return { ...moved, events: [{ type: 'booking.updated', change: moved.change }] };
    }
    const placed = place(view.question, parseInstant(before.start_at), rules, ctx);
    if (isRefusal(placed)) return placed;
    const patch = { ...opened, allocations: placed.allocations, sequence: before.sequence + 1 };
    const doc = reviseBooking(before, 'reopened', patch, ctx);
    const change = { resource: 'bookings' as const, doc, before };
    return { changes: [change], events: [{ type: 'booking.updated', change }] };
  },

  suggest: suggestMoves,
});

/** A request that nobody had confirmed is a request again; everything else is certain again. */
function statusBefore(booking: Booking): 'pending' | 'confirmed' {
  const closing = booking.history.findLast((entry) => entry.before.status !== undefined);
  return closing?.before.status === 'pending' ? 'pending' : 'confirmed';
}
