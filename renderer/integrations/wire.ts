import * as z from 'zod';

/** What the hub answers about webhooks, as far as the screen shows it. */

export const endpoint = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  api_version: z.enum(['v1', 'v2']),
  schedule: z.enum(['standard', 'long']),
  enabled: z.boolean(),
  disabled_at: z.string().optional(),
  disabled_reason: z.enum(['failing', 'gone', 'imported']).optional(),
  previous_until: z.string().optional(),
});
export type Endpoint = z.output<typeof endpoint>;
/** A practice has fewer than a page holds. */
export const endpoints = z.object({ data: z.array(endpoint) });

/** The one answer that has the secret. */
export const withSecret = endpoint.extend({ secret: z.string() });

export const counters = z.object({
  of: z.number(),
  pending: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  success_rate: z.number().nullable(),
  latency_ms: z.object({ p50: z.number(), p95: z.number() }).nullable(),
  failing_since: z.string().nullable(),
});
export type Counters = z.output<typeof counters>;

const attempt = z.object({
  at: z.string(),
  duration_ms: z.number(),
  status: z.number().optional(),
  error: z.string().optional(),
  response: z.object({ headers: z.record(z.string(), z.string()), body: z.string() }).optional(),
});
export type Attempt = z.output<typeof attempt>;

const delivery = z.object({
  id: z.string(),
  event_id: z.string(),
  type: z.string(),
  source: z.enum(['event', 'replay', 'redelivery', 'test']),
  status: z.enum(['pending', 'succeeded', 'failed']),
  attempts: z.number(),
  next_try_at: z.string().optional(),
  created_at: z.string(),
  tries: z.array(attempt),
});
export type Delivery = z.output<typeof delivery>;

export const deliveries = z.object({
  data: z.array(delivery),
  next_cursor: z.string().nullable(),
  prev_cursor: z.string().nullable(),
});

export const wholeDelivery = delivery.extend({
  request: z.object({
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
});
export type WholeDelivery = z.output<typeof wholeDelivery>;
