import * as z from 'zod';
import type { Claim } from '../time/claim.ts';
import { instant } from '../time/instants.ts';
import { overrides } from './bookings.ts';
import { defineResource } from './define.ts';
import { allocation, bufferMinutes, claimsOf, line, resourceId, seats, serviceId, text } from './parts.ts';

/** A session of a service that is taught to several at once: it owns the claim, bookings take seats in it (rule A6). */
export const classes = defineResource({
  name: 'classes',
  singular: 'class',
  description:
    'A session with a number of seats: it occupies the teacher and the room, bookings take its seats.',
  prefixes: ['cls'],
  fields: {
    notes: text(5000).optional().meta({ example: 'Please bring a mat' }),
  },
  set: {
    service_id: serviceId,
    resource_id: resourceId.meta({ description: 'The main resource, who teaches' }),
    status: z.enum(['scheduled', 'cancelled']),
    start_at: instant,
    end_at: instant,
    capacity: seats,
    seats_taken: z
      .int()
      .min(0)
      .meta({ description: 'Bookings that have a seat; seats that are held come on top' }),
    allocations: z.array(allocation).meta({ description: 'All resources it occupies, the main one first' }),
    buffer_before: bufferMinutes,
    buffer_after: bufferMinutes,
    override: z.array(overrides).meta({ description: 'Rules that staff set aside for it' }),
    override_reason: line(500).optional(),
    overbooked: z.boolean().meta({ description: 'A manager put it over a booking' }),
    cancel_reason: line(500).optional(),
    cancelled_at: instant.optional(),
  },
  columns: ['service_id', 'resource_id', 'status', 'start_at', 'end_at'],
  deskIndexes: [['start_at']],
  filters: {
    status: { field: 'status', op: 'eq', description: 'scheduled or cancelled' },
    service_id: { field: 'service_id', op: 'eq', description: 'Sessions of this service' },
    resource_id: { field: 'resource_id', op: 'eq', description: 'Sessions with this main resource' },
    from: { field: 'start_at', op: 'gte', description: 'Starting at or after this instant' },
    to: { field: 'start_at', op: 'lt', description: 'Starting before this instant' },
  },
  sorts: ['start_at', '-start_at', '-created_at', 'created_at', '-updated_at', 'updated_at'],
  desk: 'recent',
  paths: [{ path: '/classes' }],
  claims(doc): Claim[] {
    if (doc.status === 'cancelled') return [];
    return claimsOf(doc, { kind: 'class', ...(doc.overbooked && { overbooked: true }) });
  },
  links: (doc) => ({ attendees: `/v2/classes/${doc.id}/attendees` }),
  example: {
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    status: 'scheduled',
    start_at: '2026-04-21T12:30:00Z',
    end_at: '2026-04-21T13:30:00Z',
    capacity: 12,
    seats_taken: 7,
    allocations: [{ role: 'practitioner', resource_id: 'res_dr_niket' }],
    buffer_before: 0,
    buffer_after: 0,
    override: [],
    overbooked: false,
    notes: 'Please bring a mat',
  },
  schemaVersion: 0,
  migrations: {},
});
export type Class = z.output<typeof classes.doc>;
