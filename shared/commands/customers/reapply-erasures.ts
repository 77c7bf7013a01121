import * as z from 'zod';
import { customerId } from '../../resources/parts.ts';
import { defineCommand } from '../define.ts';

/** The hub's own, at its start: a restored database has people who were erased after the backup (rule P4). */
export const reapplyErasures = defineCommand({
  name: 'customers.reapply_erasures',
  resource: 'customers',
  summary: 'Erase again whom a restore brought back',
  args: z.strictObject({ ids: z.array(customerId).min(1) }),
  scope: 'customers:write',
  runs: 'hub',
  http: [],
  emits: [],
  asNamed: true,
  load: async () => ({}),
  decide: (_view, { ids }) => ({ changes: [], events: [], erase: ids }),
});
