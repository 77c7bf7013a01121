import * as z from 'zod';
import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { type Customer, customers } from '../../resources/customers.ts';
import { type Change, newDoc } from '../changes.ts';
import type { Ctx, EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { normalisePhone, practiceOf } from './phone.ts';

const { name, email, phone, language, notes } = customers.fields;

/** Somebody as they name themselves with a booking. */
export const visitor = z.strictObject({ name, email, phone, language, notes }).meta({
  description:
    'Who comes, instead of customer_id: whoever has this e-mail address or phone number, else a new customer',
});
type Visitor = z.output<typeof visitor>;

/** Who a booking is for, as far as the store knows them. */
export interface Found {
  readonly known?: Customer;
  /** As they named themselves, the phone number in E.164. */
  readonly given: Visitor;
}

/** Looks for the customer with the same e-mail address or phone number; of several the one of the same name, then the first. */
export async function findVisitor(query: Query, given: Visitor, ctx: Ctx): Promise<Found | Refusal> {
  const normal = normalisePhone(given.phone, (await practiceOf(query, ctx)).country);
  if (isRefusal(normal)) return ofVisitor(normal);
  const found: Customer[] = [];
  if (given.email)
    found.push(
      ...(await query.range('customers', [['email', 'in', [given.email, given.email.toLowerCase()]]])),
    );
  if (normal.phone) found.push(...(await query.range('customers', [['phone', '=', normal.phone]])));
  const oldestFirst = found.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  const known = oldestFirst.find((customer) => isNamed(customer, given.name)) ?? oldestFirst[0];
  return { given: { ...given, phone: normal.phone ?? undefined }, ...(known && { known }) };
}

/** Issues of `customer`, where the customer is a part of what was sent. */
function ofVisitor({ code, message }: Refusal): Refusal {
  return refuse(code, `customer.phone: ${message}`, { issues: [{ path: 'customer.phone', message }] });
}

/** The customer that a booking is for, and what is to be stored where they are new. */
export function customerFor({ known, given }: Found, ctx: Ctx) {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  if (known) {
    const booked_as = isNamed(known, given.name) ? undefined : given.name;
    return { customer_id: known.id, booked_as, changes, events };
  }
  const doc = newDoc('customers', ctx.id('cust'), { ...given, tags: [] }, ctx);
  const change = { resource: 'customers' as const, doc };
  changes.push(change);
  events.push({ type: 'customer.created', change });
  return { customer_id: doc.id, booked_as: undefined, changes, events };
}

/** Made once: it costs more than a hundred comparisons. */
const names = new Intl.Collator(undefined, { sensitivity: 'base' });

function isNamed(customer: Customer, name: string): boolean {
  return names.compare(customer.name, name) === 0;
}
