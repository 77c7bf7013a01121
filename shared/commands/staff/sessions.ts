import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { sessions } from '../../resources/staff.ts';
import { formatInstant, minutes } from '../../time/instants.ts';
import { newDoc, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

/** A session ends after 12 hours, and after an hour in which nothing was asked. */
export const sessionLength = minutes(12 * 60);
export const idleLength = minutes(60);

/** Whether PIN or password are right was found out before: that takes time, which no transaction has. */
export const openSession = defineCommand({
  name: 'sessions.open',
  resource: 'sessions',
  summary: 'Sign somebody in',
  args: z.strictObject({
    staff_id: sessions.doc.shape.staff_id,
    device_id: sessions.doc.shape.device_id,
    generation: sessions.doc.shape.generation,
    hash: sessions.doc.shape.hash,
  }),
  scope: 'sessions:write',
  runs: 'hub',
  http: [],
  emits: [],
  secrets: { hash: { made: (_args, mode) => `ses_${mode}_`, shownAs: 'token' } },
  async load(query, { staff_id, generation }) {
    const member = await query.get('staff', staff_id);
    // Removed, or given another PIN, while theirs was being looked at.
    return member?.generation === generation ? {} : refuse('unauthorized', 'This does not fit any more');
  },
  decide(_view, args, ctx) {
    const expires_at = formatInstant(ctx.now + sessionLength);
    const doc = newDoc('sessions', ctx.id('ses'), { ...args, expires_at }, ctx);
    return { changes: [{ resource: 'sessions', doc }], events: [] };
  },
});

export const endSession = defineCommand({
  name: 'sessions.end',
  resource: 'sessions',
  summary: 'Sign out',
  args: z.strictObject({ id: sessions.id }),
  scope: 'me',
  runs: 'hub',
  http: [],
  emits: [],
  async load(query, args, ctx) {
    const found = await existing(query, 'sessions', args.id);
    if (isRefusal(found) || found.before.staff_id === ctx.actor.id) return found;
    return refuse('forbidden', 'This is somebody else’s session');
  },
  decide({ before }, _args, ctx) {
    const change = { resource: 'sessions' as const, doc: revise(before, {}, ctx), before };
    return { changes: [{ ...change, deleted: true as const }], events: [] };
  },
});
