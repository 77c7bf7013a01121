import { isRefusal, refuse } from '../../errors.ts';
import { classes } from '../../resources/classes.ts';
import { seats } from '../../resources/parts.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { seatsOf } from './seats.ts';

export const updateClass = defineCommand({
  name: 'classes.update',
  resource: 'classes',
  summary: 'Change a class’s number of seats and notes; its time has a command of its own',
  args: classes.patch.extend({ id: classes.id, capacity: seats.optional() }),
  scope: 'classes:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/classes/{id}', status: 200 }],
  emits: ['resource.availability_changed'],
  refuses: ['outside_policy'],
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'classes', args);
    return isRefusal(found) ? found : seatsOf(query, found.before, ctx);
  },
  decide({ session, bookings, holds }, args, ctx) {
    const taken = bookings.length + holds.length;
    if (args.capacity !== undefined && args.capacity < taken)
      return refuse(
        'outside_policy',
        `${taken} of its seats are taken or held: nobody loses a seat by this`,
        {
          policy: 'seats_taken',
          seats_taken: taken,
        },
      );
    const change = {
      resource: 'classes' as const,
      doc: revise(session, withoutId(args), ctx),
      before: session,
    };
    return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
  },
});
