import * as z from 'zod';
import { resources } from '../../resources/resources.ts';
import { changedFields, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

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
  emits: ['resource.availability_changed'],
  load: (query, args) => existing(query, 'resources', args.id),
  decide({ before }, { timezone, working_hours }, ctx) {
    const doc = revise(before, { timezone, working_hours }, ctx);
    const change = { resource: 'resources' as const, doc, before };
    const changed = changedFields(before, doc).length > 0;
    return { changes: [change], events: changed ? [{ type: 'resource.availability_changed', change }] : [] };
  },
});
