import type { Route } from '../api/route.ts';

/** The catalogue of event types. */
export const eventTypeRoutes: readonly Route[] = [];
