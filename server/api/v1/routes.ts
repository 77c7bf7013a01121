import * as z from 'zod';
import { createBooking } from '../../../shared/commands/bookings/create.ts';
import { rescheduleBooking } from '../../../shared/commands/bookings/reschedule.ts';
import { cancelBooking } from '../../../shared/commands/bookings/status.ts';
import { missing } from '../../../shared/commands/common.ts';
import { isRefusal, RefusalError } from '../../../shared/errors.ts';
import { findSlotsQuery } from '../../../shared/queries/slots.ts';
import type { Practice } from '../../../shared/resources/practice.ts';
import { instant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import { bookingCreation } from '../../gates/plans.ts';
import type { View } from '../../store/store.ts';
import type { Call, Route } from '../route.ts';
import { availabilityV1, bookingV1, cancelV1, createV1, rescheduleV1 } from './bookings.ts';
import { overviewErrors } from './errors.ts';
import { findService, serviceOf, serviceV1 } from './services.ts';
import { bodyOf, bookingReply, carryOut, within } from './write.ts';

const read = { method: 'GET', tag: 'v1', errorForm: overviewErrors } as const;
const write = {
  method: 'POST',
  tag: 'v1',
  errorForm: overviewErrors,
  scope: 'bookings:write',
  writes: true,
} as const;

const oneBooking = { status: 200, description: 'The booking', schema: bookingV1 };

async function practiceOf(view: View, { caller }: Call): Promise<Practice> {
  const practice = await view.get('practice', caller.tenant);
  if (!practice) throw new RefusalError(missing('practice', caller.tenant));
  return practice;
}

const listServices: Route = {
  ...read,
  path: '/v1/services',
  operation: 'v1_list_services',
  summary: 'All services that are offered',
  scope: 'services:read',
  public: true,
  answers: [{ status: 200, description: 'Services', schema: z.object({ data: z.array(serviceV1) }) }],
  errors: [],
  handle: (call) =>
    within(call, async (view) => {
      const practice = await practiceOf(view, call);
      const found = await view.range('services', [['archived', '=', false]], { order: 'name' });
      return { status: 200, body: { data: found.map((service) => serviceOf(service, practice)) } };
    }),
};

const getService: Route = {
  ...read,
  path: '/v1/services/{id}',
  operation: 'v1_get_service',
  summary: 'One service',
  scope: 'services:read',
  public: true,
  answers: [{ status: 200, description: 'The service', schema: serviceV1 }],
  errors: ['invalid_service'],
  handle: (call) =>
    within(call, async (view) => {
      const service = await findService(view, call.params.id ?? '');
      if (isRefusal(service)) throw new RefusalError(service);
      return { status: 200, body: serviceOf(service, await practiceOf(view, call)) };
    }),
};

const availability: Route = {
  ...read,
  path: '/v1/availability',
  operation: 'v1_availability',
  summary: 'Times at which a service can be booked, in a range of at most 62 days',
  scope: 'availability:read',
  public: true,
  query: availabilityV1,
  answers: [
    {
      status: 200,
      description: 'Free times',
      schema: z.object({ data: z.array(z.object({ scheduled_at: instant, duration: z.int() })) }),
    },
  ],
  errors: ['validation_failed', 'invalid_service'],
  handle: (call) =>
    within(call, async (view) => {
      const asked = availabilityV1.parse(call.query);
      const service = await findService(view, asked.service);
      if (isRefusal(service)) throw new RefusalError(service);
      const args = findSlotsQuery.args.parse({ service_id: service.id, from: asked.from, to: asked.to });
      const { hub, caller } = call;
      const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
      const found = await findSlotsQuery.run(view, args, ctx, view.seq());
      if (isRefusal(found)) throw new RefusalError(found);
      const data = found.data.map(({ start_at, end_at }) => ({
        scheduled_at: start_at,
        duration: (parseInstant(end_at) - parseInstant(start_at)) / minutes(1),
      }));
      return { status: 200, body: { data } };
    }),
};

const create: Route = {
  ...write,
  path: '/v1/bookings',
  operation: 'v1_create_booking',
  summary: 'Book an appointment',
  body: createV1,
  limit: { window: bookingCreation, of: 'all' },
  answers: [{ ...oneBooking, status: 201 }],
  errors: ['validation_failed', 'invalid_service', 'resource_unavailable', 'invalid_resource'],
  handle(call) {
    const { service, scheduled_at, ...rest } = bodyOf(createV1, call);
    return carryOut(call, createBooking, 201, async (view) => {
      const found = await findService(view, service);
      if (isRefusal(found)) throw new RefusalError(found);
      return { ...rest, service_id: found.id, start_at: scheduled_at };
    });
  },
};

const get: Route = {
  ...read,
  path: '/v1/bookings/{id}',
  operation: 'v1_get_booking',
  summary: 'One booking',
  scope: 'bookings:read',
  answers: [oneBooking],
  errors: ['not_found'],
  handle: (call) => bookingReply(call, call.params.id ?? '', 200),
};

const cancel: Route = {
  ...write,
  path: '/v1/bookings/{id}/cancel',
  operation: 'v1_cancel_booking',
  summary: 'Cancel a booking',
  body: cancelV1,
  answers: [oneBooking],
  errors: ['validation_failed', 'not_found', 'invalid_transition'],
  handle(call) {
    const body = bodyOf(cancelV1, call);
    return carryOut(call, cancelBooking, 200, async () => ({ ...body, id: call.params.id }));
  },
};

const reschedule: Route = {
  ...write,
  path: '/v1/bookings/{id}/reschedule',
  operation: 'v1_reschedule_booking',
  summary: 'Move a booking to another time',
  body: rescheduleV1,
  answers: [oneBooking],
  errors: [
    'validation_failed',
    'not_found',
    'invalid_transition',
    'resource_unavailable',
    'invalid_resource',
  ],
  handle(call) {
    const { scheduled_at } = bodyOf(rescheduleV1, call);
    return carryOut(call, rescheduleBooking, 200, async () => ({
      id: call.params.id,
      start_at: scheduled_at,
    }));
  },
};

/** The older API (OVERVIEW), for integrations that were built on it. */
export const v1Routes: readonly Route[] = [
  listServices,
  getService,
  availability,
  create,
  get,
  cancel,
  reschedule,
];
