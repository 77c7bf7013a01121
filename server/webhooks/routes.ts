import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import { replayChoice, replayWebhook, unlessOn } from '../../shared/commands/webhooks/replay.ts';
import { type ErrorCode, RefusalError, refuse } from '../../shared/errors.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { typesFor, type Webhook } from '../../shared/resources/webhooks.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { wholeNumber } from '../../shared/wire/whole-number.ts';
import { cursorCodec } from '../api/cursor.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import { execute } from '../commands/execute.ts';
import { invalid } from '../commands/invalid.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { eventPositions } from '../events/positions.ts';
import { type Deliveries, deliveryStatuses } from '../store/deliveries.ts';
import type { Tx, View } from '../store/store.ts';
import { testEvent } from './example.ts';
import { payloadOf } from './payload.ts';
import { countersShown, deliveryShown, deliveryWhole, shownDelivery } from './shown.ts';

const eventType = z
  .string()
  .refine((type): type is EventType => type in eventTypes, 'is no event type')
  .meta({ example: 'booking.created' });

const listQuery = z.strictObject({
  cursor: z.string().max(2000).optional().meta({ description: 'next_cursor or prev_cursor of another page' }),
  limit: wholeNumber(z.int().min(1).max(100)).default(25).meta({ description: 'Rows per page' }),
  status: z.enum(deliveryStatuses).optional(),
  type: eventType.optional(),
  event_id: z.string().min(1).max(60).optional().meta({ description: 'Deliveries of this event' }),
});

const testBody = z.strictObject({ type: eventType });

const replayBody = z.strictObject({
  ...replayChoice,
  after: z.string().min(1).max(2000).optional().meta({
    description: 'Only what came after this: a next_cursor of GET /v2/events, or the id of an event',
  }),
});

const nothing = z.strictObject({});

const begun = z.object({
  id: z.string().meta({ description: 'Of the replay' }),
  endpoint_id: z.string(),
  status: z.literal('started'),
});

const common = { tag: 'webhooks', errors: ['not_found'] as ErrorCode[] };

