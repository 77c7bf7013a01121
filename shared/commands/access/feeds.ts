import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { feeds } from '../../resources/access.ts';
import { formatInstant } from '../../time/instants.ts';
import { newDoc, revise } from '../changes.ts';
import { existing, unlessTaken, withoutId } from '../common.ts';
import { defineCommand, type MadeSecret } from '../define.ts';

const { hash, name, resource_id, privacy, past_days, alarm_minutes, external_id, metadata } = feeds.doc.shape;

/** A feed's address is its own proof, so who has it reads the feed. */
const token: MadeSecret = {
  made: (_args, mode) => (mode === 'test' ? 'cal_test_' : 'cal_'),
  shownAs: 'token',
};

export const createFeed = defineCommand({
  name: 'feeds.create',
  resource: 'feeds',
  summary: 'Make a calendar feed; the token of its address is in this answer and nowhere else',
  args: z.strictObject({
    id: feeds.id.optional(),
    name,
    resource_id,
    privacy: privacy.default('busy'),
    past_days: past_days.default(30),
    alarm_minutes,
    external_id,
    metadata,
    hash,
  }),
  scope: 'feeds:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/calendar/feeds', status: 201 }],
  emits: [],
  refuses: ['invalid_resource'],
  secrets: { hash: token },
  async load(query, args) {
    const taken = await unlessTaken(query, 'feeds', args);
    if (isRefusal(taken)) return taken;
    if (args.resource_id && !(await query.get('resources', args.resource_id)))
      return refuse('invalid_resource', `There is no resource ${args.resource_id}`, { id: args.resource_id });
    return {};
  },
  decide: (_view, args, ctx) => ({
    changes: [{ resource: 'feeds', doc: newDoc('feeds', args.id ?? ctx.id('feed'), withoutId(args), ctx) }],
    events: [],
  }),
});

export const rotateFeed = defineCommand({
  name: 'feeds.rotate',
  resource: 'feeds',
  summary: 'Give a feed a new address; the old one is gone at once',
  args: z.strictObject({ id: feeds.id, hash }),
  scope: 'feeds:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/calendar/feeds/{id}/rotate', status: 200 }],
  emits: [],
  refuses: ['invalid_transition'],
  secrets: { hash: token },
  async load(query, args) {
    const found = await existing(query, 'feeds', args.id);
    if (!isRefusal(found) && found.before.revoked_at)
      return refuse('invalid_transition', 'The feed was removed');
    return found;
  },
  decide: ({ before }, { hash: next }, ctx) => ({
    changes: [{ resource: 'feeds', doc: revise(before, { hash: next }, ctx), before }],
    events: [],
  }),
});

export const removeFeed = defineCommand({
  name: 'feeds.remove',
  resource: 'feeds',
  summary: 'Remove a feed: its address shows nothing from now on',
  args: z.strictObject({ id: feeds.id }),
  scope: 'feeds:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/calendar/feeds/{id}', status: 204 }],
  emits: [],
  load: (query, args) => existing(query, 'feeds', args.id),
  decide({ before }, _args, ctx) {
    if (before.revoked_at) return { changes: [], events: [] };
    const doc = revise(before, { revoked_at: formatInstant(ctx.now) }, ctx);
    return { changes: [{ resource: 'feeds', doc, before }], events: [] };
  },
});
