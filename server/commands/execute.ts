import * as z from 'zod';
import type { Command, Ctx, Decision } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import type { HubContext } from '../context.ts';
import type { Tx } from '../store/store.ts';
import { apply } from './apply.ts';
import { invalid } from './invalid.ts';
import { type Execution, type Outcome, refused } from './outcome.ts';
import { hasSuggestions, withSuggestions } from './suggestions.ts';

/**
 * The one door for every write. Reads in path order: scope → arguments → (in one transaction: remembered? → load →
 * decide → store changes → append events → remember) → suggestions.
 */
export async function execute(hub: HubContext, request: Execution): Promise<Outcome> {
  const { command, actor, tenant } = request;
  if (!actor.scopes.has(command.scope))
    return refuseOnce(hub, request, refuse('forbidden', `This needs the scope ${command.scope}`));
  const args = z.safeDecode(command.args, request.args);
  if (!args.success) return refuseOnce(hub, request, invalid(args.error));

  const ctx: Ctx = { now: hub.clock(), tenant, actor, id: hub.makeId };
  const outcome = await hub.stores[request.mode].write(tenant, (tx) =>
    onlyOnce(tx, request, async () => {
      const decision = request.require?.(tx) ?? (await decide(tx, command, args.data, ctx));
      if (isRefusal(decision)) return refused(decision);
      const stale = staleVersion(decision, request.ifVersion) ?? reusedId(tx, decision);
      return stale ?? apply(tx, decision, request, ctx);
    }),
  );
  const mayHelp = command.suggest && !outcome.ok && outcome.refusal.code === 'resource_unavailable';
  return mayHelp && !hasSuggestions(outcome)
    ? withSuggestions(hub, request, outcome, args.data, ctx)
    : outcome;
}

/** Answers with a refusal that was clear before the transaction; that is an outcome to remember, too. */
export async function refuseOnce(
  hub: HubContext,
  request: Pick<Execution, 'mode' | 'tenant' | 'once'>,
  refusal: Refusal,
): Promise<Outcome> {
  if (!request.once) return refused(refusal);
  return hub.stores[request.mode].write(request.tenant, (tx) =>
    onlyOnce(tx, request, async () => refused(refusal)),
  );
}

/** The remembered outcome of this very request, or that of `work`, remembered with it. */
async function onlyOnce(
  tx: Tx,
  request: Pick<Execution, 'once'>,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const before = request.once?.recall(tx);
  if (before) return { ...before, replayed: true };
  const outcome = await work();
  request.once?.remember(tx, outcome);
  return outcome;
}

async function decide(tx: Tx, command: Command, args: Record<string, unknown>, ctx: Ctx) {
  const view = await command.load(tx, args, ctx);
  return isRefusal(view) ? view : command.decide(view, args, ctx);
}

function staleVersion(decision: Decision, ifVersion: number | undefined): Outcome | undefined {
  const before = decision.changes[0]?.before;
  if (ifVersion === undefined || !before || before.version === ifVersion) return undefined;
  return refused(
    refuse('version_conflict', `It is at version ${before.version} by now`, { version: before.version }),
  );
}

/** The id of what was deleted is not given to something else: whatever still names it would mean the wrong one. */
function reusedId(tx: Tx, decision: Decision): Outcome | undefined {
  const reused = decision.changes.find(
    ({ resource, doc, before }) => !before && tx.wasDeleted(resource, doc.id),
  );
  if (!reused) return undefined;
  const { id } = reused.doc;
  return refused(refuse('id_taken', `The id ${id} belonged to something that was deleted`, { id }));
}
