import * as z from 'zod';
import { webhooks } from '../../resources/webhooks.ts';
import { formatInstant, minutes } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { signingSecret } from './rules.ts';

const week = 7 * 24 * 60;

/** Both secrets sign for a while, so that nothing is refused while the receiver learns the new one. */
export const rotateWebhookSecret = defineCommand({
  name: 'webhooks.rotate_secret',
  resource: 'webhooks',
  summary: 'Give an endpoint a new secret; until the overlap ends everything is signed with both',
  args: z.strictObject({
    id: webhooks.id,
    overlap_minutes: z
      .int()
      .min(0)
      .max(week)
      .default(24 * 60)
      .meta({ description: 'How long the old secret signs, too: 0 to 10080 (7 days)' }),
    secret: webhooks.doc.shape.secret,
  }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/webhooks/{id}/rotate-secret', status: 200 }],
  emits: [],
  secrets: { secret: signingSecret },
  load: (query, args) => existing(query, 'webhooks', args.id),
  decide({ before }, { secret, overlap_minutes }, ctx) {
    const overlap = overlap_minutes > 0;
    const next = {
      secret,
      previous_secret: overlap ? before.secret : undefined,
      previous_until: overlap ? formatInstant(ctx.now + minutes(overlap_minutes)) : undefined,
    };
    return { changes: [{ resource: 'webhooks', doc: revise(before, next, ctx), before }], events: [] };
  },
});
