import * as z from 'zod';
import { isRefusal, RefusalError } from '../../shared/errors.ts';
import type { QueryDefinition } from '../../shared/queries/define.ts';
import { answerEncoder, type Encode } from '../../shared/resources/encode.ts';
import { invalid } from '../commands/invalid.ts';
import { pathParams } from './list.ts';
import type { Call, Reply, Route } from './route.ts';

/** A computed answer as an endpoint. Its arguments come with the path and the query string, or, where it is POSTed, the body. */
export function queryRoute(query: QueryDefinition): Route {
  const given = pathParams(query.path);
  const sent = z.strictObject(
    Object.fromEntries(Object.entries(query.args.shape).filter(([name]) => !given.includes(name))),
  );
  const posted = query.method === 'POST';
  const encode = answerEncoder(query.answer);
  return {
    method: query.method ?? 'GET',
    path: `/v2${query.path}`,
    operation: query.name.replace('.', '_'),
    tag: query.name.split('.')[0] ?? query.name,
    summary: query.summary,
    scope: query.scope,
    public: query.public ?? false,
    ...(posted ? { body: sent } : { query: sent }),
    answers: [{ status: 200, description: 'The answer', schema: query.answer }],
    errors: ['validation_failed', 'not_found', ...(query.refuses ?? [])],
    handle: (call) => ask(query, call, posted ? call.body : call.query, given, encode),
  };
}

async function ask(
  query: QueryDefinition,
  call: Call,
  asked: Readonly<Record<string, unknown>>,
  given: readonly string[],
  encode: Encode,
): Promise<Reply> {
  const { hub, caller } = call;
  const ofPath = Object.fromEntries(given.map((name) => [name, call.params[name] ?? '']));
  // What came with the query string was decoded by the gates; what is decoded again stays the same.
  const args = z.safeDecode(query.args, { ...asked, ...ofPath });
  if (!args.success) throw new RefusalError(invalid(args.error));
  const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
  const answer = await hub.stores[caller.mode].read(caller.tenant, (view) =>
    query.run(view, args.data, ctx, view.seq()),
  );
  if (isRefusal(answer)) throw new RefusalError(answer);
  return { status: 200, body: encode(answer) };
}
