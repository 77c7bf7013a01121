import * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import { type Customer, customers } from '../../resources/customers.ts';
import { type Import, type ImportRow, importId, imports } from '../../resources/imports.ts';
import { formatInstant } from '../../time/instants.ts';
import { type Change, revise } from '../changes.ts';
import { type Ctx, defineCommand, type EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { importIn } from './load.ts';

/** Rows of one step of undoing. */
const atOnce = 50;

export const undoImport = defineCommand({
  name: 'imports.undo',
  resource: 'imports',
  summary: 'Take back what an import made, but what changed since; one that still runs is stopped first',
  args: z.strictObject({ id: imports.id }),
  scope: 'imports:write',
  runs: 'hub',
  http: [{ method: 'POST', path: '/imports/{id}/undo', status: 202 }],
  emits: [],
  refuses: ['invalid_transition'],
  load: (query, { id }) => importIn(query, id, 'running', 'done'),
  decide({ before }, { id }, ctx) {
    const doc = revise(before, { status: 'undoing', finished_at: undefined }, ctx);
    const due = { at: ctx.now, command: 'imports.take_back', args: { id, after: 0 } };
    return { changes: [{ resource: 'imports', doc, before }], events: [], due: [due] };
  },
});

/** A person and all that this import did to them. */
interface Touched {
  readonly customer?: Customer | undefined;
  readonly rows: readonly ImportRow[];
  /** Somebody booked for them. */
  readonly booked: boolean;
}

/** The hub's own: the next rows of an import that is undone. */
export const takeBackImport = defineCommand({
  name: 'imports.take_back',
  resource: 'imports',
  summary: 'Undo the next rows of an import',
  args: z.strictObject({ id: importId, after: z.int().min(0) }),
  scope: 'imports:write',
  runs: 'hub',
  http: [],
  emits: ['customer.deleted', 'customer.updated'],
  async load(
    query,
    { id, after },
  ): Promise<{ before: Import; rows: ImportRow[]; touched: Touched[] } | Refusal> {
    const found = await importIn(query, id, 'undoing');
    if (isRefusal(found)) return found;
    const rows = await query.range(
      'import_rows',
      [
        ['import_id', '=', id],
        ['row', '>', after],
      ],
      { order: 'row', limit: atOnce },
    );
    const ids = new Set(rows.filter(isDone).flatMap(({ customer_id }) => customer_id ?? []));
    return { ...found, rows, touched: await Promise.all([...ids].map((one) => touchedBy(query, id, one))) };
  },
  decide({ before, rows, touched }, { id }, ctx) {
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const sums = { taken_back: before.taken_back, kept: before.kept };
    for (const one of touched) {
      const kept = whyKept(one);
      if (kept === undefined) {
        const [change, type] = restore(one, ctx);
        changes.push(change);
        events.push({ type, change });
      }
      const state = kept === undefined ? 'taken_back' : 'kept';
      sums[state] += one.rows.length;
      for (const row of one.rows) {
        const doc = revise(row, { state, message: kept, before: undefined, left_at: undefined }, ctx);
        changes.push({ resource: 'import_rows', doc, before: row });
      }
    }
    for (const row of rows.filter(({ state }) => state === 'waiting')) {
      const doc = revise(
        row,
        { state: 'skipped', message: 'the import was stopped', values: undefined },
        ctx,
      );
      changes.push({ resource: 'import_rows', doc, before: row });
    }
    const finished = rows.length < atOnce;
    const patch = finished ? ({ status: 'undone', finished_at: formatInstant(ctx.now) } as const) : {};
    const own: Change = { resource: 'imports', doc: revise(before, { ...sums, ...patch }, ctx), before };
    const next = { at: ctx.now, command: 'imports.take_back', args: { id, after: rows.at(-1)?.row ?? 0 } };
    return { changes: [own, ...changes], events, ...(!finished && { due: [next] }) };
  },
});

function isDone({ state }: ImportRow): boolean {
  return state === 'created' || state === 'updated';
}

async function touchedBy(query: Query, import_id: string, customer_id: string): Promise<Touched> {
  const rows = await query.range(
    'import_rows',
    [
      ['customer_id', '=', customer_id],
      ['import_id', '=', import_id],
      ['state', 'in', ['created', 'updated']],
    ],
    { order: 'row' },
  );
  const booked = await query.range('bookings', [['customer_id', '=', customer_id]], { limit: 1 });
  return { customer: await query.get('customers', customer_id), rows, booked: booked.length > 0 };
}

/** Why what was done to a person stays; `undefined`: it is taken back. */
function whyKept({ customer, rows, booked }: Touched): string | undefined {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!customer || customer.id !== first?.customer_id)
    return 'the customer is no longer there, or was merged';
  if (customer.version !== last?.left_at) return 'the customer changed since';
  return booked && first.state === 'created' ? 'the customer has bookings' : undefined;
}

function restore({ customer, rows }: Touched, ctx: Ctx): [Change, EventDraft['type']] {
  const [first] = rows;
  if (!customer) throw new Error('what is taken back is there');
  if (first?.state === 'created' || !first?.before) {
    const doc = revise(customers.erasure?.scrub(customer) ?? customer, {}, ctx);
    return [{ resource: 'customers', doc, before: customer, deleted: true }, 'customer.deleted'];
  }
  const { before } = first;
  const { version: _, created_at: __, updated_at: ___, ...fields } = before;
  const added = Object.keys(customer).filter((field) => !(field in before));
  const gone = Object.fromEntries(added.map((field) => [field, undefined]));
  return [
    { resource: 'customers', doc: revise(customer, { ...gone, ...fields }, ctx), before: customer },
    'customer.updated',
  ];
}
