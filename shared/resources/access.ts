import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { line } from './parts.ts';
import { plans } from './practice.ts';

/** Who may speak to the hub. Secrets are stored as SHA-256 of 24 or more random characters (rule P2). */

const secretHash = z.string().length(64);
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
    name: line(100),
    kind: z.enum(['secret', 'public']),
    mode: z.enum(['live', 'test']),
    hash: secretHash,
    last4: z.string().length(4),
    plan: z.enum(plans).optional().meta({ description: 'Its own rate limits; absent: the practice’s' }),
    expires_at: instant.optional(),
    revoked_at: instant.optional(),
  },
  hidden: ['hash'],
  columns: ['hash'],
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
    revoked_at: instant.optional(),
  },
  hidden: ['hash'],
  columns: ['hash'],
  example: { name: 'Front desk' },
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
    expires_at: instant,
    used_at: instant.optional(),
  },
  hidden: ['hash'],
  columns: ['hash'],
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
    resource_id: z.string().optional().meta({ description: 'Absent: the whole practice' }),
    privacy: z.enum(['busy', 'initials', 'full']),
    past_days: z.int().min(0).max(3650),
    revoked_at: instant.optional(),
  },
  hidden: ['hash'],
  columns: ['hash'],
  example: { name: 'Practice', privacy: 'full', past_days: 30 },
});
export type Feed = z.output<typeof feeds.doc>;
