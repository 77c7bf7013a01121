import * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { customers } from '../../resources/customers.ts';
import { revise } from '../changes.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import { refuseWhileBooked, upcomingBookings } from '../upcoming.ts';

export const deleteCustomer = defineCommand({
  name: 'customers.delete',
  resource: 'customers',
  summary: 'Remove a customer who has no upcoming bookings',
  args: z.strictObject({ id: customers.id }),
  scope: 'customers:write',
  runs: 'anywhere',
  http: [{ method: 'DELETE', path: '/customers/{id}', status: 204 }],
  emits: ['customer.deleted'],
  refuses: ['outside_policy'],
  async load(query, args, ctx) {
    const found = await existing(query, 'customers', args.id);
    if (isRefusal(found)) return found;
    return { ...found, upcoming: await upcomingBookings(query, 'customer_id', args.id, ctx) };
  },
  decide({ before, upcoming }, _args, ctx) {
    if (upcoming.length > 0) return refuseWhileBooked(before.name, upcoming);
    const change = {
      resource: 'customers' as const,
      doc: revise(before, {}, ctx),
      before,
      deleted: true as const,
    };
    return { changes: [change], events: [{ type: 'customer.deleted', change }] };
  },
});
