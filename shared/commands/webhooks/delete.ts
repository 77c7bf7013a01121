import * as z from 'zod';
import { webhooks } from '../../resources/webhooks.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const deleteWebhook = defineCommand({
  name: 'webhooks.delete',
  resource: 'webhooks',
  summary: 'Remove an endpoint, and with it what waits for it and its log',
  args: z.strictObject({ id: webhooks.id }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/webhooks/{id}', status: 204 }],
  emits: [],
  load: (query, args) => existing(query, 'webhooks', args.id),
  decide({ before }, _args, ctx) {
    const doc = revise(before, { previous_secret: undefined, previous_until: undefined }, ctx);
    return { changes: [{ resource: 'webhooks', doc, before, deleted: true }], events: [] };
  },
});
