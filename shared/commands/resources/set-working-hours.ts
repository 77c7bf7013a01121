import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { resources } from '../../resources/resources.ts';
import { changedFields, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { violatedByHours, violationsDetected } from '../schedule/violations.ts';

const { timezone, working_hours } = resources.fields;

export const setWorkingHours = defineCommand({
  name: 'resources.set_working_hours',
  resource: 'resources',
  summary:
    'Set when a resource works, in place of what was; without working_hours it is not limited by hours',
  args: z.strictObject({ id: resources.id, timezone, working_hours }),
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'PUT', path: '/resources/{id}/working-hours', status: 200, part: 'working-hours' }],
  emits: ['resource.availability_changed', 'schedule.violation_detected'],
  async load(query, args, ctx) {
    const found = await existing(query, 'resources', args.id);
    if (isRefusal(found)) return found;
    const { timezone, working_hours } = args;
    const violated = await violatedByHours(query, found.before, { timezone, working_hours }, ctx);
    return { ...found, violated };
  },
  decide({ before, violated }, { timezone, working_hours }, ctx) {
    const doc = revise(before, { timezone, working_hours }, ctx);
    const change = { resource: 'resources' as const, doc, before };
    const changed = changedFields(before, doc).length > 0;
    if (!changed) return { changes: [change], events: [] };
    return {
      changes: [change],
      events: [{ type: 'resource.availability_changed', change }, ...violationsDetected(violated)],
    };
  },
});
