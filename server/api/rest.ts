import * as z from 'zod';
import { missing } from '../../shared/commands/common.ts';
import type { Command, CommandHttp } from '../../shared/commands/define.ts';
import { allCommands } from '../../shared/commands/index.ts';
import { type ErrorCode, isRefusal, RefusalError, refuse } from '../../shared/errors.ts';
import type { QueryDefinition } from '../../shared/queries/define.ts';
import { allQueries } from '../../shared/queries/index.ts';
import { fieldOf, type ResourceDefinition, type ResourcePath } from '../../shared/resources/define.ts';
import { allResources, definitionOf, isResourceName } from '../../shared/resources/index.ts';
import { scopesOf } from '../../shared/scopes.ts';
import { execute } from '../commands/execute.ts';
import type { Once } from '../commands/outcome.ts';
import type { HubContext } from '../context.ts';
import { idempotencyGate } from '../gates/idempotency.ts';
import { cursorCodec } from './cursor.ts';
import { exampleOf } from './examples.ts';
import { listQuery, listReply, pathParams } from './list.ts';
import { etagOf, shown } from './render.ts';
import type { Answer, Call, Reply, Route } from './route.ts';

/** The REST projection: reads from resources, writes from commands, computed answers from queries. */
export function restRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  const idempotency = idempotencyGate(hub);
  return [
    ...allResources.flatMap((definition) =>
      definition.paths.flatMap((path) => readRoutes(definition, path, cursors)),
    ),
    ...allCommands.flatMap((command) => command.http.map((http) => commandRoute(command, http, idempotency))),
    ...allQueries.map(queryRoute),
  ];
}

function readRoutes(
  definition: ResourceDefinition,
  path: ResourcePath,
  cursors: ReturnType<typeof cursorCodec>,
): Route[] {
  const { name } = definition;
  if (!isResourceName(name)) throw new Error(`${name} is not listed in shared/resources`);
  const title = path.as ?? definition.name;
  const common = {
    method: 'GET' as const,
    tag: definition.name,
    scope: scopesOf(name)[0],
    public: definition.publicFields !== undefined,
  };
  const page = z.object({
    data: z.array(definition.wire),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
    prev_cursor: z.string().nullable(),
  });
  const list: Route = {
    ...common,
    path: `/v2${path.path}`,
    operation: `list_${title.replaceAll(' ', '_')}`,
    summary: `List ${title}`,
    query: listQuery(definition, path),
    answers: [{ status: 200, description: 'A page', schema: page }],
    errors: [
      'validation_failed',
      'invalid_cursor',
      ...(pathParams(path.path).length > 0 ? ['not_found' as const] : []),
    ],
    handle: (call) => listReply(call, definition, path, cursors),
  };
  if (path.listOnly) return [list];
  const one: Route = {
    ...common,
    path: `/v2${path.path}/{id}`,
    operation: `get_${title.replaceAll(' ', '_')}`,
    summary: `Read one of ${title}`,
    answers: [documentAnswer(definition, 200)],
    errors: ['not_found'],
    async handle(call) {
      const id = call.params.id ?? '';
      const doc = await call.hub.stores[call.caller.mode].read(call.caller.tenant, (view) =>
        view.get(name, id),
      );
      if (!doc || !belongs(doc, path, call)) throw new RefusalError(missing(name, id));
      const etag = etagOf(doc);
      if (call.header('if-none-match') === etag.ETag) return { status: 304, headers: etag };
      return { status: 200, body: shown(definition, doc, call.caller), headers: etag };
    },
  };
  return [list, one];
}

/** Whether a document is one of those that a path stands for: a closure is not found among time off. */
function belongs(doc: object, path: ResourcePath, call: Call): boolean {
  const fixed = Object.entries(path.fixed ?? {}).every(([field, value]) => fieldOf(doc, field) === value);
  return fixed && pathParams(path.path).every((field) => fieldOf(doc, field) === call.params[field]);
}

