import { bookings } from '../../resources/bookings.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { reviseBooking } from './history.ts';

export const updateBooking = defineCommand({
  name: 'bookings.update',
  resource: 'bookings',
  summary: 'Change notes, channel and the like; time and status have their own commands',
  args: bookings.patch.extend({ id: bookings.id }),
  scope: 'bookings:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/bookings/{id}', status: 200 }],
  emits: ['booking.updated'],
  load: (query, args) => existingForUpdate(query, 'bookings', args),
  decide({ before }, args, ctx) {
    const doc = reviseBooking(before, 'edited', withoutId(args), ctx);
    const change = { resource: 'bookings' as const, doc, before };
    return { changes: [change], events: [{ type: 'booking.updated', change }] };
  },
});
