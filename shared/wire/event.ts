import * as z from 'zod';
import { eventTypes } from '../events.ts';
import { idSchema } from '../ids.ts';
import { instant } from '../time/instants.ts';

/** An event as it is stored, listed and delivered (API.md, "The 48 event types"). */
export const eventEnvelope = z.object({
  id: idSchema('evt'),
  type: z.string().refine((type) => type in eventTypes),
  api_version: z.literal('v2'),
  tenant_id: idSchema('tnt'),
  mode: z.enum(['live', 'test']),
  seq: z.int().min(1),
  created_at: instant,
  data: z.object({
    object: z.record(z.string(), z.unknown()),
    /** Fields that changed, as they were before. */
    previous: z.record(z.string(), z.unknown()).optional(),
    /** What some types have to say besides. */
    details: z.record(z.string(), z.unknown()).optional(),
  }),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  request_id: z.string(),
});
export type EventEnvelope = z.output<typeof eventEnvelope>;
