import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { resources } from '../../resources/resources.ts';
import { latestInstant } from '../../time/instants.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { refuseWhileBooked } from '../upcoming.ts';

export const deleteResource = defineCommand({
  name: 'resources.delete',
  resource: 'resources',
  summary: 'Remove a resource that has no upcoming bookings',
  args: z.strictObject({ id: resources.id }),
  scope: 'resources:write',
  runs: 'hub',
  http: [{ method: 'DELETE', path: '/resources/{id}', status: 204 }],
  emits: ['resource.updated'],
  refuses: ['outside_policy'],
  async load(query, args, ctx) {
    const found = await existing(query, 'resources', args.id);
    if (isRefusal(found)) return found;
    // By its claims, not by the main resource of bookings: a room is needed by visits that are not its own.
    const ahead = await query.claims([args.id], { start: ctx.now, end: latestInstant });
    const visits = ahead.filter(({ kind, core }) => kind === 'booking' && core.end > ctx.now);
    return { ...found, upcoming: [...new Set(visits.map(({ owner }) => owner))] };
  },
  decide({ before, upcoming }, _args, ctx) {
    if (upcoming.length > 0) return refuseWhileBooked(before.name, upcoming);
    const doc = revise(before, { online: false }, ctx);
    const change = { resource: 'resources' as const, doc, before, deleted: true as const };
    return { changes: [change], events: [{ type: 'resource.updated', change }] };
  },
});
