import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { resources } from '../../resources/resources.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

const skill = resources.fields.skills.unwrap().element;
const args = z.strictObject({ id: resources.id, skill: skill.meta({ example: 'cardiology' }) });

/** No more than a resource can have; what it has already is no change. */
export const addSkill = defineCommand({
  name: 'resources.add_skill',
  resource: 'resources',
  summary: 'Note that a resource has a skill, or all that a kind of visit needs of a room',
  args,
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/resources/{id}/skills', status: 200 }],
  emits: ['resource.skill_added'],
  load: (query, { id }) => existing(query, 'resources', id),
  decide({ before }, args, ctx) {
    const skills = [...new Set([...before.skills, args.skill])];
    const fits = resources.fields.skills.safeParse(skills);
    if (!fits.success)
      return refuse('validation_failed', 'skill: there are too many already', {
        issues: [{ path: 'skill', message: 'there are too many already' }],
      });
    const change = { resource: 'resources' as const, doc: revise(before, { skills }, ctx), before };
    const isNew = skills.length > before.skills.length;
    return { changes: [change], events: isNew ? [{ type: 'resource.skill_added', change }] : [] };
  },
});

export const removeSkill = defineCommand({
  name: 'resources.remove_skill',
  resource: 'resources',
  summary: 'Take a skill from a resource; bookings already made stay',
  args,
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/resources/{id}/skills/{skill}', status: 204 }],
  emits: ['resource.skill_removed'],
  async load(query, { id, skill }) {
    const found = await existing(query, 'resources', id);
    if (isRefusal(found) || found.before.skills.includes(skill)) return found;
    return refuse('not_found', `${found.before.name} has no skill ${skill}`, { skill });
  },
  decide({ before }, { skill }, ctx) {
    const skills = before.skills.filter((one) => one !== skill);
    const change = { resource: 'resources' as const, doc: revise(before, { skills }, ctx), before };
    return { changes: [change], events: [{ type: 'resource.skill_removed', change }] };
  },
});
