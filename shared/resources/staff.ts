import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { line, resourceId } from './parts.ts';

export const roles = ['owner', 'manager', 'front_desk', 'practitioner', 'read_only'] as const;
export type Role = (typeof roles)[number];

/** An argon2id hash in PHC form (rule P2). */
export const passwordHash = z.string().startsWith('$argon2id$').max(200);

/** What a person types to sign in. */
export const pin = z
  .string()
  .regex(/^\d{4,8}$/, 'must be 4 to 8 digits')
  .meta({ description: 'What they type at a desk: 4 to 8 digits; never shown again', example: '283915' });
export const password = z
  .string()
  .min(10, 'must have 10 characters or more')
  .max(200)
  .meta({ description: '10 to 200 characters; never shown again', example: 'correct horse battery' });

/** Somebody who works at the practice. */
export const staff = defineResource({
  name: 'staff',
  singular: 'staff member',
  description: 'Somebody who works at the practice, with the role that says what they may do.',
  prefixes: ['stf'],
  fields: {
    name: line(200).meta({ example: 'Niket Rao' }),
    email: z
      .email()
      .max(254)
      .toLowerCase()
      .optional()
      .meta({ description: 'To sign in with, once per practice', example: 'niket@example.com' }),
    role: z.enum(roles).meta({ description: 'What they may do' }),
    resource_id: resourceId
      .optional()
      .meta({ description: 'The column on the board that is them', example: 'res_dr_niket' }),
  },
  set: {
    pin_hash: passwordHash.optional(),
    password_hash: passwordHash.optional(),
    has_pin: z.boolean().meta({ description: 'Has a PIN to sign in with' }),
    has_password: z.boolean().meta({ description: 'Has a password to sign in with' }),
    /** Rises when a PIN or password changes: sessions from before end. */
    generation: z.int().min(1),
  },
  hidden: ['pin_hash', 'password_hash', 'generation'],
  columns: ['name', 'email', 'role', 'resource_id'],
  deskIndexes: [],
  filters: {
    email: { field: 'email', op: 'eq', description: 'Exactly this e-mail address' },
    role: { field: 'role', op: 'in', description: 'One or several roles' },
    resource_id: { field: 'resource_id', op: 'eq', description: 'Who is this resource' },
  },
  sorts: ['name', '-name', '-created_at', 'created_at', '-updated_at', 'updated_at'],
  desk: 'none',
  paths: [{ path: '/staff' }],
  example: {
    name: 'Niket Rao',
    email: 'niket@example.com',
    role: 'practitioner',
    resource_id: 'res_dr_niket',
    has_pin: true,
    has_password: false,
  },
  schemaVersion: 0,
  migrations: {},
});
export type Staff = z.output<typeof staff.doc>;

/** A person who has signed in. Ends by itself after 12 hours, or after an hour without a request. */
export const sessions = defineResource({
  name: 'sessions',
  singular: 'session',
  description: 'A person who has signed in.',
  prefixes: ['ses'],
  fields: {},
  set: {
    staff_id: staff.id,
    device_id: z.string().optional().meta({ description: 'The desk at which they did' }),
    hash: z.string().length(64),
    generation: z.int().min(1),
    expires_at: instant,
    last_used_at: instant.optional().meta({ description: 'To within a minute' }),
  },
  hidden: ['hash', 'generation'],
  noted: 'last_used_at',
  columns: ['hash', 'staff_id'],
  deskIndexes: [],
  filters: {},
  sorts: ['-created_at'],
  desk: 'none',
  paths: [],
  selfPath: () => '/sessions/current',
  links: (doc) => ({ staff: `/v2/staff/${doc.staff_id}` }),
  example: { staff_id: 'stf_niket', expires_at: '2026-04-20T17:00:00Z' },
  schemaVersion: 0,
  migrations: {},
});
export type Session = z.output<typeof sessions.doc>;
