/** Upper ends of the classes of durations, in seconds; the last class has none. */
export const durationEnds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

/** What was asked of one route since the hub started. */
export interface RouteCount {
  readonly route: string;
  /** How many answers there were of each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** How many took no longer than each of `durationEnds` and longer than the one before; then those that took longer than all. */
  readonly classes: readonly number[];
  /** All of them together, in seconds. */
  readonly seconds: number;
}

/** How often each route was asked and how long its answers took. In memory: a restart begins anew. */
export interface RequestCounts {
  /** @param ms until the answer, or for streams its beginning, was handed to the network */
  note(route: string, status: number, ms: number): void;
  all(): readonly RouteCount[];
}

export function countRequests(): RequestCounts {
  const routes = new Map<string, { statuses: Map<number, number>; classes: number[]; seconds: number }>();
  return {
    note(route, status, ms) {
      const seconds = ms / 1000;
      let count = routes.get(route);
      if (!count) {
        count = {
          statuses: new Map(),
          classes: new Array<number>(durationEnds.length + 1).fill(0),
          seconds: 0,
        };
        routes.set(route, count);
      }
      count.statuses.set(status, (count.statuses.get(status) ?? 0) + 1);
      const found = durationEnds.findIndex((end) => seconds <= end);
      const index = found < 0 ? durationEnds.length : found;
      count.classes[index] = (count.classes[index] ?? 0) + 1;
      count.seconds += seconds;
    },
    all: () => [...routes].map(([route, count]) => ({ route, ...count })),
  };
}
