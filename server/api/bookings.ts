import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import { RefusalError } from '../../shared/errors.ts';
import { definitions } from '../../shared/resources/index.ts';
import type { Route } from './route.ts';

/** What is read of a booking besides the booking itself. */
export const bookingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/bookings/{id}/history',
    operation: 'get_booking_history',
    tag: 'bookings',
    summary: 'Who changed a booking, when, and what it was before (rule B4)',
    scope: 'bookings:read',
    answers: [
      {
        status: 200,
        description: 'Oldest first',
        schema: z.object({ data: definitions.bookings.doc.shape.history }),
      },
    ],
    errors: ['not_found'],
    async handle({ hub, caller, params }) {
      const id = params.id ?? '';
      const booking = await hub.stores[caller.mode].read(caller.tenant, (view) => view.get('bookings', id));
      if (!booking) throw new RefusalError(missing('bookings', id));
      return { status: 200, body: { data: booking.history } };
    },
  },
];
