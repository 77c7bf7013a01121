import * as z from 'zod';
import { roles } from '../../shared/resources/staff.ts';

export const member = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  email: z.string().optional(),
  role: z.enum(roles),
  resource_id: z.string().optional(),
  has_pin: z.boolean(),
  has_password: z.boolean(),
});
/** Somebody who works here, as far as the screen shows them. */
export type Member = z.output<typeof member>;
