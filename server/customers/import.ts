import * as z from 'zod';
import { samePerson } from '../../shared/commands/customers/same-person.ts';
import type { Command } from '../../shared/commands/define.ts';
import { addImportRows, createImport, startImport } from '../../shared/commands/imports/load.ts';
import { personOf } from '../../shared/commands/imports/person.ts';
import { RefusalError } from '../../shared/errors.ts';
import { duplicatePolicies, importFields, imports, rowError } from '../../shared/resources/imports.ts';
import { exampleOf } from '../api/examples.ts';
import { etagOf } from '../api/render.ts';
import type { Call, Reply, Route } from '../api/route.ts';
import { execute } from '../commands/execute.ts';
import type { Once } from '../commands/outcome.ts';
import { type Columns, chooseColumns, valuesOf } from './columns.ts';
import { readTable, type Table } from './csv.ts';

const columnsText = z
  .string()
  .max(20_000)
  .transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      ctx.addIssue({ code: 'custom', message: 'must be JSON such as {"Kunde":"name","Shoe size":null}' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.enum(importFields).nullable()));

const query = z.strictObject({
  dry_run: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false)
    .meta({ description: 'Only say what would happen' }),
  duplicates: z
    .enum(duplicatePolicies)
    .default('skip')
    .meta({ description: 'What to do with rows about somebody who is there already' }),
  columns: columnsText.optional().meta({
    description:
      'JSON of what columns are, by their names in the file, where it is guessed wrongly: a field, or null to leave it out',
  }),
});

const plan = z
  .object({
    dry_run: z.literal(true),
    total: z.int(),
    columns: imports.doc.shape.columns,
    would_create: z.int(),
    would_update: z.int(),
    would_skip: z.int(),
    would_fail: z.int(),
    errors: z.array(rowError).meta({ description: 'The first 100' }),
    duplicates: z
      .array(z.object({ row: z.int(), customer_id: z.string() }))
      .meta({ description: 'The first 100 rows about somebody who is there already' }),
    samples: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: 'What the first rows have in each column, up to three texts of 100 characters' }),
  })
  .meta({ id: 'ImportPlan' });
type Plan = z.output<typeof plan>;

/** Rows put in by one command, and looked at by one snapshot of a dry run. */
const atOnce = 200;
const mostListed = 100;

/** CSV in; 202 with the import, whose document tells how far it is. The hub goes on with it after a restart. */
export const importRoute: Route = {
  method: 'POST',
  path: '/v2/customers/import',
  operation: 'import_customers',
  tag: 'imports',
  summary: 'Add customers from a CSV file of up to 10 MiB; read GET /imports/{id} for how far it is',
  scope: 'imports:write',
  query,
  takes: { type: 'text/csv', maxBytes: 10 << 20 },
  writes: true,
  answers: [
    { status: 200, description: 'With dry_run: what would happen', schema: plan },
    {
      status: 202,
      description: 'It goes on by itself',
      schema: imports.wire,
      example: () => exampleOf(imports),
    },
  ],
  errors: ['validation_failed'],
  async handle(call) {
    const asked = call.query as z.output<typeof query>;
    const charset = /charset="?([\w-]+)/i.exec(call.header('content-type') ?? '')?.[1];
    const table = await readTable(call.raw ?? new Uint8Array(), charset);
    const columns = chooseColumns(table.heading, asked.columns);
    if (asked.dry_run) return { status: 200, body: await planOf(call, table, columns, asked.duplicates) };
    return call.once((once) => begin(call, table, columns, asked.duplicates, once));
  },
};

type Policy = (typeof duplicatePolicies)[number];

async function begin(
  call: Call,
  table: Table,
  columns: Columns,
  duplicates: Policy,
  once: Once | undefined,
): Promise<Reply> {
  const { tenant, mode } = call.caller;
  const before = once && (await call.hub.stores[mode].write(tenant, async (tx) => once.recall(tx)));
  if (before?.ok) return accepted(before.doc ?? {}, { 'Idempotent-Replayed': 'true' });
  const { id } = await done(call, createImport, { duplicates, columns, total: table.rows.length });
  for (let from = 0; from < table.rows.length; from += atOnce) {
    const rows = table.rows.slice(from, from + atOnce);
    const values = rows.map(({ row, cells }) => ({ row, values: valuesOf(table, columns, cells) }));
    await done(call, addImportRows, { id, rows: values });
  }
  // Only now: a request that broke off before has put nothing in, and may be sent again.
  return accepted(await done(call, startImport, { id }, once));
}

function accepted(doc: Record<string, unknown>, headers: Record<string, string> = {}): Reply {
  return {
    status: 202,
    body: doc,
    headers: { Location: `/v2/imports/${doc.id}`, ...etagOf(doc), ...headers },
  };
}

async function done(
  call: Call,
  command: Command,
  args: Record<string, unknown>,
  once?: Once,
): Promise<Record<string, unknown>> {
  const { hub, caller, requestId } = call;
  const { mode, tenant, actor } = caller;
  const outcome = await execute(hub, {
    mode,
    tenant,
    actor,
    requestId,
    command,
    args,
    ...(once && { once }),
  });
  if (!outcome.ok) throw new RefusalError(outcome.refusal);
  return outcome.doc ?? {};
}

/** What would happen to each row, as far as rows do not concern each other. */
async function planOf(call: Call, table: Table, columns: Columns, policy: Policy): Promise<Plan> {
  const { hub, caller } = call;
  const store = hub.stores[caller.mode];
  const sums = { would_create: 0, would_update: 0, would_skip: 0, would_fail: 0 };
  const errors: Plan['errors'] = [];
  const duplicates: Plan['duplicates'] = [];
  const country = store.practice(caller.tenant)?.country ?? '';
  for (let from = 0; from < table.rows.length; from += atOnce) {
    await new Promise((resolve) => setImmediate(resolve));
    await store.read(caller.tenant, async (view) => {
      for (const { row, cells } of table.rows.slice(from, from + atOnce)) {
        const person = personOf(valuesOf(table, columns, cells), country);
        if (!('fields' in person)) {
          sums.would_fail++;
          if (errors.length < mostListed) errors.push({ row, ...person });
          continue;
        }
        const { fields } = person;
        const [owner] = fields.external_id
          ? await view.range('customers', [['external_id', '=', fields.external_id]], { limit: 1 })
          : [];
        const known = owner ?? (await view.alike('customers', fields)).find((one) => samePerson(one, fields));
        if (known && duplicates.length < mostListed) duplicates.push({ row, customer_id: known.id });
        if (!known) sums.would_create++;
        else if (policy === 'create') sums[owner ? 'would_fail' : 'would_create']++;
        else sums[policy === 'skip' ? 'would_skip' : 'would_update']++;
      }
    });
  }
  return {
    dry_run: true,
    total: table.rows.length,
    columns,
    ...sums,
    errors,
    duplicates,
    samples: samplesOf(table),
  };
}

/** So that people see which column is which. */
function samplesOf({ heading, rows }: Table): Plan['samples'] {
  return Object.fromEntries(
    heading.flatMap((title, i) => {
      if (title === '') return [];
      const filled = rows.slice(0, 50).flatMap(({ cells }) => cells[i] || []);
      return [[title, filled.slice(0, 3).map((cell) => cell.slice(0, 100))]];
    }),
  );
}
