import { type Change, changedFields } from '../../shared/commands/changes.ts';
import type { Ctx, Decision, EventDraft } from '../../shared/commands/define.ts';
import { toWire } from '../../shared/resources/define.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { pickFields } from '../fields.ts';
import type { Tx } from '../store/store.ts';
import type { Execution, Outcome } from './outcome.ts';

/** Stores what was decided, appends its events and puts down what is due later; the first change is the result. */
export function apply(tx: Tx, decision: Decision, request: Execution, ctx: Ctx): Outcome {
  for (const change of decision.changes) store(tx, change, ctx);
  for (const draft of decision.events) append(tx, draft, request, ctx);
  for (const { at, command, args } of decision.due ?? [])
    tx.addDue({ at, command, args: JSON.stringify(args) });
  const [main] = decision.changes;
  if (!main || main.deleted) return { ok: true };
  return { ok: true, doc: toWire(definitionOf(main.resource), main.doc) };
}

function store(tx: Tx, { resource, doc, deleted }: Change, ctx: Ctx): void {
  const claims = definitionOf(resource).claims?.(doc) ?? [];
  tx.dropExpiredHolds(
    claims.map((claim) => claim.resource_id),
    ctx.now,
  );
  tx.put(resource, doc, deleted ?? false);
}

function append(tx: Tx, { type, change }: EventDraft, request: Execution, ctx: Ctx): void {
  const definition = definitionOf(change.resource);
  const object = toWire(definition, change.doc);
  const before = change.before && toWire(definition, change.before);
  const { kind, id, name } = ctx.actor;
  tx.append({
    id: ctx.id('evt'),
    type,
    api_version: 'v2',
    tenant_id: ctx.tenant,
    mode: request.mode,
    created_at: formatInstant(ctx.now),
    data: { object, ...(before && { previous: pickFields(before, changedFields(before, object)) }) },
    actor: { kind, id, name },
    request_id: request.requestId,
  });
}
