import type { Ctx } from '../../shared/commands/define.ts';
import type { HubContext } from '../context.ts';
import { type Execution, type Outcome, refused } from './outcome.ts';

/**
 * Suggestions are looked up outside the write transaction, on a snapshot of their own (ARCHITECTURE, decision 2). Of the
 * same request sent twice at once, or again after a crash in between, the first to have them remembers them for both.
 */
export async function withSuggestions(
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

export function hasSuggestions(outcome: Outcome): boolean {
  return !outcome.ok && outcome.refusal.details?.suggestions !== undefined;
}
