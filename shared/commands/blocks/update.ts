import { isRefusal } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, missing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { isMeant } from './meant.ts';
import { blockSpan } from './span.ts';

export const updateBlock = defineCommand({
  name: 'blocks.update',
  resource: 'blocks',
  summary: 'Change a closure or time off',
  args: blocks.patch.extend({ id: blocks.id, kind: blocks.doc.shape.kind.optional() }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/closures/{id}', status: 200, fixed: { kind: 'closure' } }],
  emits: ['resource.availability_changed'],
  async load(query, args) {
    const found = await existingForUpdate(query, 'blocks', args);
    if (isRefusal(found)) return found;
    return isMeant(found.before, args) ? found : missing('blocks', args.id);
  },
  decide({ before }, args, ctx) {
    const { id: _, kind: __, ...fields } = args;
    const doc = revise(before, fields, ctx);
    const span = blockSpan(doc);
    if (span) return span;
    const change = { resource: 'blocks' as const, doc, before };
    return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
  },
});
