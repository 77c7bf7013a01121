import * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import { customers } from '../../resources/customers.ts';
import type { Docs } from '../../resources/index.ts';
import { existing } from '../common.ts';
import { defineCommand } from '../define.ts';
import type { HubQuery, Query } from '../query.ts';
import { refuseWhileBooked, upcomingBookings } from '../upcoming.ts';
import { erasing } from './erasing.ts';
import { alreadyMerged } from './merged.ts';

/** What there is of the person: nothing more where they are gone already. */
type Found =
  | { gone: readonly string[] }
  | { before: Docs['customers']; upcoming: readonly string[]; visits: readonly Docs['bookings'][] };

export const deleteCustomer = defineCommand({
  name: 'customers.delete',
  resource: 'customers',
  summary: 'Erase a customer who has no upcoming bookings: nothing that tells of them stays (rule P4)',
  args: z.strictObject({ id: customers.id }),
  scope: 'customers:write',
  runs: 'anywhere',
  http: [{ method: 'DELETE', path: '/customers/{id}', status: 204 }],
  emits: ['customer.deleted', 'booking.updated'],
  refuses: ['outside_policy', 'already_merged'],
  asNamed: true,
  async load(query: Query & Partial<HubQuery>, args, ctx): Promise<Found | Refusal> {
    const state = query.resolve?.('customers', args.id).state;
    // Asked again, as desks do after a restore: it is done.
    if (state === 'erased') return { gone: [] };
    // Taken back by an import's undoing, which keeps what was told of them.
    if (state === 'removed') return { gone: [args.id] };
    const found = await existing(query, 'customers', args.id);
    if (isRefusal(found)) return found;
    if (found.before.id !== args.id) return alreadyMerged(args.id, found.before.id);
    const visits = await query.range('bookings', [['customer_id', '=', args.id]]);
    return { ...found, visits, upcoming: await upcomingBookings(query, 'customer_id', args.id, ctx) };
  },
  decide(found, _args, ctx) {
    if ('gone' in found)
      return { changes: [], events: [], ...(found.gone.length > 0 && { erase: found.gone }) };
    const { before, upcoming, visits } = found;
    if (upcoming.length > 0) return refuseWhileBooked(before.name, upcoming);
    return erasing(before, visits, ctx);
  },
});
