import { isRefusal, refuse } from '../../errors.ts';
import { practice } from '../../resources/practice.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { Query } from '../query.ts';
import { violatedByZone, violationsDetected } from '../schedule/violations.ts';

export const updatePractice = defineCommand({
  name: 'practice.update',
  resource: 'practice',
  summary: 'Change the settings of the practice',
  args: practice.patch,
  scope: 'practice:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/tenant', status: 200 }],
  emits: ['schedule.violation_detected'],
  refuses: ['outside_policy'],
  async load(query, args, ctx) {
    const found = await existing(query, 'practice', ctx.tenant);
    if (isRefusal(found)) return found;
    if (args.desk_sign_in && !found.before.desk_sign_in && !(await ownerEnters(query)))
      return refuse('outside_policy', 'No owner has a PIN to sign in with at a desk', { policy: 'no_pin' });
    return { ...found, violated: await violatedByZone(query, found.before.timezone, args.timezone, ctx) };
  },
  decide({ before, violated }, args, ctx) {
    const change = { resource: 'practice' as const, doc: revise(before, args, ctx), before };
    return { changes: [change], events: violationsDetected(violated) };
  },
});

/** Whether somebody who may take the setting back can sign in at a desk. */
async function ownerEnters(query: Query): Promise<boolean> {
  return (await query.range('staff', [['role', '=', 'owner']])).some(({ has_pin }) => has_pin);
}
