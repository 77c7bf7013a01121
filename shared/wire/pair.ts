import * as z from 'zod';
import { idSchema } from '../ids.ts';

/**
 * POST /v2/devices/pair: a desk shows its one-time invitation and gets its own token. One that was let in before sends
 * its old token as bearer, whatever has become of it: the hub then knows that it is the same desk.
 */
export const pairRequest = z.strictObject({
  invitation: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(100).default('Desk'),
  /** The UUID of the desk's local store. */
  install: z.uuid().optional(),
});

export const pairAnswer = z.object({
  device_id: idSchema('dev'),
  tenant_id: idSchema('tnt'),
  /** Shown once; the desk keeps it. */
  token: z.string(),
  hub_id: z.uuid(),
  /**
   * Where the invitation was derived from a short code: what only the hub that made the code knows. A desk that gets none,
   * or another one, was not speaking to that hub and keeps nothing of the answer.
   */
  proof: z.string().optional(),
});
export type PairAnswer = z.output<typeof pairAnswer>;
