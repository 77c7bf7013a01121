import * as z from 'zod';
import { wholeNumber } from './whole-number.ts';

/** Where a desk is in the changes of one collection (ARCHITECTURE, decision 4). */
export const checkpoint = z.object({
  epoch: z.uuid(),
  seq: z.int().min(0),
  /** Up to this seq the first sync leaves out what is older than `history_days`; later changes come whatever their date. */
  initial_until: z.int().min(0),
});
export type Checkpoint = z.output<typeof checkpoint>;

/** GET /v2/sync/{collection}?epoch&seq&initial_until&limit&install&schema */
export const pullQuery = z.strictObject({
  epoch: z.uuid().optional(),
  seq: wholeNumber(z.int().min(0)).default(0),
  initial_until: wholeNumber(z.int().min(0)).optional(),
  limit: wholeNumber(z.int().min(1).max(1000)).default(500),
  install: z.uuid().optional(),
  /** The version of the collection's documents that the asker keeps; another one than the hub's is refused (rule S8). */
  schema: wholeNumber(z.int().min(0)).optional(),
});
export type PullQuery = z.output<typeof pullQuery>;

/** Documents in stored form, each with its `seq`; a page shorter than `limit` is the last one for now. */
export const pullAnswer = z.object({
  documents: z.array(z.record(z.string(), z.unknown())),
  checkpoint,
  /** Intents of the asking install up to this number are contained in the documents up to the checkpoint. */
  applied_n: z.int().min(0),
});
export type PullAnswer = z.output<typeof pullAnswer>;
