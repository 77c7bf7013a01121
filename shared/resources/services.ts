import * as z from 'zod';
import { price } from '../money.ts';
import { anyStaffRules } from '../time/any-staff.ts';
import { timeRange, weekdays, zoneName } from '../time/hours.ts';
import { defineResource } from './define.ts';
import { bufferMinutes, color, durationMinutes, line, resourceId, seats, text } from './parts.ts';

/** OVERVIEW's `availability`: when the service is offered at all. */
const availability = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).max(7),
    hours: timeRange,
    timezone: zoneName,
  })
  .meta({ description: 'When the service is offered; absent: whenever its resources work' });

const need = z
  .strictObject({
    role: z
      .string()
      .min(1)
      .max(40)
      .meta({ description: 'Name of the part it plays', example: 'practitioner' }),
    resource_ids: z.array(resourceId).min(1).max(200).optional().meta({ description: 'One of these' }),
    kind: z
      .enum(['practitioner', 'room', 'equipment'])
      .optional()
      .meta({ description: 'Any resource of this kind, where resource_ids is absent' }),
    skills: z.array(line(60)).max(20).default([]).meta({ description: 'The resource must have all of them' }),
    count: z.int().min(1).max(10).default(1),
  })
  .refine((value) => value.resource_ids !== undefined || value.kind !== undefined, {
    message: 'needs resource_ids or kind',
  })
  .meta({ description: 'A resource that every visit occupies (rule A4)' });

const override = z
  .strictObject({ resource_id: resourceId, duration: durationMinutes.optional(), price: price.optional() })
  .meta({ description: 'What differs with one resource (rule A11)' });

/** Something the practice offers; OVERVIEW's `Service`, and more. */
export const services = defineResource({
  name: 'services',
  singular: 'service',
  description: 'Something the practice offers: how long it takes, what it costs, who and what it needs.',
  prefixes: ['svc', 'srv'],
  fields: {
    name: line(200).meta({ example: '1-Hour Consultation' }),
    description: text(5000).default(''),
    duration: durationMinutes,
    price: price.optional(),
    availability: availability.optional(),
    buffer_before: bufferMinutes.default(0),
    buffer_after: bufferMinutes.default(0),
    slot_step: z
      .int()
      .min(1)
      .max(24 * 60)
      .optional()
      .meta({
        description:
          'Minutes between offered starts, counted from the start of the working day (rule A7); absent: 15, or the duration where it is shorter',
      }),
    min_notice: z
      .int()
      .min(0)
      .max(366 * 24 * 60)
      .default(0)
      .meta({ description: 'Minutes ahead that customers and keys must book at least' }),
    max_horizon: z
      .int()
      .min(1)
      .max(5 * 366 * 24 * 60)
      .optional()
      .meta({ description: 'Minutes ahead that customers and keys may book at most' }),
    overrides: z.array(override).max(200).default([]),
    needs: z
      .array(need)
      .max(6)
      .default([])
      .meta({ description: 'Resources of a visit, the main one first; empty: one practitioner' }),
    capacity: seats.optional().meta({
      description:
        'It is taught in classes of so many seats, each scheduled by itself (rule A6); absent: one visit each',
    }),
    any_staff: z.enum(anyStaffRules).default('priority').meta({
      description:
        'Who is chosen where the caller names nobody (rule A5): first in the practice’s order; fewest minutes booked that day; or booked for this service longest ago',
    }),
    category: line(60).optional().meta({ example: 'Consultations' }),
    color: color.optional(),
    requires_confirmation: z
      .boolean()
      .default(false)
      .meta({ description: 'Bookings start as pending until somebody confirms them' }),
  },
  set: { archived: z.boolean() },
  publicFields: [
    'name',
    'description',
    'duration',
    'price',
    'availability',
    'capacity',
    'category',
    'color',
    'archived',
  ],
  columns: ['name', 'archived'],
  deskIndexes: [['name']],
  filters: { archived: { field: 'archived', op: 'eq', description: 'true: only archived ones' } },
  sorts: ['name', '-created_at', 'created_at', '-updated_at', 'updated_at'],
  desk: 'all',
  paths: [{ path: '/services' }],
  example: {
    name: '1-Hour Consultation',
    description: 'Expert guidance on your project',
    duration: 60,
    price: { amount: 150, currency: 'USD', type: 'hourly' },
    availability: {
      days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      hours: { start: '09:00', end: '17:00' },
      timezone: 'America/New_York',
    },
    archived: false,
  },
  schemaVersion: 1,
  migrations: { 1: (old) => old },
});
export type Service = z.output<typeof services.doc>;
