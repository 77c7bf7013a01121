import * as z from 'zod';
import { holds } from '../../resources/holds.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const releaseHold = defineCommand({
  name: 'holds.delete',
  resource: 'holds',
  summary: 'Give a held slot back',
  args: z.strictObject({ id: holds.id }),
  scope: 'holds:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/holds/{id}', status: 204 }],
  emits: [],
  load: (query, args) => existing(query, 'holds', args.id),
  decide({ before }, _args, ctx) {
    const change = {
      resource: 'holds' as const,
      doc: revise(before, {}, ctx),
      before,
      deleted: true as const,
    };
    return { changes: [change], events: [] };
  },
});
