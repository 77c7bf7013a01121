import * as z from 'zod';
import { idSchema } from '../ids.ts';

/** POST /v2/devices/pair: a desk shows its one-time invitation and gets its own token. */
export const pairRequest = z.strictObject({
  invitation: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(100).default('Desk'),
});

export const pairAnswer = z.object({
  device_id: idSchema('dev'),
  tenant_id: idSchema('tnt'),
  /** Shown once; the desk keeps it. */
  token: z.string(),
});
export type PairAnswer = z.output<typeof pairAnswer>;
