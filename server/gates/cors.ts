import type { NextFunction, Request, Response } from 'express';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Caller, Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';

/** How long a browser remembers that it may ask (seconds). */
const remembered = 600;
const sent =
  'Authorization, Content-Type, X-Tenant-Id, X-Idempotency-Key, Idempotency-Key, X-Manage-Token, If-Match, If-None-Match';
const read =
  'X-Request-Id, X-Rate-Limit-Remaining, RateLimit, RateLimit-Policy, Retry-After, ETag, Idempotent-Replayed';

/**
 * Answers a browser that asks whether a page of another origin may call: yes for what public keys may do, and from the
 * pages that some key names. Which key it will be is not known yet; `shareWith` looks at that when the call itself comes.
 */
export function preflightGate(hub: HubContext, routes: readonly Route[]) {
  // The path with the fewest parameters is the one meant: `/bookings/attention` is no booking.
  const known = routes
    .map((route) => ({ route, parts: route.path.split(/\{\w+\}/) }))
    .sort((a, b) => a.parts.length - b.parts.length)
    .map(({ route, parts }) => ({ route, path: new RegExp(`^${parts.join('[^/]+')}/?$`) }));

  return function answerPreflight(request: Request, response: Response, next: NextFunction): void {
    const { origin } = request.headers;
    const method = request.headers['access-control-request-method'];
    if (request.method !== 'OPTIONS' || origin === undefined || method === undefined) {
      next();
      return;
    }
    const meant = known.find(({ route, path }) => route.method === method && path.test(request.path));
    const isOpen = meant?.route.public === true;
    response.setHeader('X-Request-Id', hub.makeId('req'));
    response.setHeader('Vary', 'Origin, Access-Control-Request-Method');
    if (isOpen && Object.values(hub.stores).some((store) => store.publicOrigins().includes(origin)))
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': method,
        'Access-Control-Allow-Headers': sent,
        'Access-Control-Max-Age': String(remembered),
      });
    response.status(204).end();
  };
}

/**
 * Lets a page read the answer to its call with a public key, if the key names its origin; 403 where it does not, since
 * the call of another page must not have an effect either. The hub's own pages and programs need no leave.
 */
export function shareWith(caller: Caller, route: Route, request: Request, response: Response): void {
  const { origin } = request.headers;
  if (caller.kind !== 'public' || !route.public) return;
  response.vary('Origin');
  if (origin === undefined || origin === `${request.protocol}://${request.headers.host}`) return;
  if (!caller.origins?.includes(origin))
    throw new RefusalError(refuse('forbidden', `This key is not for pages of ${origin}`, { origin }));
  response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': read });
}
