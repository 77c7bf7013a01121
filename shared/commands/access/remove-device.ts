import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { devices } from '../../resources/access.ts';
import { formatInstant } from '../../time/instants.ts';
import { type Change, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const removeDevice = defineCommand({
  name: 'devices.remove',
  resource: 'devices',
  summary: 'Remove a desk: its token, and the sessions of whoever signed in there, are refused from now on',
  args: z.strictObject({ id: devices.id }),
  scope: 'devices:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/devices/{id}', status: 204 }],
  emits: [],
  async load(query, args) {
    const found = await existing(query, 'devices', args.id);
    if (isRefusal(found)) return found;
    const sessions = await query.range('sessions', []);
    return { ...found, sessions: sessions.filter(({ device_id }) => device_id === args.id) };
  },
  decide({ before, sessions }, _args, ctx) {
    if (before.revoked_at) return { changes: [], events: [] };
    const doc = revise(before, { revoked_at: formatInstant(ctx.now) }, ctx);
    // Whoever has the computer has the sessions that were opened at it.
    const ended = sessions.map((session): Change => {
      return { resource: 'sessions', doc: revise(session, {}, ctx), before: session, deleted: true };
    });
    return { changes: [{ resource: 'devices', doc, before }, ...ended], events: [] };
  },
});
