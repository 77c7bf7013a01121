import * as z from 'zod';
import { changedFields } from '../../shared/commands/changes.ts';
import type { Actor, Command, Ctx, Decision } from '../../shared/commands/define.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';
import { pickFields } from '../fields.ts';
import type { Mode, Tx } from '../store/store.ts';

/** A command that somebody asks the hub to carry out. */
export interface Execution {
  readonly mode: Mode;
  readonly tenant: string;
  readonly actor: Actor;
  readonly requestId: string;
  readonly command: Command;
  /** In wire form, as it came. */
  readonly args: Record<string, unknown>;
  /** The version the caller read (`If-Match`); another one by now is 412 `version_conflict`. */
  readonly ifVersion?: number | undefined;
  /** Where the outcome is remembered, so that the same request again has the same outcome. */
  readonly once?: Once;
  /** A condition of the caller's own, checked in the transaction before the command. */
  require?(tx: Tx): Refusal | undefined;
}

/** What became of it. `doc` is the result in wire form; absent where nothing is left of it or nothing changed. */
export type Outcome =
  | { readonly ok: true; readonly doc?: Record<string, unknown>; readonly replayed?: true }
  | { readonly ok: false; readonly refusal: Refusal; readonly replayed?: true };

/** Exactly-once for one request: an idempotency key, or the number of an intent (rules B2, S2). */
export interface Once {
  recall(tx: Tx): Outcome | undefined;
  remember(tx: Tx, outcome: Outcome): void;
}

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

/** Stores what was decided; the first change is the result. */
function apply(tx: Tx, decision: Decision, request: Execution, ctx: Ctx): Outcome {
  for (const { resource, doc, deleted } of decision.changes) {
    if (definitionOf(resource).claims)
      tx.dropExpiredHolds(
        definitionOf(resource)
          .claims?.(doc)
          .map((claim) => claim.resource_id) ?? [],
        ctx.now,
      );
    tx.put(resource, doc, deleted ?? false);
  }
  for (const { type, change } of decision.events) {
    const definition = definitionOf(change.resource);
    const object = toWire(definition, change.doc);
    const previous = change.before && toWire(definition, change.before);
    tx.append({
      id: ctx.id('evt'),
      type,
      api_version: 'v2',
      tenant_id: ctx.tenant,
      mode: request.mode,
      created_at: formatInstant(ctx.now),
      data: {
        object,
        ...(previous && { previous: pickFields(previous, changedFields(previous, object)) }),
      },
      actor: { kind: ctx.actor.kind, id: ctx.actor.id, name: ctx.actor.name },
      request_id: request.requestId,
    });
  }
  for (const { at, command, args } of decision.due ?? [])
    tx.addDue({ at, command, args: JSON.stringify(args) });
  const [main] = decision.changes;
  if (!main || main.deleted) return { ok: true };
  return { ok: true, doc: toWire(definitionOf(main.resource), main.doc) };
}

/**
 * Suggestions are looked up outside the write transaction, on a snapshot of their own (ARCHITECTURE, decision 2). Of the
 * same request sent twice at once, or again after a crash in between, the first to have them remembers them for both.
 */
async function withSuggestions(
  hub: HubContext,
  request: Execution,
  { refusal, replayed }: Outcome & { ok: false },
  args: Record<string, unknown>,
  ctx: Ctx,
): Promise<Outcome> {
  const store = hub.stores[request.mode];
  const more = await store.read(request.tenant, async (view) => request.command.suggest?.(view, args, ctx));
  const outcome = refused({ ...refusal, details: { ...refusal.details, ...more } });
  const { once } = request;
  if (!once) return outcome;
  return store.write(request.tenant, async (tx) => {
    const before = once.recall(tx);
    if (before && hasSuggestions(before)) return { ...before, replayed: true };
    once.remember(tx, outcome);
    return replayed ? { ...outcome, replayed } : outcome;
  });
}

function hasSuggestions(outcome: Outcome): boolean {
  return !outcome.ok && outcome.refusal.details?.suggestions !== undefined;
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

function refused(refusal: Refusal): Outcome & { ok: false } {
  return { ok: false, refusal };
}

/** The refusal of arguments that are not of the documented form, naming each path. */
export function invalid(error: z.core.$ZodError): Refusal {
  const issues = error.issues.flatMap((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const named = unknown.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known' }));
    return named.length > 0 ? named : [{ path: issue.path.join('.'), message: issue.message }];
  });
  const [first] = issues;
  const where = first?.path ? `${first.path}: ` : '';
  return refuse('validation_failed', `${where}${first?.message ?? 'is not valid'}`, { issues });
}
