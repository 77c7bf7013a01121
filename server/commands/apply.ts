import { type Change, changedFields } from '../../shared/commands/changes.ts';
import type { Ctx, Decision, EventDraft } from '../../shared/commands/define.ts';
import { freedBy } from '../../shared/commands/waitlist/freed.ts';
import { fieldOf, toWire } from '../../shared/resources/define.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { pickFields } from '../fields.ts';
import type { Replaced, Tx } from '../store/store.ts';
import type { Execution, Outcome } from './outcome.ts';

/** Stores what was decided, appends its events and puts down what is due later; the first change is the result. */
export function apply(tx: Tx, decision: Decision, request: Execution, ctx: Ctx): Outcome {
  // What goes makes room for what comes: an external_id, a purpose.
  const byDeleted = (change: Change) => (change.deleted ? 0 : 1);
  for (const change of decision.changes.toSorted((a, b) => byDeleted(a) - byDeleted(b)))
    store(tx, change, ctx);
  const shown = wireForms();
  for (const draft of decision.events) append(tx, draft, request, ctx, shown);
  for (const { at, command, args } of decision.due ?? [])
    tx.addDue({ at, command, args: JSON.stringify(args) });
  for (const freed of tx.count('waitlist', [['status', '=', 'waiting']]) > 0
    ? freedBy(decision.changes, ctx.now)
    : [])
    tx.addDue({ at: ctx.now, command: 'waitlist.offer_freed', args: JSON.stringify(freed) });
  if (decision.erase) tx.erase(decision.erase, decision.changes.flatMap(replaced), ctx.now);
  const [main] = decision.changes;
  const person = main && subjectOf(main);
  if (person) tx.about(person);
  const { shownOnce, command } = request;
  if (!main || main.deleted) return { ok: true };
  const doc = command.answer?.of(decision.changes) ?? shown(main).object;
  return { ok: true, doc, ...(shownOnce && { shownOnce }) };
}

/** What a change looks like on the wire: after, and the fields that differ as they were before. */
interface Shown {
  readonly object: Record<string, unknown>;
  readonly previous?: Record<string, unknown>;
}

/** Encodes each change once, however many events tell of it. */
function wireForms(): (change: Change) => Shown {
  const known = new Map<Change, Shown>();
  return (change) => {
    const shown = known.get(change) ?? wireForm(change);
    known.set(change, shown);
    return shown;
  };
}

function wireForm({ resource, doc, before }: Change): Shown {
  const object = toWire(definitionOf(resource), doc);
  const earlier = before && toWire(definitionOf(resource), before);
  return { object, ...(earlier && { previous: pickFields(earlier, changedFields(earlier, object)) }) };
}

function store(tx: Tx, { resource, doc, deleted }: Change, ctx: Ctx): void {
  // What goes makes room and meets nothing.
  const claims = deleted ? [] : (definitionOf(resource).claims?.(doc) ?? []);
  tx.dropExpiredHolds(
    claims.map((claim) => claim.resource_id),
    ctx.now,
  );
  tx.put(resource, doc, deleted ?? false);
}

function append(
  tx: Tx,
  { type, change, details }: EventDraft,
  request: Execution,
  ctx: Ctx,
  shown: (change: Change) => Shown,
): void {
  const { kind, id, name } = ctx.actor;
  tx.append(
    {
      id: ctx.id('evt'),
      type,
      api_version: 'v2',
      tenant_id: ctx.tenant,
      mode: request.mode,
      created_at: formatInstant(ctx.now),
      data: { ...shown(change), ...(details && { details }) },
      actor: { kind, id, name },
      request_id: request.requestId,
    },
    subjectOf(change),
  );
}

/** The person that a change is about. */
function subjectOf({ resource, doc }: Change): string | undefined {
  const { subject } = definitionOf(resource);
  const id = subject && fieldOf(doc, subject);
  return typeof id === 'string' ? id : undefined;
}

function replaced({ resource, doc, before }: Change): Replaced[] {
  return before ? [{ resource, before, after: doc }] : [];
}
