import * as z from 'zod';
import { customerKinds, customerOrders } from '../data/index.ts';

/** How the list is narrowed and sorted; this computer remembers it. */
export const listView = z.object({
  order: z.enum(customerOrders),
  kind: z.enum(customerKinds),
  tag: z.string().optional(),
});
export type ListView = z.output<typeof listView>;

export const usualView: ListView = { order: 'name', kind: 'all' };
