import type { Command } from '../../shared/commands/define.ts';
import { RefusalError } from '../../shared/errors.ts';
import { execute } from '../commands/execute.ts';
import type { Execution, Outcome } from '../commands/outcome.ts';
import type { Call } from './route.ts';

interface Done {
  readonly outcome: Outcome & { readonly ok: true };
  /** For the answer: whether it is the one to an earlier request with the same idempotency key. */
  readonly headers: Record<string, string>;
}

/** Carries a command out for whoever asks, once per idempotency key; throws what it refuses. */
export async function carryOut(
  call: Call,
  command: Command,
  args: Record<string, unknown>,
  shownOnce?: Execution['shownOnce'],
): Promise<Done> {
  const { hub, requestId } = call;
  const { mode, tenant, actor } = call.caller;
  const request = { mode, tenant, actor, requestId, command, args, shownOnce };
  const outcome = await call.once((once) => execute(hub, { ...request, ...(once && { once }) }));
  const headers: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
  if (!outcome.ok) throw new RefusalError(outcome.refusal, headers);
  return { outcome, headers };
}
