import { pairRoute } from '../access/pair.ts';
import { pairingCodesRoute } from '../access/pairing-codes.ts';
import { replaceRoute } from '../access/replace.ts';
import { sessionRoutes } from '../access/session-routes.ts';
import { backupRoutes } from '../backup/routes.ts';
import { calendarRoutes } from '../calendar/routes.ts';
import type { HubContext } from '../context.ts';
import { customerRoutes } from '../customers/routes.ts';
import { eventRoutes } from '../events/routes.ts';
import { exportRoutes } from '../exports/routes.ts';
import { operationRoutes } from '../operations/routes.ts';
import { paperRoutes } from '../paper/routes.ts';
import { daySheetRoute } from '../schedule/day-sheet.ts';
import { presetRoutes } from '../schedule/presets.ts';
import { reassignRoute } from '../schedule/reassign.ts';
import { weekSheetRoute } from '../schedule/week-sheet.ts';
import { sharingRoutes } from '../sharing/routes.ts';
import { syncRoutes } from '../sync/routes.ts';
import { webhookRoutes } from '../webhooks/routes.ts';
import { batchRoute } from './batch.ts';
import { bookingRoutes } from './bookings.ts';
import { coreRoutes } from './core.ts';
import { graphqlRoutes } from './graphql/routes.ts';
import { openApiRoutes } from './openapi-routes.ts';
import { restRoutes } from './rest.ts';
import type { Route } from './route.ts';
import { syncStatusRoute } from './sync-status.ts';
import { systemRoutes } from './system.ts';
import { v1Routes } from './v1/routes.ts';
import { visitRoutes } from './visits.ts';

/** Every endpoint of the hub, once. What is mounted, documented and tested walks this list. */
export function allRoutes(hub: HubContext): Route[] {
  const routes: Route[] = [
    ...systemRoutes,
    ...operationRoutes(hub),
    ...coreRoutes,
    ...customerRoutes(hub),
    ...presetRoutes,
    ...restRoutes(hub),
    ...bookingRoutes,
    ...visitRoutes(hub),
    batchRoute,
    reassignRoute,
    daySheetRoute,
    weekSheetRoute,
    ...paperRoutes,
    ...exportRoutes,
    ...backupRoutes,
    ...calendarRoutes(),
    ...eventRoutes(hub),
    ...webhookRoutes(hub),
    ...sharingRoutes,
    pairingCodesRoute,
    pairRoute,
    replaceRoute,
    ...sessionRoutes,
    syncStatusRoute,
    ...syncRoutes,
    ...v1Routes,
  ];
  routes.push(...graphqlRoutes(hub, [...routes]));
  routes.push(...openApiRoutes(routes));
  return routes;
}
