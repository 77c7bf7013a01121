import * as z from 'zod';
import { defineResource } from './define.ts';
import { line, text } from './parts.ts';

/** A person who comes to the practice. */
export const customers = defineResource({
  name: 'customers',
  singular: 'customer',
  description: 'A person who comes to the practice.',
  prefixes: ['cust'],
  fields: {
    name: line(200).meta({ description: 'Full name', example: 'Priya Sharma' }),
    email: z
      .email()
      .max(254)
      .optional()
      .meta({ description: 'E-mail address', example: 'priya@example.com' }),
    phone: z.string().max(40).optional().meta({
      description: 'Phone number, kept in E.164 after normalising with the practice’s country',
      example: '+919876543210',
    }),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
      .optional()
      .meta({ description: 'BCP 47 language tag', example: 'en' }),
    notes: text(5000).optional().meta({ description: 'For staff only' }),
    alert: line(200)
      .optional()
      .meta({ description: 'A short warning shown on every card', example: 'Allergic to latex' }),
    tags: z.array(line(40)).max(20).default([]),
  },
  set: {},
  columns: ['name', 'email', 'phone'],
  deskIndexes: [['name']],
  filters: {
    email: { field: 'email', op: 'eq', description: 'Exactly this e-mail address' },
    phone: { field: 'phone', op: 'eq', description: 'Exactly this number in E.164' },
  },
  sorts: ['-created_at', 'created_at', 'name', '-updated_at', 'updated_at'],
  subject: 'id',
  desk: 'all',
  paths: [{ path: '/customers' }],
  example: {
    name: 'Priya Sharma',
    email: 'priya@example.com',
    phone: '+919876543210',
    language: 'en',
    tags: [],
  },
  schemaVersion: 0,
  migrations: {},
});
export type Customer = z.output<typeof customers.doc>;
