import { isRefusal } from '../../errors.ts';
import { resources } from '../../resources/resources.ts';
import { changedFields, revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand, type EventDraft } from '../define.ts';
import { violatedByHours, violationsDetected } from '../schedule/violations.ts';

const availabilityFields = ['working_hours', 'timezone', 'shared_buffers'];

export const updateResource = defineCommand({
  name: 'resources.update',
  resource: 'resources',
  summary: 'Change a resource; bookings already made stay where they are',
  args: resources.patch.extend({ id: resources.id }),
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/resources/{id}', status: 200 }],
  emits: [
    'resource.updated',
    'resource.availability_changed',
    'resource.skill_added',
    'resource.skill_removed',
    'schedule.violation_detected',
  ],
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'resources', args);
    if (isRefusal(found)) return found;
    const { timezone, working_hours } = { ...found.before, ...args };
    const violated = await violatedByHours(query, found.before, { timezone, working_hours }, ctx);
    return { ...found, violated };
  },
  decide({ before, violated }, args, ctx) {
    const doc = revise(before, withoutId(args), ctx);
    const change = { resource: 'resources' as const, doc, before };
    const changed = changedFields(before, doc);
    const events: EventDraft[] = [{ type: 'resource.updated', change }];
    if (changed.some((field) => availabilityFields.includes(field)))
      events.push({ type: 'resource.availability_changed', change });
    if (doc.skills.some((skill) => !before.skills.includes(skill)))
      events.push({ type: 'resource.skill_added', change });
    if (before.skills.some((skill) => !doc.skills.includes(skill)))
      events.push({ type: 'resource.skill_removed', change });
    events.push(...violationsDetected(violated));
    return { changes: [change], events };
  },
});
