import * as z from 'zod';
import { hubAddress } from '../../shared/lan/sharing.ts';

/** What the hub answers about desks and paper sheets, as far as the screen shows it. */

export const device = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  revoked_at: z.string().optional(),
  last_used_at: z.string().optional(),
  replaced_by: z.string().optional(),
  program: z.string().optional(),
  waiting: z.number().optional(),
  /** Seconds; negative: behind. */
  clock_ahead: z.number().optional(),
});
export type Device = z.output<typeof device>;
export const devices = z.object({ data: z.array(device) });

export const invite = z.object({
  invitation: z.string(),
  /** To be read aloud. */
  code: z.string(),
  /** All of it, for a camera. */
  link: z.string(),
  /** Under which other computers reach the hub; none while it is not shared. */
  addresses: z.array(hubAddress),
  expires_at: z.string(),
});
export type Invite = z.output<typeof invite>;

export const wholeExport = z.object({
  id: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  created_at: z.string(),
  done: z.number(),
  total: z.number(),
  size: z.number().optional(),
  problem: z.enum(['full', 'erased', 'failed']).optional(),
});
export type WholeExport = z.output<typeof wholeExport>;
export const wholeExports = z.object({ data: z.array(wholeExport) });

export const paper = z.object({
  on: z.boolean(),
  folder: z.string(),
  data_folder: z.string(),
  written_at: z.string().optional(),
  problem: z.enum(['full', 'not_allowed', 'gone', 'failed']).optional(),
});
export type Paper = z.output<typeof paper>;
