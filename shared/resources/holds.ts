import * as z from 'zod';
import { instant, parseInstant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import {
  allocation,
  bufferMinutes,
  chosenBy,
  claimsOf,
  classId,
  line,
  resourceId,
  serviceId,
} from './parts.ts';

/** Time kept for some minutes while somebody fills in a form (rule A9). */
export const holds = defineResource({
  name: 'holds',
  singular: 'hold',
  description: 'A slot kept for some minutes while somebody fills in a form.',
  prefixes: ['hold'],
  fields: {},
  set: {
    service_id: serviceId,
    resource_id: resourceId,
    allocations: z.array(allocation),
    start_at: instant,
    end_at: instant,
    buffer_before: bufferMinutes,
    buffer_after: bufferMinutes,
    class_id: classId
      .optional()
      .meta({ description: 'The class that a seat is kept in; then it claims no time' }),
    expires_at: instant.meta({ description: 'From then on it counts for nothing' }),
    chosen_by: chosenBy.optional(),
    held_by: line(200).meta({ description: 'Who is booking', example: 'Front desk' }),
    holder: z.string().optional().meta({ description: 'Id of the key, device or person' }),
  },
  hidden: ['holder'],
  columns: ['resource_id', 'start_at', 'expires_at'],
  deskIndexes: [['start_at']],
  filters: {
    resource_id: { field: 'resource_id', op: 'eq', description: 'Holds on this resource' },
  },
  sorts: ['-created_at', 'created_at'],
  desk: 'all',
  paths: [{ path: '/holds' }],
  claims: (doc) =>
    doc.class_id ? [] : claimsOf(doc, { kind: 'hold', expires_at: parseInstant(doc.expires_at) }),
  example: {
    service_id: 'svc_consult_30',
    resource_id: 'res_dr_niket',
    start_at: '2026-04-20T05:00:00Z',
    end_at: '2026-04-20T05:30:00Z',
    expires_at: '2026-04-20T04:35:00Z',
    held_by: 'Front desk',
    allocations: [{ role: 'practitioner', resource_id: 'res_dr_niket' }],
    buffer_before: 0,
    buffer_after: 0,
  },
  schemaVersion: 1,
  migrations: { 1: (old) => old },
});
export type Hold = z.output<typeof holds.doc>;
