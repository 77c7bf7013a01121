import * as z from 'zod';
import { services } from '../../resources/services.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const archiveService = defineCommand({
  name: 'services.delete',
  resource: 'services',
  summary: 'Stop offering a service; its bookings stay',
  args: z.strictObject({ id: services.id }),
  scope: 'services:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/services/{id}', status: 204 }],
  emits: ['service.archived'],
  load: (query, args) => existing(query, 'services', args.id),
  decide({ before }, _args, ctx) {
    if (before.archived) return { changes: [], events: [] };
    const change = { resource: 'services' as const, doc: revise(before, { archived: true }, ctx), before };
    return { changes: [change], events: [{ type: 'service.archived', change }] };
  },
});
