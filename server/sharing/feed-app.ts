import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { handler } from '../api/handle.ts';
import { calendarRoutes } from '../calendar/routes.ts';
import type { HubContext } from '../context.ts';
import { authGate } from '../gates/auth.ts';
import { idempotencyGate } from '../gates/idempotency.ts';

const feed = '/calendar/feed/{token}.ics';

/**
 * What calendar programs that know no certificate of ours are served without encryption: feeds, by their secret
 * addresses, and not a word about anything else.
 */
export function feedApp(hub: HubContext): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use((request, response, next) => {
    const [name = ''] = (request.headers.host ?? '').split(/:(?=\d+$)/);
    // A key that somebody sends here was read on its way: it opens nothing, and nobody learns whether it is good.
    delete request.headers.authorization;
    if (hub.sharing.isOwn(name.toLowerCase())) next();
    else response.status(403).end();
  });
  const gates = { identify: authGate(hub), once: idempotencyGate(hub) };
  const route = calendarRoutes().find(({ path }) => path === feed);
  if (route) app.get('/calendar/feed/:token.ics', handler(hub, gates, route));
  app.use((_request, response) => {
    response.status(404).end();
  });
  app.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.status(404).end();
  });
  return app;
}