/** What is about an endpoint besides its document: its log, its figures, and sending again. */
export function webhookRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  const positions = eventPositions(hub.secret);
  return [
    {
      ...common,
      method: 'GET',
      path: '/v2/webhooks/{id}/deliveries',
      operation: 'list_webhook_deliveries',
      summary: 'What was sent to an endpoint and what waits, the newest first',
      scope: 'webhooks:read',
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
      handle: (call) =>
        reading(call, async (_view, endpoint, log) => {
          const { epoch } = hub.stores[call.caller.mode];
          const asked = call.query as z.output<typeof listQuery>;
          const { cursor, limit, status, type, event_id: event } = asked;
          const order = JSON.stringify([call.caller.mode, endpoint.id, status, type, event]);
          const from = cursor === undefined ? undefined : cursors.read(cursor, order);
          if (from && from.id !== epoch)
            throw new RefusalError(
              refuse('cursor_expired', 'The hub was restored since; start over without a cursor', {
                reason: 'restored',
              }),
            );
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
          const page = backwards ? found.slice(more ? 1 : 0) : found.slice(0, limit);
          const hasNext = backwards ? true : more;
          const hasPrevious = backwards ? more : from !== undefined;
          const at = (index: number, back: boolean) => {
            const row = page.at(index);
            return row ? cursors.write({ order, value: row.n, id: epoch, backwards: back }) : null;
          };
          return {
            status: 200,
            body: {
              data: page.map(shownDelivery),
              has_more: hasNext,
              next_cursor: hasNext ? at(-1, false) : null,
              prev_cursor: hasPrevious ? at(0, true) : null,
            },
          };
        }),
    },
    {
      ...common,
      method: 'GET',
      path: '/v2/webhooks/{id}/deliveries/{delivery_id}',
      operation: 'get_webhook_delivery',
      summary: 'One delivery: what is sent, and what was answered to each try',
      scope: 'webhooks:read',
      answers: [{ status: 200, description: 'The delivery', schema: deliveryWhole }],
      handle: (call) =>
        reading(call, async (view, endpoint, log) => ({
          status: 200,
          body: await whole(view, log, call, endpoint),
          headers: { 'Cache-Control': 'no-store' },
        })),
    },
    {
      ...common,
      method: 'GET',
      path: '/v2/webhooks/{id}/counters',
      operation: 'get_webhook_counters',
      summary: 'How well an endpoint takes what it is sent',
      scope: 'webhooks:read',
      answers: [{ status: 200, description: 'Of its newest deliveries', schema: countersShown }],
      handle: (call) =>
        reading(call, async (_view, { id }, log) => ({
          status: 200,
          body: countersOf(log, id),
          headers: { 'Cache-Control': 'no-store' },
        })),
    },
    {
      ...common,
      method: 'POST',
      path: '/v2/webhooks/{id}/deliveries/{delivery_id}/redeliver',
      operation: 'webhooks_redeliver',
      summary: 'Send one again, now, whatever became of it',
      scope: 'webhooks:write',
      body: nothing,
      writes: true,
      answers: [{ status: 202, description: 'It is on its way', schema: deliveryShown }],
      errors: ['not_found', 'invalid_transition'],
      handle: (call) =>
        writing(call, nothing, (log, endpoint) => {
          const { id } = deliveryOf(log, call, endpoint);
          log.again(endpoint.id, id, hub.clock(), 'redelivery');
          return shownDelivery(deliveryOf(log, call, endpoint));
        }),
    },
    {
      ...common,
      method: 'POST',
      path: '/v2/webhooks/{id}/test',
      operation: 'webhooks_test',
      summary: 'Send an example of an event, signed and tried like any other',
      scope: 'webhooks:write',
      body: testBody,
      writes: true,
      answers: [{ status: 202, description: 'It is on its way', schema: deliveryShown }],
      errors: ['not_found', 'validation_failed', 'invalid_transition'],
      handle: (call) =>
        writing(call, testBody, (log, endpoint, { type }) => {
          if (endpoint.api_version === 'v1' && !typesFor({ ...endpoint, events: ['*'] }).includes(type))
            throw wrong('type', 'the payload v1 has no such event');
          const event = testEvent(call, type);
          const id = hub.makeId('dlv');
          log.add({
            id,
            endpoint_id: endpoint.id,
            event_id: event.id,
            type,
            source: 'test',
            created_at: hub.clock(),
            body: JSON.stringify(event),
          });
          const made = log.one(endpoint.id, id);
          if (!made) throw new Error('A test was not put down');
          return shownDelivery(made);
        }),
    },
    {
      ...common,
      method: 'POST',
      path: '/v2/webhooks/{id}/replay',
      operation: 'webhooks_replay',
      summary: 'Send events of the past: all that were missed, some types, a range, or since a cursor',
      scope: 'webhooks:write',
      body: replayBody,
      writes: true,
      answers: [{ status: 202, description: 'It has begun and goes on by itself', schema: begun }],
      errors: ['not_found', 'validation_failed', 'invalid_cursor', 'cursor_expired', 'invalid_transition'],
      async handle(call) {
        const { mode, tenant, actor } = call.caller;
        const body = z.safeParse(replayBody, call.body);
        if (!body.success) throw new RefusalError(invalid(body.error));
        const { after, ...choice } = body.data;
        const store = hub.stores[mode];
        const after_seq = await store.read(tenant, async (view) =>
          after === undefined ? view.forgottenEvents() : positions.read(store, view, after),
        );
        const id = call.params.id ?? '';
        const replay_id = hub.makeId('rpl');
        const shown = { id: replay_id, endpoint_id: id, status: 'started' };
        const args = { ...choice, id, replay_id, after_seq };
        const request = { mode, tenant, actor, requestId: call.requestId, command: replayWebhook, args };
        // What is answered, and remembered of the answer, is the replay and not the endpoint.
        const told = (outcome: Outcome) => (outcome.ok ? { ...outcome, doc: shown } : outcome);
        return call.once(async (once) => {
          const memory = once && {
            ...once,
            remember: (tx: Tx, outcome: Outcome) => once.remember(tx, told(outcome)),
          };
          const outcome = await execute(hub, { ...request, ...(memory && { once: memory }) });
          return answered(outcome.replayed ? outcome : told(outcome));
        });
      },
    },
  ];

  async function endpointIn(view: View, call: Call): Promise<Webhook> {
    const id = call.params.id ?? '';
    const found = await view.get('webhooks', id);
    if (!found) throw new RefusalError(missing('webhooks', id));
    return found;
  }

  function reading(
    call: Call,
    work: (view: View, endpoint: Webhook, log: Deliveries) => Promise<Reply>,
  ): Promise<Reply> {
    const { mode, tenant } = call.caller;
    const log = hub.deliveries[mode].of(tenant);
    return hub.stores[mode].read(tenant, async (view) => work(view, await endpointIn(view, call), log));
  }

  /**
   * Puts something on its way; what comes of it is no document, so it is no command. It is put down before the answer is
   * remembered: whoever asks again after a power cut in between is sent it twice rather than never.
   */
  async function writing<Body extends z.ZodObject>(
    call: Call,
    schema: Body,
    work: (log: Deliveries, endpoint: Webhook, body: z.output<Body>) => Record<string, unknown>,
  ): Promise<Reply> {
    const { mode, tenant } = call.caller;
    const body = z.safeParse(schema, call.body);
    if (!body.success) throw new RefusalError(invalid(body.error));
    const log = hub.deliveries[mode];
    return call.once(async (once) => {
      const outcome = await hub.stores[mode].write(tenant, async (tx): Promise<Outcome> => {
        const before = once?.recall(tx);
        if (before) return { ...before, replayed: true };
        const endpoint = await endpointIn(tx, call);
        const off = unlessOn(endpoint);
        const done: Outcome = off
          ? { ok: false, refusal: off }
          : { ok: true, doc: log.write(() => work(log.of(tenant), endpoint, body.data)) };
        once?.remember(tx, done);
        return done;
      });
      if (outcome.ok) hub.sending.look(mode, tenant);
      return answered(outcome);
    });
  }

  function answered(outcome: Outcome): Reply {
    const headers: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
    if (!outcome.ok) throw new RefusalError(outcome.refusal, headers);
    return { status: 202, body: outcome.doc, headers };
  }
}

