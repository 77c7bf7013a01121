import * as z from 'zod';
import { apiKeys, devices, feeds, invites } from '../../resources/access.ts';
import { newDoc } from '../changes.ts';
import { defineCommand } from '../define.ts';

/**
 * Letting somebody in. The secret itself never reaches a command: callers make it, show it once and pass its hash
 * (rule P2).
 */
const common = { runs: 'hub', http: [], emits: [] } as const;

export const createApiKey = defineCommand({
  ...common,
  name: 'api_keys.create',
  resource: 'api_keys',
  scope: 'api_keys:write',
  summary: 'Make an API key',
  args: apiKeys.doc.pick({
    name: true,
    kind: true,
    mode: true,
    hash: true,
    last4: true,
    plan: true,
    expires_at: true,
  }),
  load: async () => ({}),
  decide: (_view, args, ctx) => ({
    changes: [{ resource: 'api_keys', doc: newDoc('api_keys', ctx.id('key'), args, ctx) }],
    events: [],
  }),
});

export const createInvite = defineCommand({
  ...common,
  name: 'invites.create',
  resource: 'invites',
  scope: 'invites:write',
  summary: 'Make a one-time invitation for a desk',
  args: invites.doc.pick({ hash: true, expires_at: true }),
  load: async () => ({}),
  decide: (_view, args, ctx) => ({
    changes: [{ resource: 'invites', doc: newDoc('invites', ctx.id('inv'), args, ctx) }],
    events: [],
  }),
});

export const createFeed = defineCommand({
  ...common,
  name: 'feeds.create',
  resource: 'feeds',
  scope: 'feeds:write',
  summary: 'Make a calendar feed',
  args: feeds.doc.pick({ name: true, hash: true, resource_id: true, privacy: true, past_days: true }),
  load: async () => ({}),
  decide: (_view, args, ctx) => ({
    changes: [{ resource: 'feeds', doc: newDoc('feeds', ctx.id('feed'), args, ctx) }],
    events: [],
  }),
});

/** Device ids are made by the caller, which needs the id before the command to answer the desk. */
export const createDeviceArgs = z.strictObject({
  id: devices.id,
  name: devices.doc.shape.name,
  hash: devices.doc.shape.hash,
  invite_id: invites.id,
});
