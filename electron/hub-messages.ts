import * as z from 'zod';

/** What the hub's process says to main. */
export const fromHub = z.discriminatedUnion('type', [
  /** It listens at `url`. */
  z.object({ type: z.literal('ready'), url: z.url() }),
  /** It could not start or go on, in words for people; it exits next. */
  z.object({ type: z.literal('failed'), reason: z.string() }),
  z.object({ type: z.literal('invitation'), id: z.int(), invitation: z.string() }),
  /** Whether other computers may reach it now: while they may, this one must not fall asleep. */
  z.object({ type: z.literal('sharing'), on: z.boolean() }),
  z.object({ type: z.literal('no_invitation'), id: z.int(), reason: z.string() }),
]);
export type FromHub = z.output<typeof fromHub>;

/** What main says to the hub's process. */
export const toHub = z.discriminatedUnion('type', [
  /** Make a one-time invitation; the answer carries the same `id`. */
  z.object({ type: z.literal('invite'), id: z.int() }),
  /** Finish what runs, close the store, exit. */
  z.object({ type: z.literal('stop') }),
]);
export type ToHub = z.output<typeof toHub>;
