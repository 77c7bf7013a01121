import { isRefusal, refuse } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { newDoc } from '../changes.ts';
import { missing, unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { laidBy, overlaidBookings, overlayDetected } from './overlaid.ts';
import { blockSpan, lastEnd } from './span.ts';

export const createBlock = defineCommand({
  name: 'blocks.create',
  resource: 'blocks',
  summary: 'Add time off of a resource, or a closure of the practice; bookings already there stay',
  args: blocks.create.extend({
    kind: blocks.doc.shape.kind,
    resource_id: blocks.doc.shape.resource_id,
  }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [
    { method: 'POST', path: '/closures', status: 201, fixed: { kind: 'closure' } },
    {
      method: 'POST',
      path: '/resources/{resource_id}/time-off',
      status: 201,
      fixed: { kind: 'time_off' },
    },
  ],
  emits: ['resource.availability_changed', 'booking.conflict_detected', 'schedule.violation_detected'],
  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'blocks', args);
    if (isRefusal(taken)) return taken;
    const { kind, resource_id = '' } = args;
    if (kind === 'time_off' && !(await query.get('resources', resource_id)))
      return missing('resources', resource_id);
    return blockSpan(args) ?? { overlaid: await overlaidBookings(query, args, ctx) };
  },
  decide({ overlaid }, args, ctx) {
    if (args.kind === 'closure' && args.resource_id)
      return refuse('validation_failed', 'A closure is of the whole practice', {
        issues: [{ path: 'resource_id', message: 'must be left out for a closure' }],
      });
    const doc = newDoc(
      'blocks',
      args.id ?? ctx.id('blk'),
      { ...withoutId(args), last_end_at: lastEnd(args) },
      ctx,
    );
    const change = { resource: 'blocks' as const, doc };
    return {
      changes: [change],
      events: [
        { type: 'resource.availability_changed', change },
        ...overlayDetected(laidBy(overlaid, doc.id)),
      ],
    };
  },
});
