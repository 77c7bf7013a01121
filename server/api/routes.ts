import * as z from 'zod';
import { pairRoute } from '../access/pair.ts';
import { calendarRoutes } from '../calendar/routes.ts';
import type { HubContext } from '../context.ts';
import { eventRoutes } from '../events/routes.ts';
import { syncRoutes } from '../sync/routes.ts';
import { bookingRoutes } from './bookings.ts';
import { openApiDocument } from './openapi.ts';
import { restRoutes } from './rest.ts';
import type { Route } from './route.ts';
import { systemRoutes } from './system.ts';

/** Every endpoint of the hub, once. What is mounted, documented and tested walks this list. */
export function allRoutes(hub: HubContext): Route[] {
  const routes: Route[] = [
    ...systemRoutes,
    ...restRoutes(hub),
    ...bookingRoutes,
    ...calendarRoutes(),
    ...eventRoutes(hub),
    pairRoute,
    ...syncRoutes,
  ];
  routes.push(openApiRoute(routes));
  return routes;
}

function openApiRoute(routes: readonly Route[]): Route {
  let body: string | undefined;
  return {
    method: 'GET',
    path: '/v2/openapi.json',
    operation: 'openapi',
    tag: 'core',
    summary: 'This document',
    scope: 'public',
    answers: [{ status: 200, description: 'OpenAPI 3.1', schema: z.object({ openapi: z.string() }) }],
    errors: [],
    async handle() {
      body ??= JSON.stringify(openApiDocument(routes, '2.0.0'));
      return { status: 200, raw: body, headers: { 'Content-Type': 'application/json' } };
    },
  };
}
