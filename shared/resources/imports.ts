import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { instant } from '../time/instants.ts';
import { customers } from './customers.ts';
import { defineResource } from './define.ts';
import { bare, customerId } from './parts.ts';

/** What happens to a row about somebody who is there already. */
export const duplicatePolicies = ['skip', 'update', 'create'] as const;

/** What a column of the file is: a field of a customer, or half of the name. */
export const importFields = [
  'name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'language',
  'notes',
  'alert',
  'tags',
  'external_id',
] as const;
export type ImportField = (typeof importFields)[number];

/** A row of the file as it was read: text by field. */
export const rowValues = z.partialRecord(z.enum(importFields), z.string());
export type RowValues = z.output<typeof rowValues>;

export const importStatuses = ['loading', 'running', 'done', 'undoing', 'undone'] as const;

const count = z.int().min(0);
export const importId = idSchema('imp').meta({ description: 'Id of the import' });

/** Why one row of an import was not taken. */
export const rowError = z.object({
  row: z.int().meta({ description: 'Line of the table, the heading being 1', example: 17 }),
  field: z.string().optional(),
  message: z.string(),
});

/** People read from a file. */
export const imports = defineResource({
  name: 'imports',
  singular: 'import',
  description: 'People read from a file: how far it is, and what became of each row.',
  prefixes: ['imp'],
  fields: {},
  set: {
    status: z.enum(importStatuses),
    duplicates: z.enum(duplicatePolicies),
    columns: z
      .record(z.string(), z.enum(importFields).nullable())
      .meta({ description: 'What each column of the file was taken for; `null`: left out' }),
    total: count.meta({ description: 'Rows of the file' }),
    processed: count.meta({ description: 'Rows that are done' }),
    created: count,
    updated: count,
    skipped: count,
    failed: count,
    taken_back: count.meta({ description: 'Rows whose doing was undone' }),
    kept: count.meta({ description: 'Rows that were not undone, because something changed since' }),
    errors: z.array(rowError).meta({ description: 'The first 100; all are among its rows' }),
    finished_at: instant.optional(),
  },
  columns: ['status'],
  deskIndexes: [],
  filters: { status: { field: 'status', op: 'in', description: 'One or several statuses' } },
  sorts: ['-created_at', 'created_at'],
  desk: 'none',
  paths: [{ path: '/imports' }],
  links: (doc) => ({ rows: `/v2/imports/${doc.id}/rows` }),
  example: {
    status: 'running',
    duplicates: 'skip',
    columns: { Name: 'name', 'E-mail': 'email', 'Shoe size': null },
    total: 240,
    processed: 100,
    created: 96,
    updated: 0,
    skipped: 3,
    failed: 1,
    taken_back: 0,
    kept: 0,
    errors: [{ row: 17, field: 'phone', message: 'must be a phone number' }],
  },
  schemaVersion: 0,
  migrations: {},
});
export type Import = z.output<typeof imports.doc>;

export const rowStates = [
  'waiting',
  'created',
  'updated',
  'skipped',
  'failed',
  'taken_back',
  'kept',
] as const;

/** One row of an import. */
export const importRows = defineResource({
  name: 'import_rows',
  singular: 'import row',
  description: 'What became of one row of an import.',
  prefixes: ['imr'],
  fields: {},
  set: {
    import_id: importId,
    row: z.int().min(1).meta({ description: 'Line of the table, the heading being 1', example: 17 }),
    state: z.enum(rowStates),
    customer_id: customerId.optional().meta({ description: 'Whom it made, changed or found' }),
    field: z.string().optional().meta({ description: 'The field that is wrong' }),
    message: z.string().optional().meta({ description: 'Why it failed, was skipped or was kept' }),
    /** What it says; only until it is done. */
    values: rowValues.optional(),
    /** The customer as it was before the row changed it; for undoing. */
    before: customers.doc.optional(),
    /** The customer's version when the row was done: another one by now means that somebody changed it. */
    left_at: z.int().optional(),
  },
  hidden: ['values', 'before', 'left_at'],
  columns: ['import_id', 'row', 'state', 'customer_id'],
  deskIndexes: [],
  filters: { state: { field: 'state', op: 'in', description: 'One or several states' } },
  sorts: ['row', '-row'],
  subject: 'customer_id',
  erasure: { stays: true, scrub: (doc) => bare(doc, 'values', 'before', 'left_at') },
  desk: 'none',
  paths: [{ path: '/imports/{import_id}/rows', listOnly: true, as: 'import rows' }],
  selfPath: (doc) => `/imports/${doc.import_id}/rows?state=${doc.state}`,
  example: {
    import_id: 'imp_01HXYZ234',
    row: 17,
    state: 'failed',
    field: 'phone',
    message: 'must be a phone number',
  },
  schemaVersion: 0,
  migrations: {},
});
export type ImportRow = z.output<typeof importRows.doc>;
