import * as z from 'zod';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import type { Deliveries } from '../store/deliveries.ts';

/** How well an endpoint takes what it is sent, as REST shows it. */
export const countersShown = z
  .object({
    endpoint_id: z.string(),
    of: z.int().meta({ description: 'How many deliveries these are of: the newest, a thousand at most' }),
    pending: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    success_rate: z.number().nullable().meta({ description: 'Of those that are over; null where none is' }),
    latency_ms: z
      .object({ p50: z.number(), p95: z.number() })
      .nullable()
      .meta({ description: 'Of the last try of each' }),
    failing_since: instant.nullable().meta({ description: 'Since when nothing was taken' }),
  })
  .meta({ id: 'WebhookCounters' });

/** Counts the newest deliveries to an endpoint. */
export function countersOf(log: Deliveries, endpoint: string): z.output<typeof countersShown> {
  const { pending, succeeded, failed, latencies } = log.counts(endpoint);
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const since = log.failingSince(endpoint);
  const over = succeeded + failed;
  return {
    endpoint_id: endpoint,
    of: pending + over,
    pending,
    succeeded,
    failed,
    success_rate: over === 0 ? null : succeeded / over,
    latency_ms: sorted.length === 0 ? null : { p50: quantile(0.5), p95: quantile(0.95) },
    failing_since: since === undefined ? null : formatInstant(since),
  };
}
