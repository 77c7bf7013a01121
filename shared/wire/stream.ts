import * as z from 'zod';

/** One message of GET /v2/sync/stream (SSE): how far each collection is. The desk pulls what it lacks. */
export const streamMessage = z.object({
  epoch: z.uuid(),
  /** Collection name → seq of its newest change; the first message names all, later ones those that changed, maybe none. */
  collections: z.record(z.string(), z.int().min(0)),
  /** Something that desks ask the hub for, and do not keep, may be different by now. */
  notice: z.literal(true).optional(),
});
export type StreamMessage = z.output<typeof streamMessage>;
