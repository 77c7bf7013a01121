import * as z from 'zod';
import type { Ctx } from '../../shared/commands/define.ts';
import { type CommandName, commandOf } from '../../shared/commands/index.ts';
import type { Query } from '../../shared/commands/query.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';

/**
 * What a command would refuse with right now, without doing it: it loads and decides, and nothing is kept. What it needs
 * is read through `query`, so a live query that calls this stays true.
 */
export async function tryOut(
  query: Query,
  name: CommandName,
  args: Readonly<Record<string, unknown>>,
  ctx: Ctx,
): Promise<Refusal | undefined> {
  const command = commandOf(name);
  const decoded = command && z.safeDecode(command.args, args);
  if (!command || !decoded?.success) return refuse('validation_failed', `${name} does not take this`);
  const view = await command.load(query, decoded.data, ctx);
  const decision = isRefusal(view) ? view : command.decide(view, decoded.data, ctx);
  return isRefusal(decision) ? decision : undefined;
}
