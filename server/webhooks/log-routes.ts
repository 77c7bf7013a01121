import * as z from 'zod';
import { type ErrorCode, RefusalError, refuse } from '../../shared/errors.ts';
import type { Webhook } from '../../shared/resources/webhooks.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import { cursorCodec } from '../api/cursor.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { type Deliveries, deliveryStatuses } from '../store/deliveries.ts';
import type { View } from '../store/store.ts';
import { countersOf, countersShown } from './counters.ts';
import { deliveryIn, endpointIn, type FoundDelivery, maySee } from './find.ts';
import { eventOf, payloadOf } from './payload.ts';
import { deliveryShown, deliveryWhole, eventType, shownDelivery } from './shown.ts';

const listQuery = z.strictObject({
  cursor: z.string().max(2000).optional().meta({ description: 'next_cursor or prev_cursor of another page' }),
  limit: wholeNumber(z.int().min(1).max(100)).default(25).meta({ description: 'Rows per page' }),
  status: z.enum(deliveryStatuses).optional(),
  type: eventType.optional(),
  event_id: z.string().min(1).max(60).optional().meta({ description: 'Deliveries of this event' }),
});

const common = {
  method: 'GET',
  tag: 'webhooks',
  scope: 'webhooks:read',
  errors: ['not_found'] as ErrorCode[],
} as const;

/** Looking at what an endpoint was sent, and how well it took it. */
export function logRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);

  function reading(
    call: Call,
    work: (log: Deliveries, endpoint: Webhook, view: View) => Reply | Promise<Reply>,
  ): Promise<Reply> {
    const { mode, tenant } = call.caller;
    return hub.stores[mode].read(tenant, async (view) => {
      const endpoint = await endpointIn(view, call);
      return work(hub.deliveries[mode].of(tenant), endpoint, view);
    });
  }

  return [
    {
      ...common,
      path: '/v2/webhooks/{id}/deliveries',
      operation: 'list_webhook_deliveries',
      summary: 'What was sent to an endpoint and what waits, the newest first',
      query: listQuery,
      answers: [
        {
          status: 200,
          description: 'A page',
          schema: z.object({
            data: z.array(deliveryShown),
            has_more: z.boolean(),
            next_cursor: z.string().nullable(),
            prev_cursor: z.string().nullable(),
          }),
        },
      ],
      errors: ['validation_failed', 'invalid_cursor', 'cursor_expired', 'not_found'],
      handle: (call) => reading(call, (log, endpoint) => page(log, endpoint, call)),
    },
    {
      ...common,
      path: '/v2/webhooks/{id}/deliveries/{delivery_id}',
      operation: 'get_webhook_delivery',
      summary: 'One delivery: what is sent, and what was answered to each try',
      answers: [{ status: 200, description: 'The delivery', schema: deliveryWhole }],
      handle: (call) =>
        reading(call, async (log, endpoint, view) => ({
          status: 200,
          body: await whole(view, deliveryIn(log, call, endpoint), call, endpoint),
          headers: { 'Cache-Control': 'no-store' },
        })),
    },
    {
      ...common,
      path: '/v2/webhooks/{id}/counters',
      operation: 'get_webhook_counters',
      summary: 'How well an endpoint takes what it is sent: its success rate and how long it takes',
      answers: [{ status: 200, description: 'Of its newest deliveries', schema: countersShown }],
      handle: (call) =>
        reading(call, (log, { id }) => ({
          status: 200,
          body: countersOf(log, id),
          headers: { 'Cache-Control': 'no-store' },
        })),
    },
  ];

  function page(log: Deliveries, endpoint: Webhook, call: Call): Reply {
    const { epoch } = hub.stores[call.caller.mode];
    const asked = call.query as z.output<typeof listQuery>;
    const { cursor, limit, status, type, event_id: event } = asked;
    const order = JSON.stringify([call.caller.mode, endpoint.id, status, type, event]);
    const from = cursor === undefined ? undefined : cursors.read(cursor, order);
    if (from && from.id !== epoch) {
      const message = 'The hub was restored since; start over without a cursor';
      throw new RefusalError(refuse('cursor_expired', message, { reason: 'restored' }));
    }
    const backwards = from?.backwards ?? false;
    const found = log.page({
      endpoint: endpoint.id,
      limit: limit + 1,
      status,
      type,
      event,
      ...(from && { from: { n: Number(from.value), backwards } }),
    });
    const more = found.length > limit;
    const rows = backwards ? found.slice(more ? 1 : 0) : found.slice(0, limit);
    const hasNext = backwards ? true : more;
    const hasPrevious = backwards ? more : from !== undefined;
    const at = (index: number, back: boolean) => {
      const row = rows.at(index);
      return row ? cursors.write({ order, value: row.n, id: epoch, backwards: back }) : null;
    };
    return {
      status: 200,
      body: {
        data: rows.map((row) => shownDelivery(row, maySee(call, endpoint, row.type))),
        has_more: hasNext,
        next_cursor: hasNext ? at(-1, false) : null,
        prev_cursor: hasPrevious ? at(0, true) : null,
      },
    };
  }
}

async function whole(
  view: View,
  delivery: FoundDelivery,
  call: Call,
  endpoint: Webhook,
): Promise<z.output<typeof deliveryWhole>> {
  const visible = maySee(call, endpoint, delivery.type);
  const { event_seq } = delivery;
  const event = eventOf(delivery, view.eventsAt(event_seq === null ? [] : [event_seq]));
  const body =
    event !== undefined && visible ? await payloadOf(view, endpoint.api_version, event) : undefined;
  return {
    ...shownDelivery(delivery, visible),
    request: {
      url: endpoint.url,
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.event_id,
        'x-webhook-event': delivery.type,
        'x-webhook-attempt': String(delivery.attempts + 1),
      },
      ...(body !== undefined && { body }),
    },
  };
}
