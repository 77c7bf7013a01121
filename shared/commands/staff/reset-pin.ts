import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { passwordHash, pin, staff } from '../../resources/staff.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { unlessAbove } from './rules.ts';

export const resetPin = defineCommand({
  name: 'staff.reset_pin',
  resource: 'staff',
  summary: 'Give somebody a new PIN, that of the body or one made here; all their sessions end',
  args: z.strictObject({ id: staff.id, pin_hash: passwordHash }),
  scope: 'staff:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/staff/{id}/reset-pin', status: 200 }],
  emits: [],
  refuses: ['forbidden'],
  secrets: { pin_hash: { given: 'pin', schema: pin, elseDigits: 6 } },
  async load(query, args, ctx) {
    const found = await existing(query, 'staff', args.id);
    return isRefusal(found) ? found : (unlessAbove(found.before.role, ctx) ?? found);
  },
  decide({ before }, { pin_hash }, ctx) {
    const next = { pin_hash, has_pin: true, generation: before.generation + 1 };
    return { changes: [{ resource: 'staff', doc: revise(before, next, ctx), before }], events: [] };
  },
});
