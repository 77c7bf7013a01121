import * as z from 'zod';
import { pairRoute } from '../access/pair.ts';
import { sessionRoutes } from '../access/session-routes.ts';
import { calendarRoutes } from '../calendar/routes.ts';
import type { HubContext } from '../context.ts';
import { customerRoutes } from '../customers/routes.ts';
import { eventRoutes } from '../events/routes.ts';
import { syncRoutes } from '../sync/routes.ts';
import { batchRoute } from './batch.ts';
import { bookingRoutes } from './bookings.ts';
import { coreRoutes } from './core.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { openApiDocument } from './openapi.ts';
import { restRoutes } from './rest.ts';
import type { Route } from './route.ts';
import { syncStatusRoute } from './sync-status.ts';
import { systemRoutes } from './system.ts';
import { v1Routes } from './v1/routes.ts';

/** Every endpoint of the hub, once. What is mounted, documented and tested walks this list. */
export function allRoutes(hub: HubContext): Route[] {
  const routes: Route[] = [
    ...systemRoutes,
    ...coreRoutes,
    ...customerRoutes(hub),
    ...restRoutes(hub),
    ...bookingRoutes,
    batchRoute,
    ...calendarRoutes(),
    ...eventRoutes(hub),
    pairRoute,
    ...sessionRoutes,
    syncStatusRoute,
    ...syncRoutes,
    ...v1Routes,
  ];
  routes.push(...graphqlRoutes(hub, [...routes]));
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