function deliveryOf(log: Deliveries, call: Call, { id: endpoint }: Webhook) {
  const id = call.params.delivery_id ?? '';
  const found = log.one(endpoint, id);
  if (!found) throw new RefusalError(refuse('not_found', `There is no delivery ${id}`, { id }));
  return found;
}

async function whole(view: View, log: Deliveries, call: Call, endpoint: Webhook) {
  const delivery = deliveryOf(log, call, endpoint);
  const { event_seq, event_id } = delivery;
  const stored = event_seq === null ? undefined : view.eventsAt([event_seq]).get(event_seq);
  const event = delivery.body ?? (stored?.id === event_id ? stored.text : undefined);
  const mayRead = call.caller.actor.scopes.has('events:read');
  const body =
    event !== undefined && mayRead ? await payloadOf(view, endpoint.api_version, event) : undefined;
  return {
    ...shownDelivery(delivery),
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

function countersOf(log: Deliveries, endpoint: string): z.output<typeof countersShown> {
  const { pending, succeeded, failed, latencies } = log.counts(endpoint);
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const since = log.failingSince(endpoint);
  const over = succeeded + failed;
  return {
    endpoint_id: endpoint,
    of: pending + over,
    pending,
    succeeded,
    failed,
    success_rate: over === 0 ? null : succeeded / over,
    latency_ms: sorted.length === 0 ? null : { p50: quantile(0.5), p95: quantile(0.95) },
    failing_since: since === undefined ? null : formatInstant(since),
  };
}

function wrong(path: string, message: string): RefusalError {
  return new RefusalError(
    refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] }),
  );
}
