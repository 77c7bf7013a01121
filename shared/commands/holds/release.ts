import * as z from 'zod';
import { holds } from '../../resources/holds.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { removeHold } from './remove.ts';

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
  decide: ({ before }, _args, ctx) => removeHold(before, ctx),
});
