import * as z from 'zod';
import { reassignBookings } from '../../shared/commands/bookings/reassign.ts';
import { RefusalError } from '../../shared/errors.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitions } from '../../shared/resources/index.ts';
import { carryOut } from '../api/carry-out.ts';
import type { Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';

/** The command as an endpoint that answers all that moved, not the first alone. */
export const reassignRoute: Route = {
  method: 'POST',
  path: '/v2/schedule/reassign',
  operation: 'schedule_reassign',
  tag: 'schedule',
  summary: reassignBookings.summary,
  scope: reassignBookings.scope,
  body: reassignBookings.args,
  writes: true,
  answers: [
    {
      status: 200,
      description: 'The bookings as they are now, in the order of `moves`',
      schema: z.object({ data: z.array(definitions.bookings.wire) }),
    },
  ],
  errors: ['validation_failed', 'not_found', ...(reassignBookings.refuses ?? [])],
  async handle(call) {
    const { mode, tenant } = call.caller;
    const body = z.safeDecode(reassignBookings.args, Object(call.body));
    if (!body.success) throw new RefusalError(invalid(body.error));
    const { headers } = await carryOut(call, reassignBookings, call.body);
    const ids = body.data.moves.map(({ booking_id }) => booking_id);
    const moved = await call.hub.stores[mode].read(tenant, (view) => view.getMany('bookings', ids));
    const data = moved
      .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      .map((doc) => toWire(definitions.bookings, doc));
    return { status: 200, body: { data }, headers };
  },
};
