import * as z from 'zod';
import { unlessOn } from '../../shared/commands/webhooks/replay.ts';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { typesFor, type Webhook } from '../../shared/resources/webhooks.ts';
import { nothing } from '../api/nothing.ts';
import { ifMatch } from '../api/preconditions.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import { invalid } from '../commands/invalid.ts';
import type { Outcome } from '../commands/outcome.ts';
import { refuseStale } from '../commands/stale.ts';
import type { HubContext } from '../context.ts';
import type { Deliveries } from '../store/deliveries.ts';
import { testEvent } from './example.ts';
import { deliveryIn, endpointIn, maySee } from './find.ts';
import { deliveryShown, eventType, shownDelivery } from './shown.ts';

const testBody = z.strictObject({ type: eventType });

const common = {
  method: 'POST',
  tag: 'webhooks',
  scope: 'webhooks:write',
  writes: true,
  answers: [{ status: 202, description: 'It is on its way', schema: deliveryShown }],
} as const;

/** Sending one thing: a delivery once more, an example. */
export function sendRoutes(hub: HubContext): Route[] {
  return [
    {
      ...common,
      path: '/v2/webhooks/{id}/deliveries/{delivery_id}/redeliver',
      operation: 'webhooks_redeliver',
      summary: 'Send one again, now, whatever became of it',
      body: nothing,
      errors: ['not_found', 'version_conflict', 'invalid_transition'],
      handle: (call) =>
        sending(call, nothing, (log, endpoint) => {
          const { id } = deliveryIn(log, call, endpoint);
          log.again(endpoint.id, id, hub.clock(), 'redelivery');
          return id;
        }),
    },
    {
      ...common,
      path: '/v2/webhooks/{id}/test',
      operation: 'webhooks_test',
      summary: 'Send an example of an event, signed and tried like any other',
      body: testBody,
      errors: ['not_found', 'version_conflict', 'validation_failed', 'invalid_transition'],
      handle: (call) =>
        sending(call, testBody, (log, endpoint, { type }) => {
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
          return id;
        }),
    },
  ];

  /**
   * Puts a delivery on its way and shows it; what comes of it is no document, so it is no command. It is put down before
   * the answer is remembered: whoever asks again after a power cut in between is sent it twice rather than never.
   */
  async function sending<Body extends z.ZodObject>(
    call: Call,
    schema: Body,
    work: (log: Deliveries, endpoint: Webhook, body: z.output<Body>) => string,
  ): Promise<Reply> {
    const { mode, tenant } = call.caller;
    const body = z.safeParse(schema, call.body);
    if (!body.success) throw new RefusalError(invalid(body.error));
    const ifVersion = ifMatch(call.header('if-match'));
    const log = hub.deliveries[mode];
    const own = log.of(tenant);
    return call.once(async (once) => {
      const outcome = await hub.stores[mode].write(tenant, async (tx): Promise<Outcome> => {
        const before = once?.recall(tx);
        if (before) return { ...before, replayed: true };
        const endpoint = await endpointIn(tx, call);
        const refusal = refuseStale(endpoint, ifVersion) ?? unlessOn(endpoint);
        const done: Outcome = refusal
          ? { ok: false, refusal }
          : {
              ok: true,
              doc: shown(
                own,
                call,
                endpoint,
                log.write(() => work(own, endpoint, body.data)),
              ),
            };
        once?.remember(tx, done);
        return done;
      });
      if (outcome.ok) hub.sending.look(mode, tenant);
      return accepted(outcome);
    });
  }
}

/** 202 with what was begun, or its refusal thrown. */
export function accepted(outcome: Outcome): Reply {
  const headers: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
  if (!outcome.ok) throw new RefusalError(outcome.refusal, headers);
  return { status: 202, body: outcome.doc, headers };
}

function shown(log: Deliveries, call: Call, endpoint: Webhook, delivery_id: string): Record<string, unknown> {
  const delivery = deliveryIn(log, { ...call, params: { ...call.params, delivery_id } }, endpoint);
  return shownDelivery(delivery, maySee(call, endpoint, delivery.type));
}

function wrong(path: string, message: string): RefusalError {
  return new RefusalError(
    refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] }),
  );
}
