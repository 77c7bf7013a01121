import * as z from 'zod';
import { holds } from '../../resources/holds.ts';
import { parseInstant } from '../../time/instants.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { removeHold } from './remove.ts';

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
    const ranOut = parseInstant(before.expires_at) <= ctx.now;
    return ranOut ? removeHold(before, ctx) : { changes: [], events: [] };
  },
});
