import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { staff } from '../../resources/staff.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { unlessAbove, unlessLastOwner } from './rules.ts';

export const deleteStaff = defineCommand({
  name: 'staff.delete',
  resource: 'staff',
  summary: 'Remove somebody; what they did stays in the history, and they may do nothing more',
  args: z.strictObject({ id: staff.id }),
  scope: 'staff:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/staff/{id}', status: 204 }],
  emits: [],
  refuses: ['forbidden', 'outside_policy'],
  async load(query, args, ctx) {
    const found = await existing(query, 'staff', args.id);
    if (isRefusal(found)) return found;
    return unlessAbove(found.before.role, ctx) ?? (await unlessLastOwner(query, found.before)) ?? found;
  },
  decide({ before }, _args, ctx) {
    const doc = revise(before, { pin_hash: undefined, password_hash: undefined }, ctx);
    return { changes: [{ resource: 'staff', doc, before, deleted: true as const }], events: [] };
  },
});
