import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { line, resourceId } from './parts.ts';
import { plans } from './practice.ts';

/** Who may speak to the hub. Secrets are stored as SHA-256 of 24 or more random characters (rule P2). */

const secretHash = z.string().length(64);

/** What browsers send as `Origin`: scheme, host and port, nothing after it. */
const origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'must be an origin such as https://www.example.com')
  .meta({ example: 'https://www.example.com' });
const base = {
  fields: {},
  filters: {},
  sorts: ['-created_at'] as const,
  desk: 'none' as const,
  paths: [],
  deskIndexes: [],
  schemaVersion: 0,
  migrations: {},
};

/** A key of the REST API. */
export const apiKeys = defineResource({
  ...base,
  name: 'api_keys',
  singular: 'api key',
  description: 'A key of the API. The secret is shown once.',
  prefixes: ['key'],
  set: {
    name: line(100).meta({ description: 'What it is for', example: 'Website' }),
    kind: z.enum(['secret', 'public']).meta({
      description: '`secret` for servers, `public` for pages that anybody can read',
    }),
    mode: z.enum(['live', 'test']).meta({ description: '`test` keys know the sandbox and nothing else' }),
    scopes: z
      .array(z.string().max(60))
      .max(200)
      .optional()
      .meta({
        description: 'What it may do; absent: everything that its kind may',
        example: ['bookings:read'],
      }),
    allowed_origins: z
      .array(origin)
      .max(50)
      .optional()
      .meta({ description: 'Of a public key: the pages from which browsers may use it' }),
    hash: secretHash,
    last4: z.string().length(4).meta({ description: 'Its last 4 characters, to tell it by' }),
    previous_hash: secretHash.optional(),
    previous_until: instant
      .optional()
      .meta({ description: 'Until when the secret before the last rotation still works' }),
    plan: z.enum(plans).optional().meta({ description: 'Its own rate limits; absent: the practice’s' }),
    expires_at: instant.optional().meta({ description: 'From then on it is refused' }),
    revoked_at: instant.optional().meta({ description: 'Since when it is refused' }),
    last_used_at: instant.optional().meta({ description: 'To within a minute' }),
  },
  hidden: ['hash', 'previous_hash'],
  noted: 'last_used_at',
  columns: ['hash', 'previous_hash'],
  paths: [{ path: '/api-keys' }],
  example: { name: 'Website', kind: 'public', mode: 'live', last4: '7dc0' },
});
export type ApiKey = z.output<typeof apiKeys.doc>;

/** A front-desk computer, or one browser on it. */
export const devices = defineResource({
  ...base,
  name: 'devices',
  singular: 'device',
  description: 'A desk that was let in.',
  prefixes: ['dev'],
  set: {
    name: line(100),
    hash: secretHash,
    install: z.uuid().optional().meta({ description: 'Its local store when it was let in' }),
    replaces: z.string().optional().meta({ description: 'What this desk was before it was let in again' }),
    replaced_by: z
      .string()
      .optional()
      .meta({ description: 'What it is since it was let in again; its old token is refused' }),
    revoked_at: instant.optional().meta({ description: 'Since when it is refused' }),
    last_used_at: instant.optional().meta({ description: 'To within a minute' }),
    program: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Version of its program, as it last said; to within a minute' }),
    waiting: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'Changes that it had not handed over when it last said so; to within a minute' }),
    clock_ahead: z.int().optional().meta({
      description:
        'By how many seconds its clock was ahead of the hub’s when it last said so, negative: behind; absent: not noticeably',
    }),
  },
  hidden: ['hash'],
  noted: 'last_used_at',
  notes: ['program', 'waiting', 'clock_ahead'],
  columns: ['hash'],
  paths: [{ path: '/devices' }],
  example: { name: 'Front desk', program: '2.0.0', waiting: 0 },
});
export type Device = z.output<typeof devices.doc>;

/** A one-time link that lets one desk in. */
export const invites = defineResource({
  ...base,
  name: 'invites',
  singular: 'invite',
  description: 'A one-time invitation of a desk.',
  prefixes: ['inv'],
  set: {
    hash: secretHash,
    /** Of the invitation that is derived from its short code. */
    code_hash: secretHash.optional(),
    /** What proves to whoever shows that one that this hub made the code; sealed. */
    code_proof: z.string().max(200).optional(),
    expires_at: instant,
    used_at: instant.optional(),
  },
  hidden: ['hash', 'code_hash', 'code_proof'],
  columns: ['hash', 'code_hash'],
  paths: [{ path: '/devices/pairing-codes', as: 'pairing codes' }],
  example: { expires_at: '2026-04-20T05:00:00Z' },
});
export type Invite = z.output<typeof invites.doc>;

/** A calendar address that others subscribe to. */
export const feeds = defineResource({
  ...base,
  name: 'feeds',
  singular: 'feed',
  description: 'A calendar feed: of one resource, or of the whole practice.',
  prefixes: ['feed'],
  set: {
    name: line(100),
    hash: secretHash,
    resource_id: resourceId.optional().meta({ description: 'Whose it is; absent: the whole practice' }),
    privacy: z.enum(['busy', 'initials', 'full']).meta({
      description: 'busy: no words; initials: of the customer, and the service; full: names and notes',
    }),
    past_days: z.int().min(0).max(3650).meta({ description: 'Days of past bookings that it shows' }),
    alarm_minutes: z
      .int()
      .min(0)
      .max(7 * 24 * 60)
      .optional()
      .meta({ description: 'Calendar programs remind so many minutes before; absent: not at all' }),
    revoked_at: instant.optional().meta({ description: 'Since when it shows nothing' }),
    last_used_at: instant.optional().meta({ description: 'Last asked for; to within a minute' }),
  },
  hidden: ['hash'],
  noted: 'last_used_at',
  columns: ['hash'],
  paths: [{ path: '/calendar/feeds' }],
  example: { name: 'Practice', privacy: 'full', past_days: 30 },
});
export type Feed = z.output<typeof feeds.doc>;
