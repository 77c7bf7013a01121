import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { bare, customerId, line } from './parts.ts';

/** What a consent is for. */
export const purpose = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a name such as reminders or marketing')
  .meta({ description: 'What it is for', example: 'marketing' });

/** One line of a consent's history: what was said, when, and who noted it. */
const consentEntry = z.object({
  at: instant,
  by: z.string().meta({ description: 'Id of the key, device or person who noted it' }),
  by_name: z.string(),
  granted: z.boolean(),
  source: z.string().optional(),
  wording: z.string().optional(),
});
export type ConsentEntry = z.output<typeof consentEntry>;

/** What a person said about one use of their data. */
export const consents = defineResource({
  name: 'consents',
  singular: 'consent',
  description: 'What a person said about one use of their data, and everything they said about it before.',
  prefixes: ['cns'],
  fields: {
    granted: z.boolean().meta({ description: 'Given, or refused or withdrawn', example: true }),
    source: line(100)
      .optional()
      .meta({ description: 'Where they said so', example: 'Form at the front desk' }),
    wording: line(2000)
      .optional()
      .meta({ description: 'What they were asked, or its version', example: 'Newsletter, version 3' }),
  },
  set: {
    customer_id: customerId,
    purpose,
    changed_at: instant.meta({ description: 'When they last said something else than before' }),
    history: z.array(consentEntry).meta({ description: 'Everything that was said, oldest first' }),
  },
  columns: ['customer_id', 'purpose', 'granted'],
  deskIndexes: [],
  filters: {
    purpose: { field: 'purpose', op: 'eq', description: 'For this purpose' },
    granted: { field: 'granted', op: 'eq', description: 'Given or not' },
  },
  sorts: ['purpose', '-updated_at', 'updated_at'],
  subject: 'customer_id',
  erasure: { stays: false, scrub: (doc) => ({ ...bare(doc, 'source', 'wording'), history: [] }) },
  desk: 'none',
  paths: [{ path: '/customers/{customer_id}/consents', listOnly: true, as: 'customer consents' }],
  selfPath: (doc) => `/customers/${doc.customer_id}/consents/${doc.purpose}`,
  links: (doc) => ({ customer: `/v2/customers/${doc.customer_id}` }),
  example: {
    customer_id: 'cust_priya_01',
    purpose: 'marketing',
    granted: true,
    source: 'Form at the front desk',
    changed_at: '2026-04-15T09:42:11Z',
    history: [
      {
        at: '2026-04-15T09:42:11Z',
        by: 'dev_01HXYZ234',
        by_name: 'Front desk',
        granted: true,
        source: 'Form at the front desk',
      },
    ],
  },
  schemaVersion: 0,
  migrations: {},
});
export type Consent = z.output<typeof consents.doc>;
