import recorded from './recorded.json' with { type: 'json' };
import type { Route } from './route.ts';

/** A request that went well, and its answer, as a hub gave it. */
export interface Recorded {
  /** With its query string. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly request?: unknown;
  readonly answer?: unknown;
}

const all = new Map<string, Recorded>(Object.entries(recorded));

/** The example of an endpoint: what a hub answered in tests/contract/recorded.test.ts, which keeps them true. */
export function recordedOf(route: Pick<Route, 'method' | 'path'>): Recorded | undefined {
  return all.get(`${route.method} ${route.path}`);
}
