import * as z from 'zod';
import type { Command, Ctx, Decision } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { hashSecrets } from '../access/secret-args.ts';
import type { HubContext } from '../context.ts';
import type { Tx } from '../store/store.ts';
import { refuseReach } from '../webhooks/guard.ts';
import { apply } from './apply.ts';
import { invalid } from './invalid.ts';
import { followIds, personIn } from './named.ts';
import { type Execution, type Outcome, refused } from './outcome.ts';
import { refuseStale } from './stale.ts';
import { hasSuggestions, withSuggestions } from './suggestions.ts';

/**
 * The one door for every write. Reads in path order: scope → secrets become hashes → arguments → addresses → (in one transaction:
 * remembered? → ids followed → load → decide → store changes → append events → remember) → suggestions.
 */
export async function execute(hub: HubContext, asked: Execution): Promise<Outcome> {
  const { command, actor, tenant } = asked;
  if (!actor.scopes.has(command.scope))
    return refuseOnce(hub, asked, refuse('forbidden', `This needs the scope ${command.scope}`));
  const request = command.secrets ? await hashSecrets(hub, asked) : asked;
  if (isRefusal(request)) return refuseOnce(hub, asked, request);
  const args = z.safeDecode(command.args, request.args);
  if (!args.success) return refuseOnce(hub, request, invalid(args.error));

  const address = command.reaches && args.data[command.reaches];
  const barred = typeof address === 'string' && (await refuseReach(hub, request.mode, tenant, address));
  if (barred) return refuseOnce(hub, request, barred);

  const ctx: Ctx = { now: hub.clock(), tenant, actor, id: hub.makeId, mode: request.mode };
  let erases = false;
  const outcome = await hub.stores[request.mode].write(tenant, (tx) =>
    onlyOnce(tx, request, async () => {
      const done = await carryOutIn(tx, request, args.data, ctx);
      erases = done.erases;
      return done.outcome;
    }),
  );
  if (erases) await hub.erasures.settled();
  const mayHelp = command.suggest && !outcome.ok && outcome.refusal.code === 'resource_unavailable';
  return mayHelp && !hasSuggestions(outcome)
    ? withSuggestions(hub, request, outcome, args.data, ctx)
    : outcome;
}

/** A command inside a transaction that is open: ids followed → load → decide → store changes → append events. */
export async function carryOutIn(
  tx: Tx,
  request: Execution,
  args: Record<string, unknown>,
  ctx: Ctx,
): Promise<{ outcome: Outcome; erases: boolean }> {
  const { command } = request;
  const named = followIds(tx, command, args);
  if (isRefusal(named)) return { outcome: refused(named), erases: false };
  const person = personIn(command, named);
  if (person) tx.about(person);
  const barred = (await request.require?.(tx)) ?? (await staleVersion(tx, request, named));
  const decision = barred ?? (await decide(tx, command, named, ctx));
  if (isRefusal(decision)) return { outcome: refused(decision), erases: false };
  const outcome = reusedId(tx, decision) ?? apply(tx, decision, request, ctx);
  return { outcome, erases: decision.erase !== undefined };
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
export async function onlyOnce(
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

/** `If-Match` is about what the command names by `id`, or the practice itself; it is checked before all else. */
async function staleVersion(
  tx: Tx,
  { command, ifVersion, tenant }: Execution,
  { id = tenant }: Record<string, unknown>,
): Promise<Refusal | undefined> {
  if (ifVersion === undefined) return undefined;
  const doc = await tx.get(command.resource, String(id));
  return doc && refuseStale(doc, ifVersion);
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
