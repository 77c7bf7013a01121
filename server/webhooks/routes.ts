import type { Route } from '../api/route.ts';
import type { HubContext } from '../context.ts';
import { logRoutes } from './log-routes.ts';
import { replayRoute } from './replay-route.ts';
import { sendRoutes } from './send-routes.ts';

/** What is about an endpoint besides its document: its log, its figures, and sending again. */
export function webhookRoutes(hub: HubContext): Route[] {
  return [...logRoutes(hub), ...sendRoutes(hub), replayRoute(hub)];
}
