import * as z from 'zod';
import { refuse } from '../../errors.ts';
import { practice } from '../../resources/practice.ts';
import { newDoc } from '../changes.ts';
import { withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';

export const createPractice = defineCommand({
  name: 'practice.create',
  resource: 'practice',
  summary: 'Set up the practice',
  args: practice.create.extend({ demo: z.boolean().default(false) }),
  scope: 'practice:write',
  runs: 'hub',
  http: [],
  emits: [],
  async load(query, _args, ctx) {
    const there = await query.get('practice', ctx.tenant);
    return there ? refuse('id_taken', `There is a practice already: ${there.name}`) : {};
  },
  decide(_view, args, ctx) {
    const change = {
      resource: 'practice' as const,
      doc: newDoc('practice', ctx.tenant, withoutId(args), ctx),
    };
    return { changes: [change], events: [] };
  },
});
