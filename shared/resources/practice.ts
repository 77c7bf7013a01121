import * as z from 'zod';
import { currencyCode } from '../money.ts';
import { zoneName } from '../time/hours.ts';
import { defineResource } from './define.ts';
import { languageTag, line } from './parts.ts';

export const plans = ['solo', 'starter', 'business', 'scale', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

/** Requests per second, minute and day; bounded by what can be counted exactly. */
const rateLimits = z
  .strictObject({
    per_second: z.int().min(1).max(100_000),
    per_minute: z.int().min(1).max(1_000_000),
    per_day: z.int().min(1).max(100_000_000),
  })
  .meta({
    description: 'What was negotiated for its API keys; counts with the plan enterprise',
    example: { per_second: 500, per_minute: 20_000, per_day: 2_000_000 },
  });
export type RateQuotas = z.output<typeof rateLimits>;

/** The practice itself: one document per tenant, whose id is the tenant's. */
export const practice = defineResource({
  name: 'practice',
  singular: 'tenant',
  description: 'The practice and its settings.',
  prefixes: ['tnt'],
  fields: {
    name: line(200).meta({ example: 'Dune Clinic' }),
    timezone: zoneName,
    currency: currencyCode,
    locale: languageTag.default('en'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as IN')
      .meta({ description: 'ISO 3166 country; phone numbers without a prefix belong to it', example: 'IN' }),
    plan: z.enum(plans).default('enterprise').meta({
      description: 'Rate limits of its API keys; enterprise: rate_limits, business where there are none',
    }),
    rate_limits: rateLimits.optional(),
    webhook_allowed_hosts: z
      .array(
        z
          .string()
          .max(260)
          .regex(
            /^([a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/,
            'must be a host and a port, such as 192.168.1.20:9000',
          ),
      )
      .max(50)
      .optional()
      .meta({
        description: 'Hosts of its own network, with their ports, that webhooks may reach',
        example: ['192.168.1.20:9000'],
      }),
    history_days: z
      .int()
      .min(1)
      .max(3650)
      .default(60)
      .meta({ description: 'Days of past bookings that desks keep' }),
    // Longer than anything goes on being delivered.
    event_days: z
      .int()
      .min(7)
      .max(3650)
      .default(90)
      .meta({ description: 'Days that events are kept for those who read or replay them' }),
    waitlist_offer_minutes: z
      .int()
      .min(0)
      .max(7 * 24 * 60)
      .default(60)
      .meta({
        description:
          'How long time that became free is held for who is next on the waitlist; 0: staff offer it themselves',
      }),
    desk_sign_in: z
      .boolean()
      .default(false)
      .meta({ description: 'Nothing is shown or done at a desk before somebody has signed in there' }),
    desk_lock_minutes: z
      .int()
      .min(1)
      .max(480)
      .default(10)
      .meta({ description: 'Minutes without a key or click after which a desk asks for the PIN again' }),
  },
  set: { demo: z.boolean().meta({ description: 'Made-up data to try things with' }) },
  columns: ['name'],
  deskIndexes: [],
  filters: {},
  sorts: ['name'],
  desk: 'all',
  paths: [],
  selfPath: () => '/tenant',
  example: { name: 'Dune Clinic', timezone: 'Asia/Kolkata', currency: 'INR', country: 'IN', demo: false },
  schemaVersion: 4,
  migrations: {
    1: (old) => old,
    2: (old) => ({ ...old, event_days: 90 }),
    3: (old) => ({ ...old, waitlist_offer_minutes: 60 }),
    4: (old) => ({ ...old, desk_sign_in: false, desk_lock_minutes: 10 }),
  },
});
export type Practice = z.output<typeof practice.doc>;
