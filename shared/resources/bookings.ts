import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { price } from '../money.ts';
import type { Claim } from '../time/claim.ts';
import { instant } from '../time/instants.ts';
import { localDateTime } from '../time/recurrence.ts';
import { defineResource } from './define.ts';
import {
  allocation,
  bare,
  bufferMinutes,
  chosenBy,
  claimsOf,
  classId,
  customerId,
  line,
  resourceId,
  serviceId,
  text,
  visitId,
} from './parts.ts';

export const bookingStatuses = [
  'pending',
  'confirmed',
  'checked_in',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
] as const;
export type BookingStatus = (typeof bookingStatuses)[number];

/** Statuses in which a booking gives its time back. */
const freeing: readonly BookingStatus[] = ['cancelled', 'no_show'];

/** Whether a booking gave its time, or its seat, back. */
export function givesBack(status: BookingStatus): boolean {
  return freeing.includes(status);
}

/** Soft rules that staff may set aside (API.md, "Booking life cycle"; rule A8). */
export const overrides = z.enum([
  'outside_working_hours',
  'time_off',
  'closure',
  'min_notice',
  'beyond_horizon',
  'slot_step',
  'existing_booking',
  'external_busy',
]);

/** How a booking lies where it may not be by now, though nobody moved it. */
export const violationTypes = ['time_off', 'closure', 'outside_working_hours', 'resource_offline'] as const;

/** Why somebody should look at a booking: what is in its way, or that it waits for an answer. */
export const attentionReason = z
  .object({
    type: z.enum(['overbooked', 'existing_booking', ...violationTypes, 'pending']),
    id: z.string().optional().meta({ description: 'The other booking, or the block' }),
    resource_id: resourceId.optional().meta({ description: 'The resource that it is about' }),
  })
  .meta({ id: 'AttentionReason' });
export type AttentionReason = z.output<typeof attentionReason>;

/** Everything that a line of `history` says was done; desks have words for each. */
export type HistoryAction =
  | 'created'
  | 'confirmed'
  | 'checked in'
  | 'started'
  | 'completed'
  | 'no-show'
  | 'cancelled'
  | 'rescheduled'
  | 'edited'
  | 'reopened'
  | 'resolved'
  | 'taken back'
  | 'customer merged';

/** One line of `history` (rule B4). */
const historyEntry = z.object({
  at: instant,
  by: z.string().meta({ description: 'Id of the key, device or person' }),
  by_name: z.string(),
  desk: z
    .object({ id: z.string(), name: z.string() })
    .optional()
    .meta({ description: 'Of a person who did it at a desk: the desk' }),
  action: z.string().meta({ description: 'What was done', example: 'rescheduled' }),
  before: z.record(z.string(), z.unknown()).meta({ description: 'Fields as they were before' }),
});
export type HistoryEntry = z.output<typeof historyEntry>;

