import { isRefusal } from '../../errors.ts';
import { password, passwordHash, pin, staff } from '../../resources/staff.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { unlessAbove, unlessWrong } from './rules.ts';

export const createStaff = defineCommand({
  name: 'staff.create',
  resource: 'staff',
  summary: 'Add somebody who works here; without PIN and password they cannot sign in yet',
  args: staff.create.extend({
    pin_hash: passwordHash.optional(),
    password_hash: passwordHash.optional(),
  }),
  scope: 'staff:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/staff', status: 201 }],
  emits: [],
  refuses: ['forbidden', 'invalid_resource'],
  secrets: {
    pin_hash: { given: 'pin', schema: pin },
    password_hash: { given: 'password', schema: password },
  },
  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'staff', args);
    if (isRefusal(taken)) return taken;
    return unlessAbove(args.role, ctx) ?? (await unlessWrong(query, args)) ?? {};
  },
  decide(_view, args, ctx) {
    const set = {
      has_pin: args.pin_hash !== undefined,
      has_password: args.password_hash !== undefined,
      generation: 1,
    };
    const doc = newDoc('staff', args.id ?? ctx.id('stf'), { ...withoutId(args), ...set }, ctx);
    return { changes: [{ resource: 'staff', doc }], events: [] };
  },
});
