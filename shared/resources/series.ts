import * as z from 'zod';
import { zoneName } from '../time/hours.ts';
import { instant } from '../time/instants.ts';
import { localDateTime } from '../time/recurrence.ts';
import { bookings } from './bookings.ts';
import { defineResource } from './define.ts';
import { bare, customerId, durationMinutes, line, resourceId, serviceId } from './parts.ts';

/** The most visits of one series, and how many years ahead the last may be. */
export const mostOccurrences = 366;
export const mostYearsAhead = 2;

/** Why an occurrence could not be as the rule says. */
export const seriesConflictReason = z
  .object({
    type: z.string().meta({ example: 'existing_booking' }),
    id: z.string().optional().meta({ description: 'What was in the way' }),
    resource_id: resourceId.optional(),
  })
  .meta({ id: 'SeriesConflictReason' });

/** An occurrence that could not be as the rule says (rule B6). */
const conflict = z
  .object({
    occurrence: localDateTime,
    start_at: instant.meta({ description: 'Where the rule puts it' }),
    outcome: z.enum(['skipped', 'shifted', 'kept']).meta({
      description:
        '`skipped`: there is no visit; `shifted`: it lies at the next free start; `kept`: it stayed where it was',
    }),
    moved_to: instant.optional().meta({ description: 'Where it lies instead' }),
    conflicts: z.array(seriesConflictReason),
  })
  .meta({ id: 'SeriesConflict' });
export type SeriesConflictReason = z.output<typeof seriesConflictReason>;
export type SeriesConflict = z.output<typeof conflict>;

/** Visits that repeat. */
export const series = defineResource({
  name: 'series',
  singular: 'series',
  description:
    'Visits that repeat by a rule, on the clocks of their zone (rule T5). Each visit is a booking with its `series_id`.',
  prefixes: ['ser'],
  fields: {
    channel: bookings.doc.shape.channel,
    notes: bookings.doc.shape.notes,
  },
  set: {
    customer_id: customerId,
    service_id: serviceId,
    resource_id: resourceId.meta({ description: 'The main resource' }),
    timezone: zoneName.meta({ description: 'The zone on whose clocks it repeats', example: 'Europe/Berlin' }),
    start_local: localDateTime.meta({ description: 'The first occurrence, on the clocks of `timezone`' }),
    duration: durationMinutes,
    rrule: z.string().meta({ description: 'Its rule (RFC 5545)', example: 'FREQ=WEEKLY;COUNT=10' }),
    exdates: z
      .array(localDateTime)
      .meta({ description: 'Occurrences without a visit; they count for COUNT all the same' }),
    conflicts: z
      .array(conflict)
      .meta({ description: 'Occurrences that the last change could not place as the rule says (rule B6)' }),
    status: z.enum(['active', 'ended', 'cancelled']).meta({
      description: '`ended`: what follows was cancelled, or goes on as `continued_by`',
    }),
    sequence: z.int().min(0).meta({ description: 'iCalendar SEQUENCE of the series' }),
    continues: z.string().optional().meta({ description: 'The series whose following visits these are' }),
    continued_by: z.string().optional().meta({ description: 'The series that the following visits are now' }),
    cancel_reason: line(500).optional(),
  },
  columns: ['customer_id', 'service_id', 'resource_id', 'status', 'start_local'],
  deskIndexes: [['customer_id', 'start_local']],
  filters: {
    status: { field: 'status', op: 'in', description: 'One or several statuses, separated by commas' },
    customer_id: { field: 'customer_id', op: 'eq', description: 'Series of this customer' },
    service_id: { field: 'service_id', op: 'eq', description: 'Series of this service' },
    resource_id: { field: 'resource_id', op: 'eq', description: 'Series with this main resource' },
  },
  sorts: ['-created_at', 'created_at', 'start_local', '-start_local', '-updated_at', 'updated_at'],
  subject: 'customer_id',
  erasure: { stays: true, scrub: (doc) => bare(doc, 'notes', 'cancel_reason') },
  desk: 'all',
  paths: [{ path: '/series' }],
  links: (doc) => ({
    customer: `/v2/customers/${doc.customer_id}`,
    bookings: `/v2/series/${doc.id}/bookings`,
  }),
  example: {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    channel: 'in_person',
    timezone: 'Asia/Kolkata',
    start_local: '2026-04-21T09:00',
    duration: 30,
    rrule: 'FREQ=WEEKLY;COUNT=10',
    exdates: ['2026-05-05T09:00'],
    conflicts: [
      {
        occurrence: '2026-05-05T09:00',
        start_at: '2026-05-05T03:30:00Z',
        outcome: 'skipped',
        conflicts: [{ type: 'closure', id: 'blk_may' }],
      },
    ],
    status: 'active',
    sequence: 0,
  },
  schemaVersion: 0,
  migrations: {},
});
export type Series = z.output<typeof series.doc>;
