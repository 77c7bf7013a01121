import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { readBookingView } from '../booking/booking-view.ts';
import { canGive } from '../booking/fits.ts';
import { movableStatuses } from '../booking/status.ts';
import { tryOut } from '../booking/try-out.ts';
import { useLive } from '../data/index.ts';

/** A booking that needs another person, and who could take it at the same time. */
export interface Case {
  readonly booking: Booking;
  readonly customer: string;
  readonly service: string;
  readonly takers: readonly Resource[];
}

/** All that one resource is booked for on a date, with who could take each, the first in the practice's order first. */
export function useDayOf(resourceId: string, date: string) {
  const { format } = usePractice();
  const start = startOfDay(format.zone, date);
  const end = startOfDay(format.zone, addDays(date, 1));
  return useLive(
    ['bookings', 'customers', 'services', 'resources', 'blocks', 'holds'],
    async (query, ctx) => {
      const found = await query.range('bookings', [
        ['start_at', '>=', formatInstant(start)],
        ['start_at', '<', formatInstant(end)],
      ]);
      const resources = await query.range('resources', []);
      const own = found
        .filter((booking) => booking.resource_id === resourceId && movableStatuses.includes(booking.status))
        .sort((a, b) => (a.start_at < b.start_at ? -1 : 1));
      const cases = await Promise.all(own.map((booking) => caseOf(query, booking, resources, ctx)));
      return { resource: resources.find((each) => each.id === resourceId), cases };
    },
    [resourceId, start, end],
  );
}

async function caseOf(
  query: Query,
  booking: Booking,
  resources: readonly Resource[],
  ctx: Ctx,
): Promise<Case> {
  const view = await readBookingView(query, booking.id);
  const service = view?.service;
  const others = resources
    .filter((each) => each.id !== booking.resource_id && each.online && service && canGive(each, service))
    .sort((a, b) => a.sort_order - b.sort_order || a.name.localeCompare(b.name));
  const tried = await Promise.all(
    others.map((each) =>
      tryOut(
        query,
        'bookings.reschedule',
        { id: booking.id, resource_id: each.id, override: ['slot_step'] },
        ctx,
      ),
    ),
  );
  return {
    booking,
    customer: view?.customer?.name ?? 'Name not here yet',
    service: service?.name ?? '',
    takers: others.filter((_, index) => tried[index] === undefined),
  };
}
