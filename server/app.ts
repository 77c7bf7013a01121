import express, { type Express, type Router } from 'express';
import { RefusalError, refuse } from '../shared/errors.ts';
import { docsRouter } from './api/docs.ts';
import { errorIndex, errorPages } from './api/error-pages.ts';
import { type ErrorForm, refErrors } from './api/errors.ts';
import { type Gates, handler, sendError } from './api/handle.ts';
import type { Route } from './api/route.ts';
import { allRoutes } from './api/routes.ts';
import { overviewErrors } from './api/v1/errors.ts';
import type { HubContext } from './context.ts';
import { deskFiles } from './desk-files.ts';
import { authGate } from './gates/auth.ts';
import { preflightGate } from './gates/cors.ts';
import { hostGate } from './gates/host.ts';
import { idempotencyGate } from './gates/idempotency.ts';
import { cameShared } from './gates/lan.ts';
import { noteRequest } from './operations/note-request.ts';
import { setupRoutes } from './setup/routes.ts';

/** The hub's HTTP surface: API, calendar, error pages, the desk's files. */
export function createApp(hub: HubContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(hostGate(['127.0.0.1', '[::1]', hub.config.host], hub.sharing.isOwn));

  const gates: Gates = { identify: authGate(hub), once: idempotencyGate(hub) };
  const all = allRoutes(hub);
  app.use(preflightGate(hub, all));
  for (const [prefix, routes] of Map.groupBy(all, prefixOf))
    app.use(prefix, routerOf(hub, gates, prefix, routes));

  if (hub.setup.secret() !== undefined) {
    const setup = routerOf(hub, gates, '/v2/setup', setupRoutes);
    app.use('/v2/setup', (request, response, next) => {
      if (cameShared(request)) next();
      else setup(request, response, next);
    });
  }
  app.use('/v2/docs', docsRouter());
  app.get('/errors', errorIndex);
  app.get('/errors/:code', errorPages);
  app.all(['/v1', '/v1/*rest', '/v2', '/v2/*rest', '/calendar/*rest'], (request) => {
    throw new RefusalError(
      refuse('unknown_endpoint', `There is no endpoint ${request.method} ${request.path}`),
    );
  });
  if (hub.config.deskDir) app.use(deskFiles(hub.config.deskDir));
  app.use(
    (error: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
      const requestId = hub.makeId('req');
      response.setHeader('X-Request-Id', requestId);
      const malformed = new RefusalError(refuse('not_found', 'The address is not well-formed'));
      const told = error instanceof URIError ? malformed : error;
      sendError(hub, response, { error: told, requestId, route: 'none', form: formAt(request.path) });
      const { method } = request;
      noteRequest(hub, { requestId, route: 'none', method, status: response.statusCode, ms: 0 });
    },
  );
  return app;
}

/** One router per first part of the path, so that a request is compared with few routes. */
function routerOf(hub: HubContext, gates: Gates, prefix: string, routes: readonly Route[]): Router {
  const router = express.Router();
  const byPath = Map.groupBy(routes, (route) => expressPath(route.path.slice(prefix.length)));
  for (const [path, group] of [...byPath].sort(([a], [b]) => compareWords(a, b))) {
    for (const route of group) mount(router, path, route, handler(hub, gates, route));
    refuseOtherMethods(
      router,
      path,
      group.map((route) => route.method),
    );
  }
  return router;
}

/** Words before parameters: `/devices/pair` is not the device `pair`. */
function compareWords(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.split('/').map((part) => (part.startsWith(':') ? 1 : 0)));
  const differs = left?.findIndex((kind, i) => kind !== (right?.[i] ?? kind)) ?? -1;
  return differs < 0 ? 0 : (left?.[differs] ?? 0) - (right?.[differs] ?? 0);
}

function mount(router: Router, path: string, route: Route, handle: ReturnType<typeof handler>): void {
  if (route.method === 'GET') router.get(path, handle);
  if (route.method === 'POST') router.post(path, handle);
  if (route.method === 'PUT') router.put(path, handle);
  if (route.method === 'PATCH') router.patch(path, handle);
  if (route.method === 'DELETE') router.delete(path, handle);
}

function refuseOtherMethods(router: Router, path: string, methods: readonly string[]): void {
  router.all(path, (request) => {
    const message = `${request.baseUrl}${request.path} has no ${request.method}, only ${methods.join(', ')}`;
    throw new RefusalError(refuse('method_not_allowed', message), { Allow: methods.join(', ') });
  });
}

/** How errors are told of what no route answers. */
function formAt(path: string): ErrorForm {
  return /^\/v1(?:\/|$)/.test(path) ? overviewErrors : refErrors;
}

/** `/v2/bookings/{id}` → `/v2/bookings`. */
function prefixOf(route: Route): string {
  return route.path.split('/').slice(0, 3).join('/');
}

/** `/{id}/ics` → `/:id/ics`. */
function expressPath(path: string): string {
  return path === '' ? '/' : path.replace(/\{(\w+)\}/g, ':$1');
}
