import * as z from 'zod';
import { devices } from '../../resources/access.ts';
import { formatInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const removeDevice = defineCommand({
  name: 'devices.remove',
  resource: 'devices',
  summary: 'Remove a desk: its token is refused from now on',
  args: z.strictObject({ id: devices.id }),
  scope: 'devices:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/devices/{id}', status: 204 }],
  emits: [],
  load: (query, args) => existing(query, 'devices', args.id),
  decide({ before }, _args, ctx) {
    if (before.revoked_at) return { changes: [], events: [] };
    const doc = revise(before, { revoked_at: formatInstant(ctx.now) }, ctx);
    return { changes: [{ resource: 'devices', doc, before }], events: [] };
  },
});