/** An appointment. */
export const bookings = defineResource({
  name: 'bookings',
  singular: 'booking',
  description: 'An appointment: a customer, a service, the resources it occupies, and when.',
  prefixes: ['bk'],
  fields: {
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a name such as in_person or video_zoom')
      .default('in_person')
      .meta({ description: 'How they meet', example: 'video_zoom' }),
    notes: text(5000).optional().meta({ example: 'Follow-up · cardiology' }),
    send_confirmation: z.boolean().default(false),
  },
  set: {
    customer_id: customerId,
    service_id: serviceId,
    resource_id: resourceId.meta({ description: 'The main resource' }),
    status: z.enum(bookingStatuses),
    start_at: instant,
    end_at: instant,
    allocations: z.array(allocation).meta({ description: 'All resources it occupies, the main one first' }),
    buffer_before: bufferMinutes,
    buffer_after: bufferMinutes,
    chosen_by: chosenBy.optional(),
    price: price.optional(),
    class_id: classId
      .optional()
      .meta({ description: 'The class that it has a seat in; the class claims the time' }),
    visit_id: visitId.optional().meta({ description: 'The visit of several services that it is a part of' }),
    visit_part: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .meta({ description: 'Which part of the visit it is, from 1' }),
    sequence: z.int().min(0).meta({ description: 'iCalendar SEQUENCE: rises when time or status change' }),
    cancel_reason: line(500).optional(),
    checked_in_at: instant.optional(),
    started_at: instant.optional(),
    completed_at: instant.optional(),
    cancelled_at: instant.optional(),
    override: z.array(overrides).meta({ description: 'Rules that staff set aside for it' }),
    override_reason: line(500).optional(),
    overbooked: z.boolean().meta({ description: 'A manager put it over another booking' }),
    booked_as: line(200)
      .optional()
      .meta({ description: 'The name that was given with it, where the customer’s own is another' }),
    resolved: z
      .array(attentionReason)
      .optional()
      .meta({ description: 'Reasons to look at it that somebody has looked at, and left as they are' }),
    manage_hash: z.string().optional(),
    series_id: idSchema('ser').optional().meta({ description: 'The series that it is a visit of' }),
    occurrence: localDateTime.optional().meta({
      description: 'Which visit of the series it is: when the rule has it, wherever it lies by now',
    }),
    history: z.array(historyEntry),
  },
  hidden: ['history', 'manage_hash'],
  publicFields: ['service_id', 'resource_id', 'status', 'start_at', 'end_at', 'channel', 'price'],
  guest: { scope: 'bookings:guest', secret: 'manage_hash' },
  columns: [
    'customer_id',
    'service_id',
    'resource_id',
    'class_id',
    'visit_id',
    'visit_part',
    'status',
    'start_at',
    'end_at',
    'series_id',
  ],
  deskIndexes: [['start_at'], ['customer_id', 'start_at'], ['service_id', 'created_at']],
  filters: {
    status: { field: 'status', op: 'in', description: 'One or several statuses, separated by commas' },
    customer_id: { field: 'customer_id', op: 'eq', description: 'Bookings of this customer' },
    service_id: { field: 'service_id', op: 'eq', description: 'Bookings of this service' },
    resource_id: { field: 'resource_id', op: 'eq', description: 'Bookings with this main resource' },
    series_id: { field: 'series_id', op: 'eq', description: 'Visits of this series' },
    class_id: { field: 'class_id', op: 'eq', description: 'Seats in this class' },
    visit_id: { field: 'visit_id', op: 'eq', description: 'Parts of this visit' },
    from: { field: 'start_at', op: 'gte', description: 'Starting at or after this instant' },
    to: { field: 'start_at', op: 'lt', description: 'Starting before this instant' },
  },
  sorts: ['-created_at', 'created_at', 'start_at', '-start_at', '-updated_at', 'updated_at'],
  subject: 'customer_id',
  erasure: {
    stays: true,
    // That somebody came then, and to whom, stays: the practice's own record of its time.
    scrub: (doc) => ({
      ...bare(doc, 'notes', 'cancel_reason', 'override_reason', 'booked_as', 'manage_hash'),
      history: doc.history.map((entry) => ({ ...entry, before: {} })),
    }),
  },
  desk: 'recent',
  paths: [
    { path: '/bookings' },
    { path: '/resources/{resource_id}/bookings', listOnly: true, as: 'resource bookings' },
    { path: '/customers/{customer_id}/bookings', listOnly: true, as: 'customer bookings' },
    { path: '/series/{series_id}/bookings', listOnly: true, as: 'series bookings' },
    { path: '/classes/{class_id}/attendees', listOnly: true, as: 'attendees' },
  ],
  claims(doc): Claim[] {
    if (givesBack(doc.status) || doc.class_id) return [];
    return claimsOf(doc, { kind: 'booking', ...(doc.overbooked && { overbooked: true }) });
  },
  links: (doc) => ({
    customer: `/v2/customers/${doc.customer_id}`,
    ics: `/v2/bookings/${doc.id}/ics`,
  }),
  example: {
    customer_id: 'cust_priya_01',
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    status: 'confirmed',
    start_at: '2026-04-20T05:00:00Z',
    end_at: '2026-04-20T05:30:00Z',
    channel: 'video_zoom',
    notes: 'Follow-up · cardiology',
    send_confirmation: true,
    allocations: [{ role: 'practitioner', resource_id: 'res_dr_niket' }],
    buffer_before: 0,
    buffer_after: 0,
    sequence: 0,
    override: [],
    overbooked: false,
  },
  schemaVersion: 2,
  migrations: { 1: (old) => old, 2: (old) => old },
});
export type Booking = z.output<typeof bookings.doc>;
