import { isRefusal } from '../../errors.ts';
import { password, passwordHash, staff } from '../../resources/staff.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { unlessAbove, unlessLastOwner, unlessWrong } from './rules.ts';

export const updateStaff = defineCommand({
  name: 'staff.update',
  resource: 'staff',
  summary: 'Change somebody’s data, role or password; a new role holds from their next request on',
  args: staff.patch.extend({ id: staff.id, password_hash: passwordHash.optional() }),
  scope: 'staff:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/staff/{id}', status: 200 }],
  emits: [],
  refuses: ['forbidden', 'invalid_resource', 'outside_policy'],
  secrets: { password_hash: { given: 'password', schema: password } },
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'staff', args);
    if (isRefusal(found)) return found;
    const { before } = found;
    const above = unlessAbove(before.role, ctx) ?? unlessAbove(args.role ?? before.role, ctx);
    if (above) return above;
    const demoted = args.role && args.role !== 'owner';
    const last = demoted ? await unlessLastOwner(query, before) : undefined;
    return last ?? (await unlessWrong(query, args, args.id)) ?? found;
  },
  decide({ before }, args, ctx) {
    const renewed = args.password_hash && { has_password: true, generation: before.generation + 1 };
    const doc = revise(before, { ...withoutId(args), ...renewed }, ctx);
    return { changes: [{ resource: 'staff', doc, before }], events: [] };
  },
});
