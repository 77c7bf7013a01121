import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { blocks } from '../../resources/blocks.ts';
import { resourceId } from '../../resources/parts.ts';
import { revise } from '../changes.ts';
import { existing, missing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { isMeant } from './meant.ts';

export const deleteBlock = defineCommand({
  name: 'blocks.delete',
  resource: 'blocks',
  summary: 'Remove a closure or time off',
  args: z.strictObject({
    id: blocks.id,
    kind: blocks.doc.shape.kind.optional(),
    resource_id: resourceId.optional(),
  }),
  scope: 'blocks:write',
  runs: 'anywhere',
  http: [
    { method: 'DELETE', path: '/closures/{id}', status: 204, fixed: { kind: 'closure' } },
    {
      method: 'DELETE',
      path: '/resources/{resource_id}/time-off/{id}',
      status: 204,
      fixed: { kind: 'time_off' },
    },
  ],
  emits: ['resource.availability_changed'],
  async load(query, args) {
    const found = await existing(query, 'blocks', args.id);
    if (isRefusal(found)) return found;
    return isMeant(found.before, args) ? found : missing('blocks', args.id);
  },
  decide({ before }, _args, ctx) {
    const doc = revise(before, {}, ctx);
    const change = { resource: 'blocks' as const, doc, before, deleted: true as const };
    return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
  },
});
