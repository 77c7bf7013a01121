import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { defineResource } from './define.ts';
import { line, resourceId } from './parts.ts';

/** Time in which nothing can be booked: time off of one resource, or a closure of the whole practice. */
export const blocks = defineResource({
  name: 'blocks',
  singular: 'block',
  description: 'Time off of one resource (`time_off`) or a closure of the whole practice (`closure`).',
  prefixes: ['blk'],
  fields: {
    start_at: instant,
    end_at: instant,
    reason: line(200).optional().meta({ example: 'Annual leave' }),
  },
  set: {
    kind: z.enum(['time_off', 'closure']),
    resource_id: resourceId.optional().meta({ description: 'Whose time off; absent for closures' }),
  },
  columns: ['kind', 'resource_id', 'start_at', 'end_at'],
  deskIndexes: [['end_at']],
  filters: {
    from: { field: 'end_at', op: 'gte', description: 'Ending at or after this instant' },
    to: { field: 'start_at', op: 'lt', description: 'Starting before this instant' },
  },
  sorts: ['start_at', '-start_at', '-created_at', 'created_at', '-updated_at', 'updated_at'],
  desk: 'all',
  paths: [
    { path: '/closures', fixed: { kind: 'closure' }, as: 'closures' },
    { path: '/resources/{resource_id}/time-off', fixed: { kind: 'time_off' }, as: 'time off' },
  ],
  selfPath: (doc) =>
    doc.kind === 'closure' ? `/closures/${doc.id}` : `/resources/${doc.resource_id}/time-off/${doc.id}`,
  example: {
    kind: 'closure',
    start_at: '2026-12-24T23:00:00Z',
    end_at: '2026-12-26T23:00:00Z',
    reason: 'Christmas',
  },
  schemaVersion: 0,
  migrations: {},
});
export type Block = z.output<typeof blocks.doc>;
