import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import {
  duplicatePolicies,
  type Import,
  importFields,
  importId,
  imports,
  rowValues,
} from '../../resources/imports.ts';
import { minutes } from '../../time/instants.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { Query } from '../query.ts';

/** How long a file may take to be put in; one that was left half way is taken away after that. */
const patience = minutes(60);

/** The import in one of the statuses, or why not. */
export async function importIn(
  query: Query,
  id: string,
  ...statuses: readonly Import['status'][]
): Promise<{ before: Import } | Refusal> {
  const found = await existing(query, 'imports', id);
  if (isRefusal(found) || statuses.includes(found.before.status)) return found;
  const { status } = found.before;
  return refuse('invalid_transition', `The import is ${status}, not ${statuses.join(' or ')}`, { status });
}

const hubsOwn = { resource: 'imports', scope: 'imports:write', runs: 'hub', http: [], emits: [] } as const;

/** Makes an import that waits for its rows. */
export const createImport = defineCommand({
  ...hubsOwn,
  name: 'imports.create',
  summary: 'Begin to put a file in',
  args: z.strictObject({
    duplicates: z.enum(duplicatePolicies),
    columns: z.record(z.string(), z.enum(importFields).nullable()),
    total: z.int().min(1),
  }),
  load: async () => ({}),
  decide(_view, args, ctx) {
    const none = { processed: 0, created: 0, updated: 0, skipped: 0, failed: 0, taken_back: 0, kept: 0 };
    const doc = newDoc('imports', ctx.id('imp'), { ...args, ...none, status: 'loading', errors: [] }, ctx);
    const due = { at: ctx.now + patience, command: 'imports.discard', args: { id: doc.id } };
    return { changes: [{ resource: 'imports', doc }], events: [], due: [due] };
  },
});

/** Puts some of the rows in. */
export const addImportRows = defineCommand({
  ...hubsOwn,
  name: 'imports.add_rows',
  summary: 'Put rows of a file in',
  args: z.strictObject({
    id: importId,
    rows: z.array(z.object({ row: z.int().min(2), values: rowValues })).max(500),
  }),
  load: (query, { id }) => importIn(query, id, 'loading'),
  decide({ before }, { id, rows }, ctx) {
    const added = rows.map(({ row, values }): Change => {
      const fields = { import_id: id, row, state: 'waiting' as const, values };
      return { resource: 'import_rows', doc: newDoc('import_rows', ctx.id('imr'), fields, ctx) };
    });
    return { changes: [{ resource: 'imports', doc: revise(before, {}, ctx), before }, ...added], events: [] };
  },
});

/** All rows are there: from now on the hub carries them out by itself. */
export const startImport = defineCommand({
  ...hubsOwn,
  name: 'imports.start',
  summary: 'Carry out an import',
  args: z.strictObject({ id: importId }),
  load: (query, { id }) => importIn(query, id, 'loading'),
  decide({ before }, { id }, ctx) {
    const doc = revise(before, { status: 'running' }, ctx);
    const due = { at: ctx.now, command: 'imports.run', args: { id, after: 0 } };
    return { changes: [{ resource: 'imports', doc, before }], events: [], due: [due] };
  },
});

/** Rows that one step takes away. */
const atOnce = 500;

/** Takes away what was put in half way: nobody was told of it. */
export const discardImport = defineCommand({
  ...hubsOwn,
  name: 'imports.discard',
  summary: 'Take away a file that was put in half way',
  args: z.strictObject({ id: imports.id, round: z.int().default(0) }),
  async load(query, { id }) {
    const found = await importIn(query, id, 'loading');
    if (isRefusal(found)) return found;
    return { ...found, rows: await query.range('import_rows', [['import_id', '=', id]], { limit: atOnce }) };
  },
  decide({ before, rows }, { id, round }, ctx) {
    const gone = rows.map((row): Change => {
      return {
        resource: 'import_rows',
        doc: revise(row, { values: undefined }, ctx),
        before: row,
        deleted: true,
      };
    });
    const more = rows.length === atOnce;
    const doc = revise(before, {}, ctx);
    const own: Change = { resource: 'imports', doc, before, ...(!more && { deleted: true }) };
    const due = { at: ctx.now, command: 'imports.discard', args: { id, round: round + 1 } };
    return { changes: [own, ...gone], events: [], ...(more && { due: [due] }) };
  },
});
