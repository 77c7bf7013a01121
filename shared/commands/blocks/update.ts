import { isRefusal } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { resourceId } from '../../resources/parts.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, missing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { isMeant } from './meant.ts';
import { laidBy, overlaidBookings, overlayDetected } from './overlaid.ts';
import { blockSpan, lastEnd } from './span.ts';

export const updateBlock = defineCommand({
  name: 'blocks.update',
  resource: 'blocks',
  summary: 'Change a closure or time off',
  args: blocks.patch.extend({
    id: blocks.id,
    kind: blocks.doc.shape.kind.optional(),
    resource_id: resourceId.optional(),
  }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [
    { method: 'PATCH', path: '/closures/{id}', status: 200, fixed: { kind: 'closure' } },
    {
      method: 'PATCH',
      path: '/resources/{resource_id}/time-off/{id}',
      status: 200,
      fixed: { kind: 'time_off' },
    },
  ],
  emits: ['resource.availability_changed', 'booking.conflict_detected', 'schedule.violation_detected'],
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'blocks', args);
    if (isRefusal(found)) return found;
    if (!isMeant(found.before, args)) return missing('blocks', args.id);
    const known = new Set(
      (await overlaidBookings(query, found.before, ctx)).map(({ booking }) => booking.id),
    );
    const { id: _, kind: __, resource_id: ___, ...fields } = args;
    const changed = revise(found.before, fields, ctx);
    const barred = blockSpan(changed);
    if (barred) return barred;
    const doc = { ...changed, last_end_at: lastEnd(changed) };
    const overlaid = await overlaidBookings(query, doc, ctx);
    return { ...found, doc, newlyOverlaid: overlaid.filter(({ booking }) => !known.has(booking.id)) };
  },
  decide({ before, doc, newlyOverlaid }) {
    const change = { resource: 'blocks' as const, doc, before };
    return {
      changes: [change],
      events: [
        { type: 'resource.availability_changed', change },
        ...overlayDetected(laidBy(newlyOverlaid, doc.id)),
      ],
    };
  },
});
