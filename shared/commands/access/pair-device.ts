import { isRefusal, refuse } from '../../errors.ts';
import { formatInstant, parseInstant } from '../../time/instants.ts';
import { newDoc, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { createDeviceArgs } from './create-access.ts';

/** Turns an invitation into a device: each works once, whatever arrives at the same time. */
export const pairDevice = defineCommand({
  name: 'devices.pair',
  resource: 'devices',
  summary: 'Let a desk in that holds an invitation',
  args: createDeviceArgs,
  scope: 'devices:write',
  runs: 'hub',
  http: [],
  emits: [],
  async load(query, args, ctx) {
    const found = await existing(query, 'invites', args.invite_id);
    if (isRefusal(found)) return found;
    const { before: invite } = found;
    if (invite.used_at || parseInstant(invite.expires_at) <= ctx.now)
      return refuse('unauthorized', 'This invitation was used or has run out; ask for a new one');
    const old = args.replaces === undefined ? undefined : await query.get('devices', args.replaces);
    return { invite, old };
  },
  decide({ invite, old }, args, ctx) {
    const { id, name, hash, install } = args;
    const used = revise(invite, { used_at: formatInstant(ctx.now) }, ctx);
    const device = newDoc('devices', id, { name, hash, install, replaces: old?.id }, ctx);
    return {
      changes: [
        { resource: 'devices', doc: device },
        { resource: 'invites', doc: used, before: invite },
        ...(old
          ? [{ resource: 'devices' as const, doc: revise(old, { replaced_by: id }, ctx), before: old }]
          : []),
      ],
      events: [],
    };
  },
});
