import * as z from 'zod';
import { zoneName } from '../time/hours.ts';
import { instant } from '../time/instants.ts';
import { localDateTime } from '../time/recurrence.ts';
import { recurrenceRule } from '../time/recurrence-rule.ts';
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
    rrule: recurrenceRule.optional().meta({
      description: 'How it repeats; start_at and end_at are then the first time',
      example: 'FREQ=WEEKLY;BYDAY=TU',
    }),
    timezone: zoneName
      .optional()
      .meta({ description: 'On whose clocks it repeats (rule T1); goes with rrule' }),
    exdates: z
      .array(localDateTime)
      .max(400)
      .optional()
      .meta({ description: 'Times at which it starts by the rule, but does not happen' }),
    reason: line(200).optional().meta({ example: 'Annual leave' }),
  },
  set: {
    kind: z.enum(['time_off', 'closure']),
    resource_id: resourceId.optional().meta({ description: 'Whose time off; absent for closures' }),
    last_end_at: instant.meta({
      description:
        'By when it is over for good: its end, or with a rule an instant by which the last time is over',
    }),
  },
  columns: ['kind', 'resource_id', 'start_at', 'end_at', 'last_end_at'],
  deskIndexes: [['last_end_at']],
  filters: {
    from: {
      field: 'last_end_at',
      op: 'gte',
      description: 'Ending, for the last time, at or after this instant',
    },
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
    last_end_at: '2026-12-26T23:00:00Z',
    reason: 'Christmas',
  },
  schemaVersion: 1,
  migrations: {
    1: (old) => (old.end_at === undefined ? old : { ...old, last_end_at: old.end_at }),
  },
});
export type Block = z.output<typeof blocks.doc>;
