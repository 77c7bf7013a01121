import express, { type Express } from 'express';
import { RefusalError, refuse } from '../shared/errors.ts';
import { errorPages } from './api/error-pages.ts';
import { type Gates, handler, sendError } from './api/handle.ts';
import type { Route } from './api/route.ts';
import { allRoutes } from './api/routes.ts';
import type { HubContext } from './context.ts';
import { deskFiles } from './desk-files.ts';
import { authGate } from './gates/auth.ts';
import { hostGate } from './gates/host.ts';
import { rateLimiter } from './gates/rate-limit.ts';

/** The hub's HTTP surface: API, calendar, error pages, the desk's files. */
export function createApp(hub: HubContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(hostGate(['127.0.0.1', '[::1]', hub.config.host]));

  const gates: Gates = { identify: authGate(hub), takeOne: rateLimiter(hub.clock) };
  const routes = allRoutes(hub);
  for (const route of routes) mount(app, hub, gates, route);
  for (const [path, methods] of methodsByPath(routes)) refuseOtherMethods(app, path, methods);

  app.get('/errors/:code', errorPages);
  app.all(['/v2', '/v2/*rest', '/calendar/*rest'], (request) => {
    throw new RefusalError(
      refuse('unknown_endpoint', `There is no endpoint ${request.method} ${request.path}`),
    );
  });
  if (hub.config.deskDir) app.use(deskFiles(hub.config.deskDir));
  app.use(
    (error: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
      const id = hub.makeId('req');
      response.setHeader('X-Request-Id', id);
      const refusal =
        error instanceof URIError ? refuse('not_found', 'The address is not well-formed') : undefined;
      sendError(hub, request, response, id, refusal ? new RefusalError(refusal) : error);
    },
  );
  return app;
}

function mount(app: Express, hub: HubContext, gates: Gates, route: Route): void {
  const handle = handler(hub, gates, route);
  const path = expressPath(route.path);
  if (route.method === 'GET') app.get(path, handle);
  if (route.method === 'POST') app.post(path, handle);
  if (route.method === 'PUT') app.put(path, handle);
  if (route.method === 'PATCH') app.patch(path, handle);
  if (route.method === 'DELETE') app.delete(path, handle);
}

function refuseOtherMethods(app: Express, path: string, methods: readonly string[]): void {
  app.all(path, (request) => {
    const message = `${request.path} has no ${request.method}, only ${methods.join(', ')}`;
    throw new RefusalError(refuse('method_not_allowed', message), { Allow: methods.join(', ') });
  });
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const grouped = Map.groupBy(routes, (route) => expressPath(route.path));
  return new Map([...grouped].map(([path, group]) => [path, group.map((route) => route.method)]));
}

/** `/v2/bookings/{id}` → `/v2/bookings/:id`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
