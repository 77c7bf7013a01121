import * as z from 'zod';
import type { Docs } from '../../resources/index.ts';
import { customerId } from '../../resources/parts.ts';
import { defineCommand } from '../define.ts';
import { erasing } from './erasing.ts';

/** The hub's own, at its start: a restored database has people who were erased after the backup (rule P4). */
export const reapplyErasures = defineCommand({
  name: 'customers.reapply_erasures',
  resource: 'customers',
  summary: 'Erase again whom a restore brought back',
  args: z.strictObject({ ids: z.array(customerId).min(1) }),
  scope: 'customers:write',
  runs: 'hub',
  http: [],
  emits: ['customer.deleted', 'booking.updated'],
  asNamed: true,
  async load(query, { ids }) {
    const back: { customer: Docs['customers']; visits: readonly Docs['bookings'][] }[] = [];
    for (const id of ids) {
      const customer = await query.get('customers', id);
      // Merged in the backup: the one it became is another id of the ledger.
      if (customer?.id !== id) continue;
      back.push({ customer, visits: await query.range('bookings', [['customer_id', '=', id]]) });
    }
    return { back };
  },
  decide({ back }, { ids }, ctx) {
    const decisions = back.map(({ customer, visits }) => erasing(customer, visits, ctx));
    return {
      changes: decisions.flatMap(({ changes }) => changes),
      events: decisions.flatMap(({ events }) => events),
      erase: [...new Set([...ids, ...decisions.flatMap(({ erase }) => erase)])],
    };
  },
});
