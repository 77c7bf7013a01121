import * as z from 'zod';
import { idSchema } from '../../shared/ids.ts';
import { formatInstant, instant } from '../../shared/time/instants.ts';
import { type Delivery, deliverySources, deliveryStatuses, type Try } from '../store/deliveries.ts';

const tryShown = z
  .object({
    at: instant,
    duration_ms: z.int(),
    status: z.int().optional().meta({ description: 'Of the answer, where there was one' }),
    error: z.string().optional().meta({
      description: 'Why there was none, or why it does not count: `timeout`, `redirect`, `ECONNREFUSED` …',
    }),
    response: z
      .object({ headers: z.record(z.string(), z.string()), body: z.string() })
      .optional()
      .meta({ description: 'Where the answer begins' }),
  })
  .meta({ id: 'WebhookTry' });

/** A delivery as REST shows it. */
export const deliveryShown = z
  .object({
    id: idSchema('dlv'),
    endpoint_id: z.string(),
    event_id: z.string(),
    type: z.string(),
    source: z.enum(deliverySources).meta({ description: 'Why it was sent' }),
    status: z.enum(deliveryStatuses).meta({ description: '`failed`: there is no further try' }),
    attempts: z.int(),
    next_try_at: instant.optional().meta({
      description: 'Of one that is pending; absent while an earlier event about the same thing waits',
    }),
    created_at: instant,
    tries: z.array(tryShown).meta({ description: 'The first and the last of them' }),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryWhole = deliveryShown
  .extend({
    request: z
      .object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string().optional() })
      .meta({ description: 'As the next try would send it; the body for those who may read events' }),
  })
  .meta({ id: 'WebhookDeliveryWhole' });

export function shownDelivery(delivery: Delivery): z.output<typeof deliveryShown> {
  const { id, endpoint_id, event_id, type, source, status, attempts } = delivery;
  const { next_at, created_at, tries } = delivery;
  return {
    id,
    endpoint_id,
    event_id,
    type,
    source,
    status,
    attempts,
    ...(next_at !== null && { next_try_at: formatInstant(next_at) }),
    created_at: formatInstant(created_at),
    tries: tries.map(shownTry),
  };
}

function shownTry({ at, ms, status, error, headers, body = '' }: Try): z.output<typeof tryShown> {
  return {
    at: formatInstant(at),
    duration_ms: ms,
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
    ...(headers && { response: { headers: { ...headers }, body } }),
  };
}

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
