import { resources } from '../../resources/resources.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';

export const createResource = defineCommand({
  name: 'resources.create',
  resource: 'resources',
  summary: 'Add a practitioner, a room or a piece of equipment',
  args: resources.create,
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/resources', status: 201 }],
  emits: ['resource.created'],
  load: (query, args) => unlessTaken(query, 'resources', args),
  decide(_view, args, ctx) {
    const fields = { ...withoutId(args), online: true };
    const doc = newDoc('resources', args.id ?? ctx.id('res'), fields, ctx);
    const change = { resource: 'resources' as const, doc };
    return { changes: [change], events: [{ type: 'resource.created', change }] };
  },
});
