import * as z from 'zod';
import { holds } from '../../resources/holds.ts';
import { parseInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

/** Clears away a hold that ran out; it counted for nothing since then already (rule A9). */
export const expireHold = defineCommand({
  name: 'holds.expire',
  resource: 'holds',
  summary: 'Clear away a hold that ran out',
  args: z.strictObject({ id: holds.id }),
  scope: 'holds:write',
  runs: 'hub',
  http: [],
  emits: [],
  load: (query, args) => existing(query, 'holds', args.id),
  decide({ before }, _args, ctx) {
    if (parseInstant(before.expires_at) > ctx.now) return { changes: [], events: [] };
    const change = {
      resource: 'holds' as const,
      doc: revise(before, {}, ctx),
      before,
      deleted: true as const,
    };
    return { changes: [change], events: [] };
  },
});