function commandRoute(
  command: Command,
  http: CommandHttp,
  idempotency: ReturnType<typeof idempotencyGate>,
): Route {
  const given = [...pathParams(http.path), ...Object.keys(http.fixed ?? {})];
  const definition = definitionOf(command.resource);
  const body = z.strictObject(
    Object.fromEntries(Object.entries(command.args.shape).filter(([name]) => !given.includes(name))),
  );
  return {
    method: http.method,
    path: `/v2${http.path}`,
    operation: `${command.name.replace('.', '_')}${http.fixed ? `_${Object.values(http.fixed).join('_')}` : ''}`,
    tag: definition.name,
    summary: command.summary,
    scope: command.scope,
    ...(http.method !== 'DELETE' && { body }),
    writes: true,
    answers: [
      http.status === 204 ? { status: 204, description: 'Done' } : documentAnswer(definition, http.status),
    ],
    errors: ['not_found', 'version_conflict', ...idErrors(command), ...(command.refuses ?? [])],
    handle(call) {
      const twice = Object.keys(call.body).find((name) => given.includes(name));
      if (twice)
        throw new RefusalError(
          refuse('validation_failed', `${twice}: is given by the path`, {
            issues: [{ path: twice, message: 'is given by the path' }],
          }),
        );
      return idempotency(call, (once) => run(command, http, call, once));
    },
  };
}

async function run(command: Command, http: CommandHttp, call: Call, once: Once | undefined): Promise<Reply> {
  const outcome = await execute(call.hub, {
    mode: call.caller.mode,
    tenant: call.caller.tenant,
    actor: call.caller.actor,
    requestId: call.requestId,
    command,
    args: { ...call.body, ...http.fixed, ...argsOfPath(http.path, call) },
    ifVersion: ifMatch(call.header('if-match')),
    ...(once && { once }),
  });
  const replayed: Record<string, string> = outcome.replayed ? { 'Idempotent-Replayed': 'true' } : {};
  if (!outcome.ok) throw new RefusalError(outcome.refusal, replayed);
  if (http.status === 204 || !outcome.doc) return { status: 204, headers: replayed };
  return { status: http.status, body: outcome.doc, headers: { ...etagOf(outcome.doc), ...replayed } };
}

function argsOfPath(path: string, call: Call): Record<string, string> {
  return Object.fromEntries(pathParams(path).map((name) => [name, call.params[name] ?? '']));
}

/** The version that `If-Match` names; `*` and none at all ask for no check. */
function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined)
    throw new RefusalError(refuse('version_conflict', 'If-Match must be an ETag as it was returned'));
  return Number(version);
}

function queryRoute(query: QueryDefinition): Route {
  return {
    method: 'GET',
    path: `/v2${query.path}`,
    operation: query.name.replace('.', '_'),
    tag: query.name.split('.')[0] ?? query.name,
    summary: query.summary,
    scope: query.scope,
    public: query.public ?? false,
    query: query.args,
    answers: [{ status: 200, description: 'The answer', schema: query.answer }],
    errors: ['validation_failed', 'not_found', 'invalid_service', 'invalid_resource'],
    async handle(call) {
      const { hub, caller } = call;
      const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
      const answer = await hub.stores[caller.mode].read(caller.tenant, (view) =>
        query.run(view, call.query, ctx, view.seq()),
      );
      if (isRefusal(answer)) throw new RefusalError(answer);
      return { status: 200, body: z.encode(query.answer, answer) };
    },
  };
}

function documentAnswer(definition: ResourceDefinition, status: number): Answer {
  return {
    status,
    description: `The ${definition.singular}`,
    schema: definition.wire,
    example: exampleOf(definition),
  };
}

/** Whoever may bring an id of their own may bring one that is taken. */
function idErrors(command: Command): ErrorCode[] {
  const creates = command.name.endsWith('.create');
  return creates || 'external_id' in command.args.shape ? ['id_taken'] : [];
}
