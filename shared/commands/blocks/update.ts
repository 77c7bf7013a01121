import { blocks } from '../../resources/blocks.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { blockSpan } from './span.ts';

export const updateBlock = defineCommand({
  name: 'blocks.update',
  resource: 'blocks',
  summary: 'Change a closure or time off',
  args: blocks.patch.extend({ id: blocks.id }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/closures/{id}', status: 200 }],
  emits: ['resource.availability_changed'],
  load: (query, args) => existingForUpdate(query, 'blocks', args),
  decide({ before }, args, ctx) {
    const doc = revise(before, withoutId(args), ctx);
    const span = blockSpan(doc);
    if (span) return span;
    const change = { resource: 'blocks' as const, doc, before };
    return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
  },
});
