import * as z from 'zod';
import { defineResource } from './define.ts';
import { bare, customerId, languageTag, line, text } from './parts.ts';

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
    language: languageTag.optional(),
    notes: text(5000).optional().meta({ description: 'For staff only' }),
    alert: line(200)
      .optional()
      .meta({ description: 'A short warning shown on every card', example: 'Allergic to latex' }),
    tags: z.array(line(40)).max(20).default([]),
  },
  set: {
    consents: z
      .record(z.string(), z.boolean())
      .optional()
      .meta({ description: 'What they agreed to, by purpose', example: { marketing: true } }),
    merged_from: z
      .array(customerId)
      .optional()
      .meta({ description: 'Records of the same person that became this one; their ids answer with it' }),
    merged_into: customerId.optional(),
  },
  hidden: ['merged_into'],
  columns: ['name', 'email', 'phone'],
  deskIndexes: [['name']],
  filters: {
    email: { field: 'email', op: 'eq', description: 'Exactly this e-mail address' },
    phone: { field: 'phone', op: 'eq', description: 'Exactly this number in E.164' },
  },
  sorts: ['-created_at', 'created_at', 'name', '-updated_at', 'updated_at'],
  subject: 'id',
  erasure: {
    stays: false,
    scrub: (doc) => ({
      ...bare(doc, 'email', 'phone', 'language', 'notes', 'alert', 'consents'),
      name: 'Erased',
      tags: [],
    }),
  },
  successor: 'merged_into',
  search: { name: 'name', phone: 'phone', email: 'email' },
  desk: 'all',
  paths: [{ path: '/customers' }],
  example: {
    name: 'Priya Sharma',
    email: 'priya@example.com',
    phone: '+919876543210',
    language: 'en',
    tags: [],
  },
  schemaVersion: 1,
  migrations: { 1: (old) => old },
});
export type Customer = z.output<typeof customers.doc>;
