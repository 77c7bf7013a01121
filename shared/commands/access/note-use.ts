import * as z from 'zod';
import { instant } from '../../time/instants.ts';
import type { Change } from '../changes.ts';
import { defineCommand } from '../define.ts';

/**
 * Puts down when keys, desks and sessions were last used. Not a change of theirs: their version stays, so that nobody's
 * `If-Match` goes stale by being read.
 */
export const noteUse = defineCommand({
  name: 'access.note_use',
  resource: 'api_keys',
  summary: 'Put down when keys, desks and sessions were last used',
  args: z.strictObject({
    uses: z.array(
      z.strictObject({ of: z.enum(['api_keys', 'devices', 'sessions']), id: z.string(), at: instant }),
    ),
  }),
  scope: 'api_keys:write',
  runs: 'hub',
  http: [],
  emits: [],
  async load(query, { uses }) {
    const changes: Change[] = [];
    for (const { of, id, at } of uses) {
      const before = await query.get(of, id);
      // The three are alike in this field, which the compiler cannot see through a union of names.
      if (before) changes.push({ resource: of, doc: { ...before, last_used_at: at }, before } as Change);
    }
    return { changes };
  },
  decide: ({ changes }) => ({ changes, events: [] }),
});
