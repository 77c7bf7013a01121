import * as z from 'zod';
import { devices, invites } from '../../resources/access.ts';
import { formatInstant, minutes } from '../../time/instants.ts';
import { newDoc } from '../changes.ts';
import { defineCommand } from '../define.ts';

/**
 * Letting somebody in. The secret itself never reaches a command: callers make it, show it once and pass its hash
 * (rule P2).
 */
const common = { runs: 'hub', http: [], emits: [] } as const;

export const createInvite = defineCommand({
  ...common,
  name: 'invites.create',
  resource: 'invites',
  scope: 'invites:write',
  summary: 'Make a one-time code that lets one desk in',
  args: z.strictObject({
    valid_minutes: z
      .int()
      .min(1)
      .max(24 * 60)
      .default(5)
      .meta({ description: 'How long it can be used' }),
    hash: invites.doc.shape.hash,
    code_hash: invites.doc.shape.code_hash,
    code_proof: invites.doc.shape.code_proof,
  }),
  secrets: { hash: { made: () => 'inv_', shownAs: 'invitation' } },
  load: async () => ({}),
  decide(_view, { valid_minutes, ...hashes }, ctx) {
    const expires_at = formatInstant(ctx.now + minutes(valid_minutes));
    const doc = newDoc('invites', ctx.id('inv'), { ...hashes, expires_at }, ctx);
    return { changes: [{ resource: 'invites', doc }], events: [] };
  },
});

/** Device ids are made by the caller, which needs the id before the command to answer the desk. */
export const createDeviceArgs = z.strictObject({
  id: devices.id,
  name: devices.doc.shape.name,
  hash: devices.doc.shape.hash,
  install: devices.doc.shape.install,
  /** What this desk was before. */
  replaces: devices.id.optional(),
  invite_id: invites.id,
});
