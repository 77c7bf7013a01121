import { commandOf } from '../../shared/commands/index.ts';
import { isRefusal, type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { IntentOutcome, PushAnswer, PushRequest, WireIntent } from '../../shared/wire/intents.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import { authorOf } from '../access/author.ts';
import type { Call } from '../api/route.ts';
import { execute, refuseOnce } from '../commands/execute.ts';
import type { Once, Outcome } from '../commands/outcome.ts';
import type { StoredIntent, Tx } from '../store/store.ts';

/**
 * Refuses intents of a version that this hub cannot read, whatever else is in them (rule S8): messages of another
 * version have another form, and a desk takes a refusal of the form for good.
 */
export function requireKnownVersion(wire: unknown): void {
  if (typeof wire !== 'number' || (wire >= oldestWireVersion && wire <= wireVersion)) return;
  throw new RefusalError(
    refuse('upgrade_required', 'This desk and the hub are of different versions; update the older one', {
      wire: wireVersion,
    }),
  );
}

/**
 * Carries out a desk's intents in the order of their numbers, each exactly once (rules S2, S4, S11). The answer to an
 * intent that was executed before is its first outcome.
 */
export async function executeIntents(call: Call, request: PushRequest): Promise<PushAnswer> {
  const intents = request.intents.toSorted((a, b) => a.n - b.n);
  const turns = inTurn();
  // All at once, so that the store can commit them together; it takes them in this order.
  const outcomes = await Promise.all(
    intents.map((intent, i) => executeIntent(call, onceFor(request.install, intent, turns(i)), intent)),
  );
  const { epoch } = call.hub.stores[call.caller.mode];
  return { epoch, outcomes, now: formatInstant(call.hub.clock()) };
}

/** Sees to it that of intents that wait together none is carried out after one that failed (rule S4). */
function inTurn() {
  let done = 0;
  return (turn: number): Turn => ({
    begin() {
      if (done < turn) throw new Error('an earlier intent of the same request was not carried out');
    },
    end() {
      done = Math.max(done, turn + 1);
    },
  });
}

interface Turn {
  /** @throws where an earlier one has not come to its end. */
  begin(): void;
  end(): void;
}

async function executeIntent(call: Call, once: Once, intent: WireIntent): Promise<IntentOutcome> {
  const outcome = await carryOut(call, once, intent);
  if (outcome.ok) return { n: intent.n, id: intent.id, state: 'accepted' };
  return { n: intent.n, id: intent.id, state: 'refused', refusal: { ...outcome.refusal } };
}

function carryOut({ hub, caller, requestId }: Call, once: Once, intent: WireIntent): Promise<Outcome> {
  const where = { mode: caller.mode, tenant: caller.tenant, once };
  const command = commandOf(intent.command);
  if (command?.runs !== 'anywhere') return refuseOnce(hub, where, notForDesks(intent));
  const author = authorOf(hub, caller, intent.session, command);
  if (isRefusal(author)) return refuseOnce(hub, where, author);
  return execute(hub, {
    ...where,
    actor: author.actor,
    requestId,
    command,
    args: intent.args,
    require: async (tx) => unlessDependent(tx, intent) ?? author.require(tx),
  });
}

function onceFor(install: string, intent: WireIntent, turn: Turn): Once {
  function recalled(tx: Tx): Outcome | undefined {
    const stored = tx.intent(install, intent.n);
    if (!stored) return underAnotherInstall(tx, install, intent);
    return stored.id === intent.id ? outcomeOf(stored) : cloned(intent);
  }

  return {
    recall(tx) {
      turn.begin();
      const outcome = recalled(tx);
      if (outcome) turn.end();
      return outcome;
    },
    remember(tx, outcome) {
      tx.rememberIntent(install, intent.n, {
        id: intent.id,
        state: outcome.ok ? 'accepted' : 'refused',
        refusal: outcome.ok ? undefined : JSON.stringify(outcome.refusal),
      });
      turn.end();
    },
  };
}

/** A store that became a new install sends again what it had sent as the old one: that was done already (rule S2). */
function underAnotherInstall(tx: Tx, install: string, intent: WireIntent): Outcome | undefined {
  const [stored] = tx.intentsById([intent.id]);
  if (!stored) return undefined;
  tx.rememberIntent(install, intent.n, stored);
  return outcomeOf(stored);
}

/** Rule S4: what builds on a refused intent is refused too. */
function unlessDependent(tx: Tx, intent: WireIntent): Refusal | undefined {
  const failed = tx.intentsById(intent.depends_on).find((earlier) => earlier.state === 'refused');
  if (!failed) return undefined;
  return refuse('depends_on', 'An earlier change that this one builds on was refused', { intent: failed.id });
}

function notForDesks(intent: WireIntent): Refusal {
  return refuse('validation_failed', `Desks cannot send ${intent.command}`, {
    issues: [{ path: 'command', message: 'is not one that desks may send' }],
  });
}

function outcomeOf(stored: StoredIntent): Outcome {
  if (stored.state === 'accepted') return { ok: true };
  return { ok: false, refusal: JSON.parse(stored.refusal ?? '{}') as Refusal };
}

/** The same number with another id: two copies of one desk's store are at work (rule S11). */
function cloned(intent: WireIntent): Outcome {
  return {
    ok: false,
    refusal: refuse(
      'id_taken',
      'Another copy of this desk has used this number; this copy becomes a new install',
      {
        n: intent.n,
        reason: 'cloned_install',
      },
    ),
  };
}
