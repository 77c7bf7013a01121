import * as z from 'zod';
import {
  type Booking,
  type BookingStatus,
  bookingStatuses,
  bookings,
  givesBack,
} from '../../resources/bookings.ts';
import { customerId, visitId } from '../../resources/parts.ts';
import { instant } from '../../time/instants.ts';
import type { Change } from '../changes.ts';
import type { CommandAnswer } from '../define.ts';

/** Several services in one stay: no document of its own, but what its bookings tell together. */
export const visit = z
  .object({
    id: visitId,
    customer_id: customerId,
    status: z.enum(bookingStatuses).meta({ description: 'How far its parts have come, taken together' }),
    start_at: instant.meta({ description: 'Of its first part that was not called off' }),
    end_at: instant.meta({ description: 'Of its last part that was not called off' }),
    bookings: z.array(bookings.wire).meta({ description: 'Its parts, in order' }),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Visit' });

/** A visit, its parts in stored form; they are at least one. */
export function shownVisit(id: string, parts: readonly Booking[]): z.output<typeof visit> {
  const sorted = [...parts].sort((a, b) => (a.visit_part ?? 0) - (b.visit_part ?? 0));
  const live = sorted.filter(({ status }) => !givesBack(status));
  const told = live.length > 0 ? live : sorted;
  const starts = told.map(({ start_at }) => start_at).sort();
  const ends = told.map(({ end_at }) => end_at).sort();
  return {
    id,
    customer_id: sorted[0]?.customer_id ?? '',
    status: statusOf(told.map(({ status }) => status)),
    start_at: starts[0] ?? '',
    end_at: ends.at(-1) ?? '',
    bookings: sorted.map((booking) => ({
      ...booking,
      links: { self: `/v2/bookings/${booking.id}`, ...bookings.links?.(booking) },
    })),
    links: { self: `/v2/visits/${id}` },
  };
}

/** Begun where any part has; over where all are. */
function statusOf(statuses: readonly BookingStatus[]): BookingStatus {
  const some = (status: BookingStatus) => statuses.includes(status);
  const [first = 'cancelled'] = statuses;
  if (statuses.every((status) => status === first)) return first;
  if (some('in_progress') || some('completed')) return 'in_progress';
  if (some('checked_in')) return 'checked_in';
  if (some('pending')) return 'pending';
  return some('confirmed') ? 'confirmed' : 'no_show';
}

/** What commands about visits answer. */
export const visitAnswer: CommandAnswer = {
  singular: 'visit',
  prefix: 'vis',
  schema: visit,
  of(changes: readonly Change[]) {
    const parts = changes.flatMap((change) => (change.resource === 'bookings' ? [change.doc] : []));
    return z.encode(visit, shownVisit(parts[0]?.visit_id ?? '', parts));
  },
};
