import * as z from 'zod';
import { type Command, type CommandHttp, inputOf, shownOnce } from '../../shared/commands/define.ts';
import { type ErrorCode, type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { definitionOf } from '../../shared/resources/index.ts';
import { execute } from '../commands/execute.ts';
import type { Once } from '../commands/outcome.ts';
import { bookingCreation } from '../gates/plans.ts';
import { manageHash } from './guest.ts';
import { pathParams } from './list.ts';
import { partOf, partSchema } from './part.ts';
import { ifMatch } from './preconditions.ts';
import { documentAnswer, documentSchema } from './read.ts';
import { etagOf, seen } from './render.ts';
import type { Answer, Call, Reply, Route } from './route.ts';

/** A command as an endpoint: its arguments are the path's, the body's, and those that the path stands for. */
export function commandRoute(command: Command, http: CommandHttp): Route {
  const given = [...pathParams(http.path), ...Object.keys(http.fixed ?? {})];
  const definition = definitionOf(command.resource);
  const body = z.strictObject(
    Object.fromEntries(Object.entries(inputOf(command).shape).filter(([name]) => !given.includes(name))),
  );
  const guestErrors = http.guest?.refuses ?? [];
  return {
    method: http.method,
    path: `/v2${http.path}`,
    operation: `${(http.as ?? command.name).replace('.', '_')}${http.fixed ? `_${Object.values(http.fixed).join('_')}` : ''}`,
    tag: command.answer ? `${command.answer.singular}s` : definition.name,
    summary: command.summary,
    scope: command.scope,
    ...(http.guest && { public: true, guest: http.guest.scope }),
    ...(http.limit && { limit: { window: bookingCreation, of: 'public' as const } }),
    ...(http.method !== 'DELETE' && { body }),
    writes: true,
    answers: [http.status === 204 ? { status: 204, description: 'Done' } : answerOf(command, http)],
    errors: [
      'not_found',
      'version_conflict',
      ...idErrors(command),
      ...(definition.erasure ? ['erased' as const] : []),
      ...(command.refuses ?? []),
      ...guestErrors,
    ],
    handle(call) {
      const twice = Object.keys(call.body).find((name) => given.includes(name));
      if (twice)
        throw new RefusalError(
          refuse('validation_failed', `${twice}: is given by the path`, {
            issues: [{ path: twice, message: 'is given by the path' }],
          }),
        );
      const { guest } = http;
      if (!guest || call.caller.kind !== 'public')
        return call.once((once) => run(command, http, call, {}, once));
      const proof: Record<string, string> = needsToken(guest) ? { manage_hash: manageHash(call) } : {};
      return call.once((once) => run(guest, http, call, proof, once));
    },
  };
}

/** A visitor's argument that no secret is made for is the proof that they bring. */
function needsToken(guest: Command): boolean {
  return 'manage_hash' in guest.args.shape && guest.secrets?.manage_hash === undefined;
}

async function run(
  command: Command,
  http: CommandHttp,
  call: Call,
  proof: Record<string, string>,
  once: Once | undefined,
): Promise<Reply> {
  const outcome = await execute(call.hub, {
    mode: call.caller.mode,
    tenant: call.caller.tenant,
    actor: call.caller.actor,
    requestId: call.requestId,
    command,
    args: { ...call.body, ...http.fixed, ...argsOfPath(http.path, call), ...proof },
    ifVersion: ifMatch(call.header('if-match')),
    ...(once && { once }),
  });
  const replayed: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
  if (!outcome.ok) throw new RefusalError(toldTo(call, outcome.refusal), replayed);
  if (http.status === 204 || !outcome.doc) return { status: 204, headers: replayed };
  const definition = definitionOf(command.resource);
  const whole = seen(definition, outcome.doc, call.caller);
  const body = http.part ? partOf(definition, http.part, outcome.doc) : { ...whole, ...outcome.shownOnce };
  return { status: http.status, body, headers: { ...etagOf(outcome.doc), ...replayed } };
}

/** Ids of other people's bookings are not for a website's visitors. */
function toldTo(call: Call, refusal: Refusal): Refusal {
  const { conflicts, ...details } = refusal.details ?? {};
  if (call.caller.kind !== 'public' || !Array.isArray(conflicts)) return refusal;
  const nameless = conflicts.map((conflict) => ({ ...Object(conflict), id: undefined }));
  return { ...refusal, details: { conflicts: nameless, ...details } };
}

function argsOfPath(path: string, call: Call): Record<string, string> {
  return Object.fromEntries(pathParams(path).map((name) => [name, call.params[name] ?? '']));
}

/** The document, and with it the secrets that are shown in this answer alone. */
function answerOf(command: Command, http: CommandHttp): Answer {
  if (command.answer) {
    const { schema, singular } = command.answer;
    return { status: http.status, description: `The ${singular}`, schema };
  }
  const definition = definitionOf(command.resource);
  const answer = documentAnswer(definition, http.status);
  if (http.part) {
    const schema = partSchema(definition, http.part);
    return { status: http.status, description: `The ${http.part} of the ${definition.singular}`, schema };
  }
  if (http.guest)
    return { ...answer, schema: documentSchema(definition, definition.wire, shownOnce(http.guest)) };
  if (!command.secrets) return answer;
  const secrets = shownOnce(command);
  const shown = Object.keys(secrets).map((field) => [field, 'shown in this answer alone']);
  const schema = definition.wire.extend(secrets);
  const example = () => ({ ...Object(answer.example?.()), ...Object.fromEntries(shown) });
  return { ...answer, schema, example };
}

/** Whoever may bring an id of their own may bring one that is taken. */
function idErrors(command: Command): ErrorCode[] {
  const creates = command.name.endsWith('.create');
  return creates || 'external_id' in command.args.shape ? ['id_taken'] : [];
}
