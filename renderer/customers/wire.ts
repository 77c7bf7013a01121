import * as z from 'zod';
import { bookings } from '../../shared/resources/bookings.ts';
import { customers } from '../../shared/resources/customers.ts';
import { imports, rowError, rowStates } from '../../shared/resources/imports.ts';

/** What the hub answers about customers, as far as these screens look at it. */

export const pastVisit = bookings.doc.pick({
  id: true,
  service_id: true,
  resource_id: true,
  status: true,
  start_at: true,
  end_at: true,
});
export type PastVisit = z.output<typeof pastVisit>;

export const hubCustomer = customers.doc.pick({ id: true, name: true });

export const duplicatePair = z.object({
  customers: z.array(
    customers.doc.pick({ id: true, name: true, phone: true, email: true, created_at: true }),
  ),
  reasons: z.array(z.string()),
  certainty: z.enum(['likely', 'possible']),
});
export type DuplicatePair = z.output<typeof duplicatePair>;

export const timelineEntry = z.object({
  id: z.string(),
  kind: z.string(),
  at: z.string(),
  title: z.string(),
  booking_id: z.string().optional(),
  actor: z.object({ name: z.string() }).optional(),
  object: z.record(z.string(), z.unknown()),
  previous: z.record(z.string(), z.unknown()).optional(),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

export const importPlan = z.object({
  total: z.int(),
  columns: imports.doc.shape.columns,
  would_create: z.int(),
  would_update: z.int(),
  would_skip: z.int(),
  would_fail: z.int(),
  errors: z.array(rowError),
  samples: z.record(z.string(), z.array(z.string())),
});
export type ImportPlan = z.output<typeof importPlan>;

export const importState = imports.doc.pick({
  id: true,
  created_at: true,
  status: true,
  total: true,
  processed: true,
  created: true,
  updated: true,
  skipped: true,
  failed: true,
  taken_back: true,
  kept: true,
});
export type ImportState = z.output<typeof importState>;

export const importRow = z.object({
  row: z.int(),
  state: z.enum(rowStates),
  customer_id: z.string().optional(),
  field: z.string().optional(),
  message: z.string().optional(),
});
export type ImportRowState = z.output<typeof importRow>;
