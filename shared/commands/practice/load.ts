import * as z from 'zod';
import { type Refusal, refuse } from '../../errors.ts';
import { definitions, isResourceName } from '../../resources/index.ts';
import type { Change } from '../changes.ts';
import { defineCommand } from '../define.ts';

/** Whole documents in stored form, as the demo data and imports have them; no event tells of them. */
export const loadDocuments = defineCommand({
  name: 'practice.load',
  resource: 'practice',
  summary: 'Load whole documents',
  args: z.strictObject({
    documents: z.array(z.object({ resource: z.string(), doc: z.record(z.string(), z.unknown()) })).max(5000),
  }),
  scope: 'practice:write',
  runs: 'hub',
  asNamed: true,
  http: [],
  emits: [],
  load: async () => ({}),
  decide(_view, args, ctx) {
    const changes: Change[] = [];
    for (const { resource, doc } of args.documents) {
      const change = changeOf(resource, doc);
      if ('code' in change) return change;
      if (change.doc.tenant_id !== ctx.tenant)
        return refuse('tenant_mismatch', `${change.doc.id} belongs to another practice`);
      changes.push(change);
    }
    return { changes, events: [] };
  },
});

function changeOf(resource: string, doc: Record<string, unknown>): Change | Refusal {
  if (!isResourceName(resource)) return refuse('validation_failed', `There is no resource ${resource}`);
  // Documents come in stored form, which is what the schemas encode from.
  const issues = z.safeEncode<z.ZodType>(definitions[resource].doc, doc).error?.issues;
  if (issues)
    return refuse('validation_failed', `${String(doc.id)} is not a valid ${definitions[resource].singular}`, {
      issues: issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    });
  return { resource, doc } as Change;
}
