import * as z from 'zod';
import { services } from '../../resources/services.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const restoreService = defineCommand({
  name: 'services.restore',
  resource: 'services',
  summary: 'Offer an archived service again',
  args: z.strictObject({ id: services.id }),
  scope: 'services:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/services/{id}/restore', status: 200 }],
  emits: ['service.updated'],
  load: (query, args) => existing(query, 'services', args.id),
  decide({ before }, _args, ctx) {
    const change = { resource: 'services' as const, doc: revise(before, { archived: false }, ctx), before };
    return { changes: [change], events: [{ type: 'service.updated', change }] };
  },
});
