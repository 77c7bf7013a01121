import { isRefusal } from '../../errors.ts';
import { webhooks } from '../../resources/webhooks.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { unlessTold } from './rules.ts';

export const updateWebhook = defineCommand({
  name: 'webhooks.update',
  resource: 'webhooks',
  summary: 'Change an endpoint; what waits for it goes to its new address',
  args: webhooks.patch.extend({ id: webhooks.id }),
  scope: 'webhooks:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/webhooks/{id}', status: 200 }],
  emits: [],
  refuses: ['forbidden'],
  reaches: 'url',
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'webhooks', args);
    if (isRefusal(found)) return found;
    const { events, api_version } = found.before;
    const choice = { events: args.events ?? events, api_version: args.api_version ?? api_version };
    return unlessTold(choice, ctx) ?? found;
  },
  decide({ before }, args, ctx) {
    const doc = revise(before, withoutId(args), ctx);
    return { changes: [{ resource: 'webhooks', doc, before }], events: [] };
  },
});
