import * as z from 'zod';

/** What the hub answers about desks and paper sheets, as far as the screen shows it. */

export const device = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  revoked_at: z.string().optional(),
  last_used_at: z.string().optional(),
});
export type Device = z.output<typeof device>;
export const devices = z.object({ data: z.array(device) });

export const invite = z.object({ invitation: z.string() });

export const paper = z.object({
  on: z.boolean(),
  folder: z.string(),
  data_folder: z.string(),
  written_at: z.string().optional(),
  problem: z.enum(['full', 'not_allowed', 'gone', 'failed']).optional(),
});
export type Paper = z.output<typeof paper>;
