import { services } from '../../resources/services.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';

export const updateService = defineCommand({
  name: 'services.update',
  resource: 'services',
  summary: 'Change a service; bookings made before keep their length and price',
  args: services.patch.extend({ id: services.id }),
  scope: 'services:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/services/{id}', status: 200 }],
  emits: ['service.updated'],
  load: (query, args) => existingForUpdate(query, 'services', args),
  decide({ before }, args, ctx) {
    const change = { resource: 'services' as const, doc: revise(before, withoutId(args), ctx), before };
    return { changes: [change], events: [{ type: 'service.updated', change }] };
  },
});
