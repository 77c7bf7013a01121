import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { bookings } from '../../resources/bookings.ts';
import { line } from '../../resources/parts.ts';
import { parseInstant } from '../../time/instants.ts';
import { missing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { loadStep } from './seat.ts';
import { callOff } from './transition.ts';

/** What a visitor of a website calls off who holds the booking's `manage_token`; to others it does not exist. */
export const cancelBookingAsGuest = defineCommand({
  name: 'bookings.cancel_as_guest',
  resource: 'bookings',
  summary: 'Cancel one’s own booking on a website, until it begins',
  args: z.strictObject({ id: bookings.id, reason: line(500).optional(), manage_hash: z.string() }),
  scope: 'bookings:guest',
  runs: 'hub',
  http: [],
  emits: ['booking.cancelled'],
  refuses: ['invalid_transition', 'outside_policy'],
  async load(query, args, ctx) {
    const found = await loadStep(query, args.id, ctx);
    const isTheirs = !isRefusal(found) && found.before.manage_hash === args.manage_hash;
    return isTheirs ? found : missing('bookings', args.id);
  },
  decide(view, args, ctx) {
    if (parseInstant(view.before.start_at) <= ctx.now)
      return refuse('outside_policy', 'It has begun; please call the practice', { policy: 'begun' });
    return callOff(view, args.reason, ctx);
  },
});
