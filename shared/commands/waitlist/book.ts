import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { classId, resourceId } from '../../resources/parts.ts';
import { waitlist } from '../../resources/waitlist.ts';
import { instant } from '../../time/instants.ts';
import { historyEntry } from '../bookings/history.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { placeRefusals } from '../bookings/place.ts';
import { bookVisit, loadVisit } from '../bookings/visit.ts';
import { type Change, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { type Ctx, type Decision, defineCommand } from '../define.ts';

const { channel, notes, send_confirmation } = bookings.create.shape;

export const bookWaitlistEntry = defineCommand({
  name: 'waitlist.book',
  resource: 'waitlist',
  summary: 'Book somebody who waits, without an offer; who is here already has arrived',
  args: z.strictObject({
    id: waitlist.id,
    start_at: instant.optional().meta({ description: 'Needed, but with `class_id`' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    class_id: classId.optional().meta({ description: 'A seat in this class' }),
    channel,
    notes,
    send_confirmation,
    ...overrideArgs,
  }),
  scope: 'waitlist:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/waitlist/{id}/book', status: 200 }],
  emits: [
    'waitlist.converted',
    'booking.created',
    'booking.confirmed',
    'booking.conflict_detected',
    'booking.checked_in',
  ],
  refuses: [...placeRefusals, 'invalid_service', 'invalid_transition'],
  async load(query, { id, start_at, resource_id, class_id }, ctx) {
    const found = await existing(query, 'waitlist', id);
    if (isRefusal(found)) return found;
    const { before } = found;
    if (before.status !== 'waiting')
      return refuse('invalid_transition', `A waitlist entry that is ${before.status} is not waiting`, {
        status: before.status,
      });
    const { service_id } = before;
    const visit = await loadVisit(query, { service_id, start_at, resource_id, class_id }, ctx);
    return isRefusal(visit) ? visit : { before, visit };
  },
  decide(
    { before, visit },
    { id: entry, start_at: _start, resource_id: _with, class_id: _of, ...args },
    ctx,
  ) {
    // A desk and the hub make the same id of it (rule S5).
    const id = entry.replace(/^wl_/, 'bk_');
    const booked = bookVisit(visit, { ...args, id, customer_id: before.customer_id }, ctx);
    if (isRefusal(booked)) return booked;
    const { changes, events } = before.walk_in ? arrived(booked, before.from, ctx) : booked;
    const doc = revise(before, { status: 'converted', booking_id: id }, ctx);
    const change: Change = { resource: 'waitlist', doc, before };
    return {
      changes: [change, ...changes],
      events: [...events, { type: 'waitlist.converted', change }],
    };
  },
});

/** A new booking of somebody who has been here since `at`: they are checked in with it. */
function arrived(booked: Decision, at: string, ctx: Ctx): Decision {
  const [first, ...others] = booked.changes;
  if (first?.resource !== 'bookings' || first.doc.status !== 'confirmed') return booked;
  const was = { status: first.doc.status, checked_in_at: null };
  const change: Change = {
    resource: 'bookings',
    doc: {
      ...first.doc,
      status: 'checked_in',
      checked_in_at: at,
      history: [...first.doc.history, historyEntry('checked in', was, ctx)],
    },
  };
  const told = booked.events.map((event) => (event.change === first ? { ...event, change } : event));
  return {
    changes: [change, ...others],
    events: [...told, { type: 'booking.checked_in', change }],
  };
}
