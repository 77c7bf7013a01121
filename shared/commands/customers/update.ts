import { isRefusal } from '../../errors.ts';
import { customers } from '../../resources/customers.ts';
import { revise } from '../changes.ts';
import { existingForUpdate, withoutId } from '../common.ts';
import { defineCommand } from '../define.ts';
import { normalisePhone, practiceOf } from './phone.ts';

export const updateCustomer = defineCommand({
  name: 'customers.update',
  resource: 'customers',
  summary: 'Change a customer',
  args: customers.patch.extend({ id: customers.id }),
  scope: 'customers:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/customers/{id}', status: 200 }],
  emits: ['customer.updated'],
  async load(query, args, ctx) {
    const found = await existingForUpdate(query, 'customers', args);
    return isRefusal(found) ? found : { ...found, ...(await practiceOf(query, ctx)) };
  },
  decide({ before, country }, args, ctx) {
    const phone = normalisePhone(args.phone, country);
    if (isRefusal(phone)) return phone;
    const doc = revise(before, { ...withoutId(args), ...phone }, ctx);
    const change = { resource: 'customers' as const, doc, before };
    return { changes: [change], events: [{ type: 'customer.updated', change }] };
  },
});
