import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { webhooks } from '../../resources/webhooks.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { HubQuery } from '../query.ts';
import { mostEndpoints, signingSecret, unlessTold } from './rules.ts';

export const createWebhook = defineCommand({
  name: 'webhooks.create',
  resource: 'webhooks',
  summary: `Have an address told what happens from now on, ${mostEndpoints} of them at most; its secret is in this answer and nowhere else`,
  args: webhooks.create.extend({ secret: webhooks.doc.shape.secret }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/webhooks', status: 201 }],
  emits: [],
  refuses: ['forbidden', 'outside_policy'],
  secrets: { secret: signingSecret },
  reaches: 'url',
  async load(query: HubQuery, args, ctx): Promise<{ seq: number } | Refusal> {
    const taken = await unlessTaken(query, 'webhooks', args);
    if (isRefusal(taken)) return taken;
    return unlessTold(args, ctx) ?? (await unlessFull(query)) ?? { seq: query.seq() };
  },
  decide({ seq }, args, ctx) {
    const fields = { ...withoutId(args), enabled: true, from_seq: seq, replays: [] };
    const doc = newDoc('webhooks', args.id ?? ctx.id('whe'), fields, ctx);
    return { changes: [{ resource: 'webhooks', doc }], events: [] };
  },
});

async function unlessFull(query: HubQuery): Promise<Refusal | undefined> {
  const there = await query.range('webhooks', [], { limit: mostEndpoints });
  if (there.length < mostEndpoints) return undefined;
  return refuse('outside_policy', `There are ${mostEndpoints} endpoints already; remove one first`, {
    policy: 'most_endpoints',
    limit: mostEndpoints,
  });
}
