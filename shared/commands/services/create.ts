import { services } from '../../resources/services.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';

export const createService = defineCommand({
  name: 'services.create',
  resource: 'services',
  summary: 'Add a service',
  args: services.create,
  scope: 'services:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/services', status: 201 }],
  emits: ['service.created'],
  load: (query, args) => unlessTaken(query, 'services', args),
  decide(_view, args, ctx) {
    const fields = { ...withoutId(args), archived: false };
    const doc = newDoc('services', args.id ?? ctx.id('svc'), fields, ctx);
    const change = { resource: 'services' as const, doc };
    return { changes: [change], events: [{ type: 'service.created', change }] };
  },
});
