import type { Booking } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import { dayLength, formatInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { freedStatuses } from '../booking/status.ts';
import { useLive } from '../data/index.ts';

/** A customer's visits as this desk has them. */
export interface Visits {
  /** Those that take place, the next first. */
  readonly upcoming: readonly Booking[];
  /** The last first, with those that were cancelled. */
  readonly past: readonly Booking[];
  /** What began before this instant only the hub knows for sure. */
  readonly from: string;
}

/** Visits of a customer from the desk's own store: they show without the hub, too. */
export function useVisits({ id }: Customer): Visits | undefined {
  const { practice } = usePractice();
  const { history_days } = practice;
  const { data } = useLive(
    ['bookings'],
    async (query, ctx) => {
      const all = await query.range('bookings', [['customer_id', '=', id]], { order: 'start_at' });
      const now = formatInstant(ctx.now);
      const isUpcoming = ({ end_at, status }: Booking) => end_at > now && !freedStatuses.includes(status);
      return {
        upcoming: all.filter(isUpcoming),
        past: all.filter((booking) => !isUpcoming(booking)).reverse(),
        from: formatInstant(ctx.now - history_days * dayLength),
      };
    },
    [id, history_days],
  );
  return data;
}
