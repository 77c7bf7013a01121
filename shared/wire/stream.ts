import * as z from 'zod';

/** One message of GET /v2/sync/stream (SSE): how far each collection is. The desk pulls what it lacks. */
export const streamMessage = z.object({
  epoch: z.uuid(),
  /** Collection name → seq of its newest change; the first message names all, later ones those that changed. */
  collections: z.record(z.string(), z.int().min(0)),
});
export type StreamMessage = z.output<typeof streamMessage>;
