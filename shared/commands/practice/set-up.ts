import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { passwordHash } from '../../resources/staff.ts';
import { firstPractice } from '../../setup/request.ts';
import { defineCommand } from '../define.ts';
import { createResource } from '../resources/create.ts';
import { createService } from '../services/create.ts';
import { createStaff } from '../staff/create.ts';
import { createPractice } from './create.ts';

const { owner, ...rest } = firstPractice;

/**
 * Makes a practice with everything it needs to take bookings, in one step: a hub has all of it or none. Every
 * practitioner is somebody who works here; all but the owner get a PIN later.
 */
export const setUpPractice = defineCommand({
  name: 'practice.set_up',
  resource: 'practice',
  summary: 'Set up the practice with its first people, rooms and services',
  args: z.strictObject({ ...rest, owner: owner.omit({ pin: true }).extend({ pin_hash: passwordHash }) }),
  scope: 'practice:write',
  runs: 'hub',
  http: [],
  emits: ['resource.created', 'service.created'],
  load: (query, { practice }, ctx) => createPractice.load(query, { ...practice, demo: false }, ctx),
  decide(_view, { practice, owner: first, resources, services }, ctx) {
    const others = resources.filter(({ id, kind }) => kind === 'practitioner' && id !== first.resource_id);
    const outcomes = [
      createPractice.decide({}, { ...practice, demo: false }, ctx),
      ...resources.map((one) => createResource.decide({}, one, ctx)),
      ...services.map((one) => createService.decide({}, one, ctx)),
      createStaff.decide({}, { ...first, role: 'owner' }, ctx),
      ...others.map(({ id, name }) =>
        createStaff.decide({}, { name, role: 'practitioner', resource_id: id, metadata: {} }, ctx),
      ),
    ];
    const decisions = outcomes.flatMap((outcome) => (isRefusal(outcome) ? [] : [outcome]));
    return (
      outcomes.find((outcome) => isRefusal(outcome)) ?? {
        changes: decisions.flatMap(({ changes }) => changes),
        events: decisions.flatMap(({ events }) => events),
      }
    );
  },
});
