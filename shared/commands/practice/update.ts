import { practice } from '../../resources/practice.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';

export const updatePractice = defineCommand({
  name: 'practice.update',
  resource: 'practice',
  summary: 'Change the settings of the practice',
  args: practice.patch,
  scope: 'practice:write',
  runs: 'hub',
  http: [{ method: 'PATCH', path: '/tenant', status: 200 }],
  emits: [],
  load: (query, _args, ctx) => existing(query, 'practice', ctx.tenant),
  decide({ before }, args, ctx) {
    const change = { resource: 'practice' as const, doc: revise(before, args, ctx), before };
    return { changes: [change], events: [] };
  },
});
