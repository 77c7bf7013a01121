import * as z from 'zod';
import type { Command, Ctx } from '../../shared/commands/define.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import type { Query } from '../../shared/commands/query.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import type { Commands } from './commands.ts';
import { dependencies, recordGets } from './depends-on.ts';
import type { StoredIntent } from './intent-schema.ts';
import { isNoRoom } from './no-room.ts';
import type { IntentDraft } from './outbox.ts';
import { effectsOf } from './overlay.ts';
import type { Done, RunCommand, RunOutcome } from './types.ts';

type Args = Readonly<Record<string, unknown>>;

/** What running a command needs of the desk. */
export interface Runner {
  /** Undefined while they are not here, in a window that was opened just before the hub went away. */
  commands(): Promise<Commands | undefined>;
  context(): Ctx;
  /** Base ⊕ effects of right now. */
  query(): Query;
  pending(): readonly StoredIntent[];
  /** This store and device, for the intent. */
  author(): Pick<StoredIntent, 'install' | 'device' | 'session'>;
  /** Why nobody may do anything right now. */
  barred(query: Query): Promise<Refusal | undefined>;
  store(draft: IntentDraft): Promise<StoredIntent>;
  /** Does a hub-only command at once. */
  executeAtHub(command: Command, args: Args, ifVersion: number | undefined): Promise<RunOutcome>;
}

/**
 * Does what a person asks for: loads and decides once, here and now, and keeps the outcome as an intent with its
 * effects (ARCHITECTURE, decision 3). Commands run one after the other, so that each sees what the one before it did.
 */
export function commandRunner(runner: Runner): RunCommand {
  let last: Promise<unknown> = Promise.resolve();
  return (name, args, ifVersion) => {
    const outcome = last.then(() => run(runner, name, args, ifVersion));
    last = outcome.catch(() => undefined);
    return outcome;
  };
}

async function run(runner: Runner, name: CommandName, args: Args, ifVersion?: number): Promise<RunOutcome> {
  const commands = await runner.commands();
  if (!commands) return refuse('unavailable', 'What decides is not fetched yet', { missing: 'commands' });
  const ctx = runner.context();
  const author = runner.author();
  const command = commands.commandOf(name);
  if (!command) return refuse('validation_failed', `There is no command ${name}`);
  if (!ctx.actor.scopes.has(command.scope))
    return refuse('forbidden', 'This desk may not do that', {
      scope: command.scope,
      ...(ctx.actor.desk && { reason: 'role' }),
    });
  const query = runner.query();
  const barred = await runner.barred(query);
  if (barred) return barred;
  const complete = withOwnId(command, args, ctx);
  const decoded = z.safeDecode(command.args, complete);
  if (!decoded.success) return invalid(decoded.error);
  if (command.runs === 'hub') return runner.executeAtHub(command, complete, ifVersion);

  const { recorded, recording } = recordGets(query);
  const view = await command.load(recording, decoded.data, ctx);
  const decision = isRefusal(view) ? view : command.decide(view, decoded.data, ctx);
  if (isRefusal(decision)) return withSuggestions(command, decision, query, decoded.data, ctx);

  const effects = effectsOf(decision.changes);
  const touched = [...recorded(), ...effects];
  const draft: IntentDraft = {
    ...author,
    id: ctx.id('int'),
    command: name,
    args: complete,
    issued_at: formatInstant(ctx.now),
    effects,
    depends_on: dependencies(touched, runner.pending()),
  };
  const intent = await stored(runner, draft);
  if (isRefusal(intent)) return intent;
  return { state: 'stored', intent: intent.id, result: resultOf(command, effects[0]?.id, complete) };
}

/** Keeps the intent; where there is no room for it, nothing was done, and the person hears so at once. */
async function stored(runner: Runner, draft: IntentDraft): Promise<StoredIntent | Refusal> {
  try {
    return await runner.store(draft);
  } catch (error) {
    if (isNoRoom(error)) return refuse('unavailable', 'This computer’s disk is full', { missing: 'room' });
    throw error;
  }
}

/** A document made here keeps the id it was given here, whoever else has to agree (rule S5). */
function withOwnId(command: Command, args: Args, ctx: Ctx): Args {
  const { prefix } = command.answer ?? definitionOf(command.resource);
  // `new_id`: of what a change may make beside what it changes.
  const missing = ['id', 'new_id'].filter(
    (name) => command.args.shape[name] instanceof z.ZodOptional && args[name] === undefined,
  );
  return { ...args, ...Object.fromEntries(missing.map((name) => [name, ctx.id(prefix)])) };
}

function resultOf(command: Command, changed: string | undefined, args: Args): Done['result'] {
  return { resource: command.resource, id: changed ?? String(args.id) };
}

function invalid(error: z.ZodError): Refusal {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = issues;
  const text = first ? `${first.path}: ${first.message}` : 'The arguments are not of the documented form';
  return refuse('validation_failed', text, { issues });
}

/** As on the hub: a time that is not free comes with times that are (rules S6, A10). */
async function withSuggestions(
  command: Command,
  refusal: Refusal,
  query: Query,
  args: Record<string, unknown>,
  ctx: Ctx,
): Promise<Refusal> {
  if (refusal.code !== 'resource_unavailable' || !command.suggest) return refusal;
  return { ...refusal, details: { ...refusal.details, ...(await command.suggest(query, args, ctx)) } };
}
