import * as z from 'zod';
import { workingHours, zoneName } from '../time/hours.ts';
import { defineResource } from './define.ts';
import { color, line } from './parts.ts';

/** Whoever or whatever a visit occupies: a person, a room, a device. */
export const resources = defineResource({
  name: 'resources',
  singular: 'resource',
  description: 'Whoever or whatever a visit occupies: a practitioner, a room, a piece of equipment.',
  prefixes: ['res'],
  fields: {
    name: line(200).meta({ example: 'Dr Niket' }),
    kind: z.enum(['practitioner', 'room', 'equipment']).default('practitioner'),
    timezone: zoneName.optional().meta({ description: 'Zone of its hours; absent: the practice’s' }),
    working_hours: workingHours
      .optional()
      .meta({ description: 'Absent: not limited by hours, as with most rooms' }),
    skills: z.array(line(60)).max(50).default([]),
    shared_buffers: z
      .boolean()
      .default(false)
      .meta({ description: 'Buffers of two neighbouring visits may overlap (rule A2)' }),
    color: color.optional(),
    sort_order: z
      .int()
      .min(0)
      .max(10_000)
      .default(100)
      .meta({ description: 'Lower comes first, on the board and among free candidates' }),
  },
  set: { online: z.boolean().meta({ description: 'An offline resource takes no new bookings' }) },
  publicFields: ['name', 'kind', 'timezone', 'color'],
  parts: { 'working-hours': ['timezone', 'working_hours'] },
  columns: ['name', 'kind', 'online'],
  deskIndexes: [['name']],
  filters: {
    kind: { field: 'kind', op: 'in', description: 'practitioner, room, equipment' },
    online: { field: 'online', op: 'eq', description: 'true: only those that take bookings' },
  },
  sorts: ['name', '-created_at', 'created_at', '-updated_at', 'updated_at'],
  desk: 'all',
  paths: [{ path: '/resources' }],
  example: {
    name: 'Dr Niket',
    kind: 'practitioner',
    timezone: 'Asia/Kolkata',
    working_hours: { weekly: { monday: [{ start: '09:00', end: '17:00' }] }, overrides: [] },
    skills: ['cardiology'],
    online: true,
  },
  schemaVersion: 0,
  migrations: {},
});
export type Resource = z.output<typeof resources.doc>;
