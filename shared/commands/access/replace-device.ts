import * as z from 'zod';
import { isRefusal, refuse } from '../../errors.ts';
import { devices } from '../../resources/access.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

/**
 * Says of the desk that asks which one it was before, as `devices.pair` does of one that could show its old token there.
 * Whoever knows the hash of a token had the token.
 */
export const replaceDevice = defineCommand({
  name: 'devices.replace',
  resource: 'devices',
  summary: 'Say which desk this one was before it was let in again',
  args: z.strictObject({ hash: devices.doc.shape.hash }),
  scope: 'sync',
  runs: 'hub',
  http: [],
  emits: [],
  refuses: ['forbidden', 'invalid_transition'],
  async load(query, { hash }, ctx) {
    const found = await existing(query, 'devices', ctx.actor.id);
    if (isRefusal(found)) return found;
    const [old] = await query.range('devices', [['hash', '=', hash]], { limit: 1 });
    if (!old) return refuse('not_found', 'No desk of this practice had that token');
    return { desk: found.before, old };
  },
  decide({ desk, old }, _args, ctx) {
    if (old.revoked_at)
      return refuse('forbidden', 'That desk was removed from the practice', { reason: 'removed' });
    if (old.replaced_by === desk.id) return { changes: [], events: [] };
    if (old.replaced_by || desk.replaces || old.id === desk.id)
      return refuse(
        'invalid_transition',
        'A desk takes the place of one other, which has none in its own yet',
      );
    return {
      changes: [
        { resource: 'devices', doc: revise(desk, { replaces: old.id }, ctx), before: desk },
        { resource: 'devices', doc: revise(old, { replaced_by: desk.id }, ctx), before: old },
      ],
      events: [],
    };
  },
});
