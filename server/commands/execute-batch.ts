import * as z from 'zod';
import type { Ctx } from '../../shared/commands/define.ts';
import { type Refusal, refuse } from '../../shared/errors.ts';
import type { HubContext } from '../context.ts';
import type { Tx } from '../store/store.ts';
import { carryOutIn, onlyOnce, refuseOnce } from './execute.ts';
import { invalid } from './invalid.ts';
import { type Execution, type Outcome, refused } from './outcome.ts';
import { withSuggestions } from './suggestions.ts';

/** One command for each of several rows; `atomic`: for all of them or for none. */
export interface Batch extends Omit<Execution, 'args' | 'ifVersion' | 'require' | 'shownOnce'> {
  /** Arguments of each row, in wire form, as they came. */
  readonly rows: readonly Record<string, unknown>[];
  readonly atomic: boolean;
}

/** What became of a row, in the order in which they came. */
export type RowOutcome = Outcome;

/**
 * Carries out the rows one after the other in one transaction, each seeing what those before it did. Its outcome is
 * remembered as a whole; where `atomic` and any is refused, nothing is done and the first refusal is that of the whole.
 */
export async function executeBatch(
  hub: HubContext,
  batch: Batch,
): Promise<Outcome & { rows?: RowOutcome[] }> {
  const { mode, tenant, actor, command, once } = batch;
  if (!actor.scopes.has(command.scope))
    return refuseOnce(hub, batch, refuse('forbidden', `This needs the scope ${command.scope}`));
  const ctx: Ctx = { now: hub.clock(), tenant, actor, id: hub.makeId, mode };
  const whole = await inOneTransaction(hub, batch, ctx);
  if (!whole.ok && !whole.replayed) {
    const rows = await helped(hub, batch, whole.rows, ctx);
    return refuseOnce(hub, batch, ofAtomic(rows));
  }
  const rows = rowsOf(whole);
  if (whole.replayed || rows.every((row) => row.ok)) return { ...whole, rows };
  const told = outcomeOf(await helped(hub, batch, rows, ctx));
  if (once) await hub.stores[mode].write(tenant, async (tx) => once.remember(tx, told));
  return { ...told, rows: rowsOf(told) };
}

type Whole = (Outcome & { ok: true }) | (Outcome & { ok: false; rows: RowOutcome[] });

async function inOneTransaction(hub: HubContext, batch: Batch, ctx: Ctx): Promise<Whole> {
  let undone: RowOutcome[] = [];
  try {
    const outcome = await hub.stores[batch.mode].write(batch.tenant, (tx) =>
      onlyOnce(tx, batch, async () => {
        const rows: RowOutcome[] = [];
        for (const row of batch.rows) rows.push(await carryOutRow(tx, batch, row, ctx));
        undone = rows;
        if (batch.atomic && rows.some((row) => !row.ok)) throw new Undo();
        return outcomeOf(rows);
      }),
    );
    return outcome.ok ? outcome : { ...outcome, rows: [] };
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return { ...refused(ofAtomic(undone)), rows: undone };
  }
}

/** Leaves the transaction with nothing of it done. */
class Undo extends Error {}

async function carryOutRow(
  tx: Tx,
  batch: Batch,
  row: Record<string, unknown>,
  ctx: Ctx,
): Promise<RowOutcome> {
  const args = z.safeDecode(batch.command.args, row);
  if (!args.success) return refused(invalid(args.error));
  const { rows: _, atomic: __, once: ___, ...request } = batch;
  return (await carryOutIn(tx, { ...request, args: row }, args.data, ctx)).outcome;
}

/** The rows with suggestions where a time was taken; they are looked up when the transaction is over (rule A10). */
async function helped(
  hub: HubContext,
  batch: Batch,
  rows: readonly RowOutcome[],
  ctx: Ctx,
): Promise<RowOutcome[]> {
  const { rows: asked, atomic: _, once: __, ...request } = batch;
  const told: RowOutcome[] = [];
  for (const [i, row] of rows.entries()) {
    const args = z.safeDecode(batch.command.args, asked[i] ?? {});
    const mayHelp =
      !row.ok && row.refusal.code === 'resource_unavailable' && batch.command.suggest && args.success;
    told.push(
      mayHelp ? await withSuggestions(hub, { ...request, args: asked[i] ?? {} }, row, args.data, ctx) : row,
    );
  }
  return told;
}

/** Why a batch that is atomic was not done: its first refusal, and all of them by row. */
function ofAtomic(rows: readonly RowOutcome[]): Refusal {
  const refusals = rows.flatMap((outcome, row) => (outcome.ok ? [] : [{ row, ...outcome.refusal }]));
  const [first] = refusals;
  if (!first) return refuse('internal', 'A batch was undone without a reason');
  const { row, code, message, details } = first;
  return refuse(code, `Nothing was done, because of row ${row}: ${message}`, {
    ...details,
    row,
    rows: refusals,
  });
}

/** All rows as one outcome, in the form in which outcomes are remembered. */
function outcomeOf(rows: readonly RowOutcome[]): Outcome & { ok: true } {
  return { ok: true, doc: { rows } };
}

function rowsOf(outcome: Outcome): RowOutcome[] {
  return outcome.ok && Array.isArray(outcome.doc?.rows) ? outcome.doc.rows : [];
}
