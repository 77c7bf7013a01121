import * as z from 'zod';
import { instant } from '../time/instants.ts';
import { wholeNumber } from './whole-number.ts';

/** GET /v2/sync/stream?program&waiting&clock: what a desk says of itself, for the list of desks. */
export const streamQuery = z.strictObject({
  /** Version of the desk's program. */
  program: z.string().max(40).optional(),
  /** How many intents wait there. */
  waiting: wholeNumber(z.int().min(0)).optional(),
  /** What time it is there, so that the hub can tell of a wrong clock (rule S9). */
  clock: instant.optional(),
});

export type StreamQuery = z.output<typeof streamQuery>;

/** One message of GET /v2/sync/stream (SSE): how far each collection is. The desk pulls what it lacks. */
export const streamMessage = z.object({
  epoch: z.uuid(),
  /** Collection name → seq of its newest change; the first message names all, later ones those that changed, maybe none. */
  collections: z.record(z.string(), z.int().min(0)),
  /** Something that desks ask the hub for, and do not keep, may be different by now. */
  notice: z.literal(true).optional(),
  /** The hub's clock, in the first message: so that the desk can warn of a wrong one of its own (rule S9). */
  now: instant.optional(),
});
export type StreamMessage = z.output<typeof streamMessage>;
