import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { typePattern, typesOf } from '../../events-choice.ts';
import { type Replay, type Webhook, webhooks } from '../../resources/webhooks.ts';
import { instant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { HubQuery } from '../query.ts';

/** What is asked for again is remembered with the endpoint; the oldest of many, long since sent, are forgotten. */
export function withReplay({ replays }: Webhook, replay: Replay): Replay[] {
  return [...replays.slice(-19), replay];
}

/** Which events are sent again; all that the endpoint is told of where nothing is named. */
export const replayChoice = {
  types: z.array(typePattern).min(1).max(48).optional().meta({ description: 'Only these types' }),
  from: instant.optional().meta({ description: 'Only what happened at or after this instant' }),
  to: instant.optional().meta({ description: 'Only what happened before this instant' }),
  include_delivered: z
    .boolean()
    .default(false)
    .meta({ description: 'Those that it took before, too; else only what it never took' }),
};

interface Found {
  readonly before: Webhook;
  readonly seq: number;
}

export const replayWebhook = defineCommand({
  name: 'webhooks.replay',
  resource: 'webhooks',
  summary: 'Send events of the past',
  args: z.strictObject({
    id: webhooks.id,
    replay_id: z.string().min(1).max(60),
    after_seq: z.int().min(0),
    ...replayChoice,
  }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [],
  emits: [],
  refuses: ['invalid_transition'],
  async load(query: HubQuery, args): Promise<Found | Refusal> {
    const found = await existing(query, 'webhooks', args.id);
    if (isRefusal(found)) return found;
    return unlessOn(found.before) ?? { ...found, seq: query.seq() };
  },
  decide({ before, seq }, { replay_id, types, id: _, ...range }, ctx) {
    const chosen = types && { types: [...typesOf(types)] };
    const replay = { ...range, id: replay_id, until_seq: seq, ...chosen };
    const doc = revise(before, { replays: withReplay(before, replay) }, ctx);
    return { changes: [{ resource: 'webhooks', doc, before }], events: [] };
  },
});

/** Nothing is sent to what is switched off. */
export function unlessOn({ enabled, id }: Webhook): Refusal | undefined {
  if (enabled) return undefined;
  return refuse('invalid_transition', 'The endpoint is switched off; enable it first', { id });
}
