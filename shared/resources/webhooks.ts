import * as z from 'zod';
import type { EventType } from '../events.ts';
import { typePattern, typesOf } from '../events-choice.ts';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { text } from './parts.ts';

/** Types that the older payload tells of (OVERVIEW, "Available Events"). */
export const overviewTypes = [
  'booking.created',
  'booking.confirmed',
  'booking.cancelled',
  'booking.completed',
  'booking.rescheduled',
] as const;

/** Events of the past that an endpoint is to get (again). */
const replay = z.object({
  id: z.string(),
  /** Those with `after_seq < seq <= until_seq`. */
  after_seq: z.int().min(0),
  until_seq: z.int().min(0),
  types: z.array(z.string()).optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Those, too, that it took before. */
  include_delivered: z.boolean(),
});
export type Replay = z.output<typeof replay>;

const sealed = z.string().min(1).max(400);

/** Where somebody else's program is told what happens (RULES E1 to E6). */
export const webhooks = defineResource({
  name: 'webhooks',
  singular: 'webhook endpoint',
  description: 'An address that is told what happens, by HTTP POST, signed as Standard Webhooks.',
  prefixes: ['whe'],
  fields: {
    url: z
      .url({ protocol: /^https?$/, normalize: true })
      .max(2000)
      .refine((url) => !/^https?:\/\/[^/?#]*@/.test(url), 'must not hold a password')
      .meta({
        description:
          'https, or http for hosts in `webhook_allowed_hosts` of the practice; those of its own network need to be there, too',
        example: 'https://hooks.example.com/dunebook',
      }),
    events: z
      .array(typePattern)
      .min(1)
      .max(48)
      .meta({ description: 'What it is told of', example: ['booking.*'] }),
    api_version: z
      .enum(['v2', 'v1'])
      .default('v2')
      .meta({ description: 'Form of the payload; `v1` is the older one, of five types of bookings' }),
    schedule: z.enum(['standard', 'long']).default('standard').meta({
      description: '`standard`: at once, after 1 minute, after 10 minutes; `long`: up to 72 hours',
    }),
    description: text(500).default(''),
  },
  set: {
    enabled: z.boolean().meta({ description: 'False where it was switched off for failing' }),
    disabled_at: instant.optional(),
    disabled_reason: z.enum(['failing', 'gone', 'imported']).optional().meta({
      description:
        '`failing` for 5 days; `gone`: it answered 410; `imported` with an export, which has not its secret',
    }),
    previous_until: instant
      .optional()
      .meta({ description: 'Until when the secret before the last rotation signs, too' }),
    secret: sealed,
    previous_secret: sealed.optional(),
    /** Nothing from before it was there. */
    from_seq: z.int().min(0),
    /** Where what it missed begins, since it was switched off. */
    resume_after: z.int().min(0).optional(),
    replays: z.array(replay).max(20),
  },
  hidden: ['secret', 'previous_secret', 'from_seq', 'resume_after', 'replays'],
  columns: ['enabled'],
  deskIndexes: [],
  filters: {
    enabled: { field: 'enabled', op: 'eq', description: 'Only those that are switched on, or off' },
  },
  sorts: ['-created_at', 'created_at'],
  desk: 'none',
  paths: [{ path: '/webhooks' }],
  links: (doc) => ({ deliveries: `/v2/webhooks/${doc.id}/deliveries` }),
  example: {
    url: 'https://hooks.example.com/dunebook',
    events: ['booking.*'],
    api_version: 'v2',
    schedule: 'standard',
    description: 'Accounts',
    enabled: true,
  },
  schemaVersion: 0,
  migrations: {},
});
export type Webhook = z.output<typeof webhooks.doc>;

/** The types that an endpoint is told of: its payload may have fewer than its choice. */
export function typesFor({
  events,
  api_version,
}: Pick<Webhook, 'events' | 'api_version'>): readonly EventType[] {
  const chosen = typesOf(events);
  return api_version === 'v1' ? overviewTypes.filter((type) => chosen.includes(type)) : chosen;
}
