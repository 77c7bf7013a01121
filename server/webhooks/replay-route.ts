import * as z from 'zod';
import { replayChoice, replayWebhook } from '../../shared/commands/webhooks/replay.ts';
import { RefusalError } from '../../shared/errors.ts';
import { ifMatch } from '../api/preconditions.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import { execute } from '../commands/execute.ts';
import { invalid } from '../commands/invalid.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { eventPositions } from '../events/positions.ts';
import type { Tx } from '../store/store.ts';
import { endpointIn } from './find.ts';
import { accepted } from './send-routes.ts';

const replayBody = z.strictObject({
  ...replayChoice,
  after: z.string().min(1).max(2000).optional().meta({
    description: 'Only what came after this: a next_cursor of GET /v2/events, or the id of an event',
  }),
});

const begun = z.object({
  id: z.string().meta({ description: 'Of the replay' }),
  endpoint_id: z.string(),
  status: z.literal('started'),
});

/** Sending events of the past. */
export function replayRoute(hub: HubContext): Route {
  const positions = eventPositions(hub.secret);
  return {
    method: 'POST',
    path: '/v2/webhooks/{id}/replay',
    operation: 'webhooks_replay',
    tag: 'webhooks',
    summary: 'Send events of the past: all that were missed, some types, a range, or since a cursor',
    scope: 'webhooks:write',
    body: replayBody,
    writes: true,
    answers: [{ status: 202, description: 'It has begun and goes on by itself', schema: begun }],
    errors: [
      'not_found',
      'version_conflict',
      'validation_failed',
      'invalid_cursor',
      'cursor_expired',
      'invalid_transition',
    ],
    handle: (call) => replay(call),
  };

  async function replay(call: Call): Promise<Reply> {
    const { mode, tenant, actor } = call.caller;
    const body = z.safeParse(replayBody, call.body);
    if (!body.success) throw new RefusalError(invalid(body.error));
    const { after, ...choice } = body.data;
    const store = hub.stores[mode];
    const { id, after_seq } = await store.read(tenant, async (view) => ({
      id: (await endpointIn(view, call)).id,
      after_seq: after === undefined ? view.forgottenEvents() : positions.read(store, view, after),
    }));
    const replay_id = hub.makeId('rpl');
    const shown = { id: replay_id, endpoint_id: id, status: 'started' };
    const args = { ...choice, id, replay_id, after_seq };
    const ifVersion = ifMatch(call.header('if-match'));
    const asked = { mode, tenant, actor, requestId: call.requestId };
    const request = { ...asked, command: replayWebhook, args, ifVersion };
    // What is answered, and remembered of the answer, is the replay and not the endpoint.
    const told = (outcome: Outcome) => (outcome.ok ? { ...outcome, doc: shown } : outcome);
    return call.once(async (once) => {
      const memory = once && {
        ...once,
        remember: (tx: Tx, outcome: Outcome) => once.remember(tx, told(outcome)),
      };
      const outcome = await execute(hub, { ...request, ...(memory && { once: memory }) });
      return accepted(outcome.replayed ? outcome : told(outcome));
    });
  }
}
