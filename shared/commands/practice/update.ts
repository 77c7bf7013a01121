import { isRefusal } from '../../errors.ts';
import { practice } from '../../resources/practice.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
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
  async load(query, args, ctx) {
    const found = await existing(query, 'practice', ctx.tenant);
    if (isRefusal(found)) return found;
    return { ...found, violated: await violatedByZone(query, found.before.timezone, args.timezone, ctx) };
  },
  decide({ before, violated }, args, ctx) {
    const change = { resource: 'practice' as const, doc: revise(before, args, ctx), before };
    return { changes: [change], events: violationsDetected(violated) };
  },
});
