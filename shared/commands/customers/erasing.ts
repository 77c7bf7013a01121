import { type Booking, bookings } from '../../resources/bookings.ts';
import { type Customer, customers } from '../../resources/customers.ts';
import { type Change, revise } from '../changes.ts';
import type { Ctx, Decision, EventDraft } from '../define.ts';

/** A customer goes, and their visits say no more than that they were (rule P4). Events tell what is left, not what was. */
export function erasing(
  before: Customer,
  visits: readonly Booking[],
  ctx: Ctx,
): Decision & { erase: readonly string[] } {
  const doc = revise(customers.erasure?.scrub(before) ?? before, {}, ctx);
  const changes: Change[] = [{ resource: 'customers', doc, before, deleted: true }];
  const events: EventDraft[] = [
    { type: 'customer.deleted', change: { resource: 'customers', doc, deleted: true } },
  ];
  for (const visit of visits) {
    const bare = bookings.erasure?.scrub(visit) ?? visit;
    if (JSON.stringify(bare) === JSON.stringify(visit)) continue;
    const next = revise(bare, {}, ctx);
    changes.push({ resource: 'bookings', doc: next, before: visit });
    events.push({ type: 'booking.updated', change: { resource: 'bookings', doc: next } });
  }
  return { changes, events, erase: [before.id, ...(before.merged_from ?? [])] };
}
