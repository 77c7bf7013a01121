import type { Request, Response } from 'express';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { invalid } from '../commands/invalid.ts';
import type { HubContext } from '../context.ts';
import type { authGate } from '../gates/auth.ts';
import { readBody, readRaw } from '../gates/body.ts';
import { shareWith } from '../gates/cors.ts';
import type { idempotencyGate } from '../gates/idempotency.ts';
import { isHere, remoteOf } from '../gates/lan.ts';
import { unlessPlain } from '../gates/plain.ts';
import type { Window } from '../gates/rate-limit.ts';
import { noteRequest } from '../operations/note-request.ts';
import { type ErrorForm, refErrors } from './errors.ts';
import type { Call, Caller, Reply, Route } from './route.ts';

/** The gates that every request passes, made once per hub. */
export interface Gates {
  readonly identify: ReturnType<typeof authGate>;
  readonly once: ReturnType<typeof idempotencyGate>;
}

/**
 * Answers one request of a route. The gates in their order: request id → who is it → not too often → whose practice →
 * may they → is the form right; then the route's own work. Whatever refuses ends in the one error envelope.
 */
export function handler(hub: HubContext, gates: Gates, route: Route) {
  return async function handle(request: Request, response: Response): Promise<void> {
    const began = hub.stopwatch();
    const requestId = hub.makeId('req');
    let caller: Caller | undefined;
    response.setHeader('X-Request-Id', requestId);
    try {
      caller = identified(gates, route, request);
      shareWith(caller, route, request, response);
      if (caller.windows)
        response.set(hub.limits.take(caller.actor.id, limitsFor(caller.windows, caller, route)));
      checkTenant(caller, request.headers['x-tenant-id']);
      checkScope(caller, route);
      const query = decodeQuery(route, request.query);
      const raw = route.takes && (await readRaw(request, response, route.takes));
      const body = raw?.summary ?? (request.method === 'GET' ? {} : await readBody(request, response));
      const call: Call = {
        hub,
        caller,
        requestId,
        method: request.method,
        path: request.originalUrl,
        params: request.params as Record<string, string>,
        query,
        body,
        ...(raw && { raw: raw.bytes }),
        header: (name) => request.get(name),
        remote: remoteOf(request),
        isHere: isHere(request),
        origin: originOf(request),
        once: (work, part) => gates.once(call, work, part),
      };
      send(response, await route.handle(call));
    } catch (error) {
      sendError(hub, response, { error, requestId, route: route.operation, form: route.errorForm });
    } finally {
      const { operation, method } = route;
      const ms = hub.stopwatch() - began;
      noteRequest(hub, { requestId, route: operation, method, status: response.statusCode, ms, caller });
    }
  };
}

function identified(gates: Gates, { anyBearer }: Route, request: Request): Caller {
  const { authorization } = request.headers;
  try {
    return gates.identify(authorization, request.get('x-desk-session'));
  } catch (error) {
    if (anyBearer && error instanceof RefusalError) return gates.identify(undefined, undefined);
    throw error;
  }
}

interface Failure {
  readonly error: unknown;
  readonly requestId: string;
  /** The operation’s name; `none` for what no route answers. */
  readonly route: string;
  readonly form?: ErrorForm | undefined;
}

/** Answers a failure: refusals as they are, anything else as 500 without a word about its inside. */
export function sendError(
  hub: HubContext,
  response: Response,
  { error, requestId, route, form = refErrors }: Failure,
): void {
  const known = error instanceof RefusalError;
  if (!known) hub.log.error({ err: error, request_id: requestId, route }, 'request failed');
  const refusal = known ? error.refusal : refuse('internal', 'Something went wrong in the hub');
  const retry = refusal.details?.retry_after;
  const headers: Record<string, string> = known ? { ...error.headers } : {};
  if (retry !== undefined) headers['Retry-After'] = String(retry);
  if (refusal.code === 'unauthorized') headers['WWW-Authenticate'] = 'Bearer';
  send(response, { ...form.reply(refusal, requestId, originOf(response.req)), headers });
}

function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? '127.0.0.1'}`;
}

/** The plan's limits, and the route's own where it has one. */
function limitsFor(windows: readonly Window[], caller: Caller, { limit }: Route): readonly Window[] {
  return limit && (limit.of === 'all' || caller.kind === 'public') ? [...windows, limit.window] : windows;
}

function checkTenant(caller: Caller, header: string | string[] | undefined): void {
  if (header !== undefined && caller.kind !== 'nobody' && header !== caller.tenant)
    throw new RefusalError(refuse('tenant_mismatch', 'X-Tenant-Id is not the tenant of this key'));
}

function checkScope(caller: Caller, route: Route): void {
  if (route.scope === 'public') return;
  if (caller.kind === 'nobody')
    throw new RefusalError(refuse('unauthorized', 'Send "Authorization: Bearer <key>"'));
  const scope = caller.kind === 'public' ? (route.guest ?? route.scope) : route.scope;
  const allowed = caller.actor.scopes.has(scope) && (caller.kind !== 'public' || route.public === true);
  if (allowed) return;
  const { because } = caller;
  const details = { scope, ...(because && { reason: because }) };
  throw new RefusalError(refuse('forbidden', `This needs the scope ${scope}`, details));
}

/** Routes that take no parameters refuse all. */
const noQuery = z.strictObject({});

function decodeQuery(route: Route, query: unknown): Record<string, unknown> {
  const odd = unlessPlain(query);
  if (odd) throw new RefusalError(odd);
  const parsed = z.safeDecode(route.query ?? noQuery, { ...Object(query) });
  if (!parsed.success) throw new RefusalError(invalid(parsed.error));
  return parsed.data;
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status);
  if (reply.headers) response.set(reply.headers);
  if (response.req.method === 'HEAD') response.end();
  else if (reply.stream) reply.stream(response);
  else if (reply.raw !== undefined) response.end(reply.raw);
  else if (reply.body === undefined) response.end();
  else {
    // Not by Express's own `set`, which would add a charset that JSON has not and REF does not show.
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(reply.body));
  }
}
