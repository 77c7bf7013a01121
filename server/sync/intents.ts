import { commandOf } from '../../shared/commands/index.ts';
import { type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { IntentOutcome, PushAnswer, PushRequest, WireIntent } from '../../shared/wire/intents.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import type { Call } from '../api/route.ts';
import { execute, refuseOnce } from '../commands/execute.ts';
import type { Once, Outcome } from '../commands/outcome.ts';
import type { StoredIntent, Tx } from '../store/store.ts';

/**
 * Carries out a desk's intents in the order of their numbers, each exactly once (rules S2, S4, S11). The answer to an
 * intent that was executed before is its first outcome.
 */
export async function executeIntents(call: Call, request: PushRequest): Promise<PushAnswer> {
  if (request.wire < oldestWireVersion || request.wire > wireVersion)
    throw new RefusalError(
      refuse('upgrade_required', 'This desk and the hub are of different versions; update the older one', {
        wire: wireVersion,
      }),
    );
  const outcomes: IntentOutcome[] = [];
  for (const intent of request.intents.toSorted((a, b) => a.n - b.n))
    outcomes.push(await executeIntent(call, request.install, intent));
  const { epoch } = call.hub.stores[call.caller.mode];
  return { epoch, outcomes, now: formatInstant(call.hub.clock()) };
}

async function executeIntent(call: Call, install: string, intent: WireIntent): Promise<IntentOutcome> {
  const { hub, caller } = call;
  const once = onceFor(install, intent);
  const command = commandOf(intent.command);
  const where = { mode: caller.mode, tenant: caller.tenant, once };
  const outcome =
    command?.runs === 'anywhere'
      ? await execute(hub, {
          ...where,
          actor: caller.actor,
          requestId: call.requestId,
          command,
          args: intent.args,
          require: (tx) => unlessDependent(tx, intent),
        })
      : await refuseOnce(hub, where, notForDesks(intent));
  if (outcome.ok) return { n: intent.n, id: intent.id, state: 'accepted' };
  return { n: intent.n, id: intent.id, state: 'refused', refusal: { ...outcome.refusal } };
}

function onceFor(install: string, intent: WireIntent): Once {
  return {
    recall(tx) {
      const stored = tx.intent(install, intent.n);
      if (!stored) return underAnotherInstall(tx, install, intent);
      return stored.id === intent.id ? outcomeOf(stored) : cloned(intent);
    },
    remember(tx, outcome) {
      tx.rememberIntent(install, intent.n, {
        id: intent.id,
        state: outcome.ok ? 'accepted' : 'refused',
        refusal: outcome.ok ? undefined : JSON.stringify(outcome.refusal),
      });
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
