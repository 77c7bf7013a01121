import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { attentionOf } from './attention.ts';
import { reviseBooking } from './history.ts';

/** Somebody looked, and leaves the booking where it is: it needs attention again only for something new. */
export const resolveBooking = defineCommand({
  name: 'bookings.resolve',
  resource: 'bookings',
  summary: 'Leave a booking as it is that needed attention',
  args: z.strictObject({ id: bookings.id }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [
    { method: 'POST', path: '/bookings/{id}/resolve', status: 200 },
    {
      method: 'POST',
      path: '/schedule/violations/{id}/acknowledge',
      status: 200,
      as: 'schedule.acknowledge_violation',
    },
  ],
  emits: ['booking.updated'],
  refuses: ['invalid_transition'],
  async load(query, args) {
    const found = await existing(query, 'bookings', args.id);
    return isRefusal(found) ? found : { ...found, reasons: await attentionOf(query, found.before) };
  },
  decide({ before, reasons }, _args, ctx) {
    const settled = reasons.filter(({ type }) => type !== 'pending');
    if (settled.length === 0)
      return refuse(
        'invalid_transition',
        reasons.length > 0
          ? 'It waits for an answer: confirm or cancel it'
          : 'Nothing about it needs attention',
        { status: before.status },
      );
    const doc = reviseBooking(
      before,
      'resolved',
      { resolved: [...(before.resolved ?? []), ...settled] },
      ctx,
    );
    const change = { resource: 'bookings' as const, doc, before };
    return { changes: [change], events: [{ type: 'booking.updated', change }] };
  },
});
