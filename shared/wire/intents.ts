import * as z from 'zod';
import { idSchema } from '../ids.ts';
import { instant } from '../time/instants.ts';

/** What a person did at a desk, as the desk sends it (rule S11). */
export const wireIntent = z.strictObject({
  /** Counts the intents of one install, from 1. */
  n: z.int().min(1),
  id: idSchema('int'),
  command: z.string().max(60),
  /** Arguments in wire form, as a REST body would have them. */
  args: z.record(z.string(), z.unknown()),
  /** The desk's clock: for people to read, never to decide by (rule S9). */
  issued_at: instant,
  /** Ids of earlier intents of this desk whose documents this one touches; if one is refused, so is this (rule S4). */
  depends_on: z.array(idSchema('int')).max(100).default([]),
  /** The session, signed by the hub, of whoever did it at the desk; absent where nobody had signed in (rule S12). */
  session: z.string().max(1000).optional(),
});
export type WireIntent = z.output<typeof wireIntent>;

/** POST /v2/sync/intents */
export const pushRequest = z.strictObject({
  wire: z.int(),
  install: z.uuid(),
  intents: z.array(wireIntent).min(1).max(100),
  /** Version of the desk's program, how many intents still wait there, these included, and what time it is there. */
  program: z.string().max(40).optional(),
  waiting: z.int().min(0).optional(),
  clock: instant.optional(),
});
export type PushRequest = z.output<typeof pushRequest>;

export const wireRefusal = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** What became of one intent; the same answer however often it is sent (rule S2). */
export const intentOutcome = z.object({
  n: z.int(),
  id: z.string(),
  state: z.enum(['accepted', 'refused']),
  refusal: wireRefusal.optional(),
});
export type IntentOutcome = z.output<typeof intentOutcome>;

export const pushAnswer = z.object({
  epoch: z.uuid(),
  outcomes: z.array(intentOutcome),
  /** The hub's clock, so that the desk can warn of a wrong one of its own (rule S9). */
  now: instant,
});
export type PushAnswer = z.output<typeof pushAnswer>;
