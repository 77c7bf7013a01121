import type * as z from 'zod';
import { isRefusal } from '../../errors.ts';
import { type Customer, customers } from '../../resources/customers.ts';
import type { RowValues } from '../../resources/imports.ts';
import { normalisePhone } from '../customers/phone.ts';

/** What a row says of a person, checked; or which field is wrong and why, without what it says. */
export type RowPerson =
  | { readonly fields: z.output<typeof customers.create> }
  | { readonly field?: string; readonly message: string };

/** Reads a row; phone numbers without a prefix belong to `country`. */
export function personOf(values: RowValues, country: string): RowPerson {
  const { first_name, last_name, name, tags, ...rest } = values;
  const whole = name ?? [first_name, last_name].filter((part) => part !== undefined).join(' ');
  if (whole.trim() === '') return { field: 'name', message: 'must not be empty' };
  const parsed = customers.create.safeParse({
    ...rest,
    name: whole,
    ...(tags !== undefined && {
      tags: tags
        .split(/[;,|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    }),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path[0];
    return { ...(typeof field === 'string' && { field }), message: issue?.message ?? 'is not valid' };
  }
  const phone = normalisePhone(parsed.data.phone, country);
  if (isRefusal(phone))
    return { field: 'phone', message: 'must be a phone number; with + and country code if it is foreign' };
  const { phone: _, ...fields } = parsed.data;
  return { fields: { ...fields, ...(phone.phone && { phone: phone.phone }) } };
}

/** What a row adds to, or changes of, a record that is there; what it leaves empty stays. */
export function updateBy(before: Customer, fields: z.output<typeof customers.create>): Partial<Customer> {
  const { id: _, metadata: __, tags, ...rest } = fields;
  const patch: Partial<Customer> = Object.fromEntries(
    Object.entries(rest).filter(
      ([name, value]) => value !== undefined && Reflect.get(before, name) !== value,
    ),
  );
  const joined = [...new Set([...before.tags, ...tags])].slice(0, 20);
  return joined.length > before.tags.length ? { ...patch, tags: joined } : patch;
}
