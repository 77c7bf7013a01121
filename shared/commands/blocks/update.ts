import { isRefusal } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, missing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { isMeant } from './meant.ts';
import { overlaidBookings, overlayDetected } from './overlaid.ts';
import { blockSpan } from './span.ts';

export const updateBlock = defineCommand({
  name: 'blocks.update',
  resource: 'blocks',
  summary: 'Change a closure or time off',
  args: blocks.patch.extend({ id: blocks.id, kind: blocks.doc.shape.kind.optional() }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/closures/{id}', status: 200, fixed: { kind: 'closure' } }],
  emits: ['resource.availability_changed', 'booking.conflict_detected', 'schedule.violation_detected'],
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'blocks', args);
    if (isRefusal(found)) return found;
    if (!isMeant(found.before, args)) return missing('blocks', args.id);
    const known = new Set(
      (await overlaidBookings(query, found.before, ctx)).map(({ booking }) => booking.id),
    );
    const { start_at, end_at } = found.before;
    const moved = { ...found.before, start_at: args.start_at ?? start_at, end_at: args.end_at ?? end_at };
    const overlaid = await overlaidBookings(query, moved, ctx);
    return { ...found, newlyOverlaid: overlaid.filter(({ booking }) => !known.has(booking.id)) };
  },
  decide({ before, newlyOverlaid }, args, ctx) {
    const { id: _, kind: __, ...fields } = args;
    const doc = revise(before, fields, ctx);
    const span = blockSpan(doc);
    if (span) return span;
    const change = { resource: 'blocks' as const, doc, before };
    return {
      changes: [change],
      events: [{ type: 'resource.availability_changed', change }, ...overlayDetected(newlyOverlaid, doc.id)],
    };
  },
});
