import * as z from 'zod';

/** What the hub answers about API keys and calendar feeds, as far as the screens show it. */

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['secret', 'public']),
  mode: z.enum(['live', 'test']),
  scopes: z.array(z.string()).optional(),
  allowed_origins: z.array(z.string()).optional(),
  last4: z.string(),
  previous_until: z.string().optional(),
  expires_at: z.string().optional(),
  revoked_at: z.string().optional(),
  last_used_at: z.string().optional(),
});
export type ApiKey = z.output<typeof apiKey>;
export const apiKeys = z.object({ data: z.array(apiKey) });
export const keyWithSecret = apiKey.extend({ secret: z.string() });

export const feed = z.object({
  id: z.string(),
  name: z.string(),
  resource_id: z.string().optional(),
  privacy: z.enum(['busy', 'initials', 'full']),
  past_days: z.number(),
  alarm_minutes: z.number().optional(),
  revoked_at: z.string().optional(),
  last_used_at: z.string().optional(),
});
export type Feed = z.output<typeof feed>;
export const feeds = z.object({ data: z.array(feed) });
export const feedWithToken = feed.extend({ token: z.string() });
