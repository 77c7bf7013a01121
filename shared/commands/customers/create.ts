import { isRefusal } from '../../errors.ts';
import { customers } from '../../resources/customers.ts';
import { newDoc } from '../changes.ts';
import { unlessTaken, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { normalisePhone, practiceOf } from './phone.ts';

export const createCustomer = defineCommand({
  name: 'customers.create',
  resource: 'customers',
  summary: 'Add a customer',
  args: customers.create,
  scope: 'customers:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/customers', status: 201 }],
  emits: ['customer.created'],
  async load(query, args, ctx) {
    const taken = await unlessTaken(query, 'customers', args);
    return isRefusal(taken) ? taken : practiceOf(query, ctx);
  },
  decide({ country }, args, ctx) {
    const phone = normalisePhone(args.phone, country);
    if (isRefusal(phone)) return phone;
    const fields = { ...withoutId(args), phone: phone.phone ?? undefined };
    const change = {
      resource: 'customers' as const,
      doc: newDoc('customers', args.id ?? ctx.id('cust'), fields, ctx),
    };
    return { changes: [change], events: [{ type: 'customer.created', change }] };
  },
});
