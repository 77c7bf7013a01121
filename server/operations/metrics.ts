import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricValueWithName, Registry } from 'prom-client';
import { parseInstant } from '../../shared/time/instants.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import type { HubContext } from '../context.ts';
import { programVersion } from '../version.ts';
import { diskOf } from './disk.ts';
import { backlogOf, desksOf, filesOf } from './health.ts';
import { durationEnds, type RouteCount } from './request-counts.ts';

type LoopDelay = ReturnType<typeof monitorEventLoopDelay>;
type Library = typeof import('prom-client');

/** How often the event loop is looked at from the first question for metrics on, in milliseconds. */
const loopResolution = 20;

/** The numbers of a hub in the form of Prometheus. */
export interface Metrics {
  /** Content type and text. */
  text(): Promise<{ type: string; text: string }>;
}

/**
 * Nothing is loaded or watched before somebody asks: most practices never do, and a hub starts without it. What was
 * asked of each route is counted from the start all the same.
 */
export function keepMetrics(hub: HubContext): Metrics {
  let made: Promise<Registry> | undefined;

  async function make(): Promise<Registry> {
    const library = await import('prom-client');
    const delay = monitorEventLoopDelay({ resolution: loopResolution });
    delay.enable();
    hub.closing.addEventListener('abort', () => delay.disable());
    const registry = new library.Registry();
    countsOf(library, registry, hub);
    gaugesOf(library, registry, hub);
    processOf(library, registry, hub);
    loopOf(library, registry, delay);
    return registry;
  }

  return {
    async text() {
      made ??= make();
      const registry = await made;
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** What was counted elsewhere is told in the library’s form; it counts nothing a second time. */
function countsOf({ Counter, Histogram }: Library, registry: Registry, { requests }: HubContext): void {
  new Counter({
    name: 'dunebook_http_requests_total',
    help: 'Answers by the name of the route and by status',
    labelNames: ['route', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { route, statuses } of requests.all())
        for (const [status, count] of statuses) this.inc({ route, status }, count);
    },
  });

  /** What the registry asks of a histogram, answered with what was counted. */
  class Durations extends Histogram<'route'> {
    async getForPromString() {
      const values = requests.all().flatMap((count) => durationValues(name, count));
      return { name, help, type: 'histogram', values };
    }
  }
  const name = 'dunebook_http_request_duration_seconds';
  const help = 'Seconds until an answer, or the beginning of a stream, was handed to the network';
  const buckets = [...durationEnds];
  new Durations({ name, help, labelNames: ['route'], buckets, registers: [registry] });
}

/** The lines of one route: how many took no longer than each end, their sum, their number. */
function durationValues(
  name: string,
  { route, classes, seconds }: RouteCount,
): MetricValueWithName<'route'>[] {
  let count = 0;
  const values: MetricValueWithName<'route'>[] = classes.map((inClass, i) => {
    count += inClass;
    const labels = { le: durationEnds[i] ?? '+Inf', route };
    return { metricName: `${name}_bucket`, labels, value: count };
  });
  values.push({ metricName: `${name}_sum`, labels: { route }, value: seconds });
  values.push({ metricName: `${name}_count`, labels: { route }, value: count });
  return values;
}

function gaugesOf({ Gauge }: Library, registry: Registry, hub: HubContext): void {
  const registers = [registry];
  new Gauge({
    name: 'dunebook_info',
    help: 'Versions of the program and of what it speaks with desks',
    labelNames: ['version', 'wire', 'oldest_wire'],
    registers,
  }).set({ version: programVersion, wire: wireVersion, oldest_wire: oldestWireVersion }, 1);
  new Gauge({
    name: 'dunebook_store_bytes',
    help: 'Size of each database file with its log',
    labelNames: ['file'],
    registers,
    collect() {
      for (const { name, bytes } of filesOf(hub)) this.set({ file: name }, bytes);
    },
  });
  new Gauge({
    name: 'dunebook_store_changes',
    help: 'The newest number of all changes and events, summed over practices',
    labelNames: ['mode'],
    registers,
    async collect() {
      for (const store of [hub.stores.live, hub.stores.test]) {
        let sum = 0;
        for (const tenant of store.tenants()) sum += await store.read(tenant, async (view) => view.seq());
        this.set({ mode: store.mode }, sum);
      }
    },
  });
  new Gauge({
    name: 'dunebook_disk_free_bytes',
    help: 'Free on the disk of the data folder',
    registers,
    async collect() {
      this.set((await diskOf(hub.config.dataDir)).free_bytes);
    },
  });
  new Gauge({
    name: 'dunebook_outbox_waiting',
    help: 'Deliveries to webhook endpoints that are still to be made',
    registers,
    collect() {
      this.set(backlogOf(hub).waiting);
    },
  });
  new Gauge({
    name: 'dunebook_outbox_oldest_seconds',
    help: 'How long the oldest of them waits; 0 where none does',
    registers,
    collect() {
      const { since } = backlogOf(hub);
      this.set(since === undefined ? 0 : Math.max(0, (hub.clock() - since) / 1000));
    },
  });
  new Gauge({
    name: 'dunebook_desks',
    help: 'Desks that were let in and not removed; here: heard of within two minutes',
    labelNames: ['state'],
    registers,
    async collect() {
      const { desks, here } = await desksOf(hub);
      this.set({ state: 'here' }, here);
      this.set({ state: 'away' }, desks - here);
    },
  });
  new Gauge({
    name: 'dunebook_desks_waiting',
    help: 'Changes that wait at desks, as they last said',
    registers,
    async collect() {
      this.set((await desksOf(hub)).waiting);
    },
  });
  new Gauge({
    name: 'dunebook_backup_age_seconds',
    help: 'How old the newest backup is; absent where there is none',
    registers,
    collect() {
      const { last_at } = hub.backups.state();
      if (last_at !== undefined) this.set((hub.clock() - parseInstant(last_at)) / 1000);
    },
  });
}

/** By the names under which Prometheus’ own dashboards look for them. */
function processOf({ Gauge, Counter }: Library, registry: Registry, hub: HubContext): void {
  const registers = [registry];
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process began, in seconds since the epoch',
    registers,
  }).set(hub.startedAt / 1000);
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Memory of what the program holds',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Time that processors worked for the process',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1_000_000);
    },
  });
}

function loopOf({ Gauge }: Library, registry: Registry, delay: LoopDelay): void {
  new Gauge({
    name: 'dunebook_event_loop_delay_seconds',
    help: 'How late the hub came to what was due, since it was last asked',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      if (delay.count === 0) return;
      for (const quantile of [0.5, 0.99, 1]) this.set({ quantile }, lateness(delay, quantile));
      delay.reset();
    },
  });
}

/** What is recorded is the time from one look to the next: what is over the resolution is delay (nanoseconds in). */
function lateness(delay: LoopDelay, quantile: number): number {
  const nanoseconds = quantile === 1 ? delay.max : delay.percentile(quantile * 100);
  return Math.max(0, nanoseconds / 1e9 - loopResolution / 1000);
}
