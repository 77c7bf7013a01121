import * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import type { Customer, customers } from '../../resources/customers.ts';
import { type Import, type ImportRow, importId } from '../../resources/imports.ts';
import { formatInstant } from '../../time/instants.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import { withoutId } from '../common.ts';
import { practiceOf } from '../customers/phone.ts';
import { samePerson } from '../customers/same-person.ts';
import { type Ctx, defineCommand, type EventDraft } from '../define.ts';
import type { HubQuery } from '../query.ts';
import { importIn } from './load.ts';
import { personOf, type RowPerson, updateBy } from './person.ts';

/** Rows of one step: few, so that nobody who books meanwhile waits for more than these. */
const atOnce = 50;
const mostErrors = 100;

type NewCustomer = z.output<typeof customers.create>;

interface Prepared {
  readonly row: ImportRow;
  readonly person: RowPerson;
  /** Who may be the same person; and who has the row's external_id. */
  readonly alike: readonly Customer[];
  readonly owner?: Customer | undefined;
}

/** The hub's own: the next rows of an import. */
export const runImport = defineCommand({
  name: 'imports.run',
  resource: 'imports',
  summary: 'Carry out the next rows of an import',
  args: z.strictObject({ id: importId, after: z.int().min(0) }),
  scope: 'imports:write',
  runs: 'hub',
  http: [],
  emits: ['customer.created', 'customer.updated'],
  async load(query: HubQuery, { id, after }, ctx): Promise<{ before: Import; rows: Prepared[] } | Refusal> {
    const found = await importIn(query, id, 'running');
    if (isRefusal(found)) return found;
    const { country } = await practiceOf(query, ctx);
    const rows = await query.range(
      'import_rows',
      [
        ['import_id', '=', id],
        ['row', '>', after],
      ],
      { order: 'row', limit: atOnce },
    );
    return { ...found, rows: await Promise.all(rows.map((row) => prepare(query, row, country))) };
  },
  decide({ before, rows }, { id }, ctx) {
    const step = stepOf(ctx);
    const counts = {
      created: before.created,
      updated: before.updated,
      skipped: before.skipped,
      failed: before.failed,
    };
    const errors = [...before.errors];
    for (const prepared of rows) {
      const { row } = prepared;
      const done = outcomeOf(prepared, before.duplicates, step);
      counts[done.state]++;
      if (done.state === 'failed' && errors.length < mostErrors)
        errors.push({ row: row.row, ...(done.field && { field: done.field }), message: done.message ?? '' });
      step.changes.push({
        resource: 'import_rows',
        doc: revise(row, { ...done, values: undefined }, ctx),
        before: row,
      });
    }
    const finished = rows.length < atOnce;
    const processed = before.processed + rows.length;
    const own = revise(
      before,
      {
        ...counts,
        errors,
        processed,
        ...(finished && { status: 'done', finished_at: formatInstant(ctx.now) }),
      },
      ctx,
    );
    const next = { at: ctx.now, command: 'imports.run', args: { id, after: rows.at(-1)?.row.row ?? 0 } };
    return {
      changes: [{ resource: 'imports', doc: own, before }, ...step.changes],
      events: step.events,
      ...(!finished && { due: [next] }),
    };
  },
});

async function prepare(query: HubQuery, row: ImportRow, country: string): Promise<Prepared> {
  const person = personOf(row.values ?? {}, country);
  if (!('fields' in person)) return { row, person, alike: [] };
  const { external_id } = person.fields;
  const [owner] = external_id
    ? await query.range('customers', [['external_id', '=', external_id]], { limit: 1 })
    : [];
  return { row, person, owner, alike: await query.alike('customers', person.fields) };
}

/** What a step did so far: rows of it may be about one and the same person. */
interface Step {
  readonly ctx: Ctx;
  readonly changes: Change[];
  readonly events: EventDraft[];
  /** Records as this step leaves them. */
  readonly current: Map<string, Customer>;
}

function stepOf(ctx: Ctx): Step {
  return { ctx, changes: [], events: [], current: new Map() };
}

type Done = Partial<Pick<ImportRow, 'customer_id' | 'field' | 'message' | 'before' | 'left_at'>> & {
  state: 'created' | 'updated' | 'skipped' | 'failed';
};

function outcomeOf({ person, alike, owner }: Prepared, policy: Import['duplicates'], step: Step): Done {
  if (!('fields' in person)) return { state: 'failed', ...person };
  const { fields } = person;
  const made = [...step.current.values()];
  const holder =
    fields.external_id === undefined
      ? undefined
      : (made.find((one) => one.external_id === fields.external_id) ?? owner);
  const known = holder ?? [...made, ...alike].find((one) => samePerson(one, fields));
  if (policy === 'create' && holder)
    return { state: 'failed', field: 'external_id', message: `belongs to ${holder.id} already` };
  if (!known || policy === 'create') return create(fields, step);
  const before = step.current.get(known.id) ?? known;
  if (policy === 'skip') return { state: 'skipped', customer_id: before.id, message: 'is there already' };
  const patch = updateBy(before, fields);
  if (Object.keys(patch).length === 0)
    return { state: 'skipped', customer_id: before.id, message: 'says nothing new' };
  const doc = revise(before, patch, step.ctx);
  keep(step, { resource: 'customers', doc, before }, 'customer.updated');
  return { state: 'updated', customer_id: doc.id, before, left_at: doc.version };
}

function create(fields: NewCustomer, step: Step): Done {
  const doc = newDoc('customers', step.ctx.id('cust'), withoutId(fields), step.ctx);
  keep(step, { resource: 'customers', doc }, 'customer.created');
  return { state: 'created', customer_id: doc.id, left_at: doc.version };
}

function keep(step: Step, change: Change & { resource: 'customers' }, type: EventDraft['type']): void {
  step.current.set(change.doc.id, change.doc);
  step.changes.push(change);
  step.events.push({ type, change });
}
