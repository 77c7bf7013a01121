import { t } from '@lingui/core/macro';
import { isRefusal } from '../../shared/errors.ts';
import { reassignQuery } from '../../shared/queries/reassign.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';

/** A booking that needs somebody else, and who could take it at the same time, best first. */
export interface Case {
  readonly booking: Booking;
  readonly customer: string;
  readonly service: string;
  /** What the resource is in the visit. */
  readonly role: string;
  readonly takers: readonly Resource[];
}

/** All that one resource is booked for on a date, with who could take each. */
export function useDayOf(resourceId: string, date: string) {
  const { format } = usePractice();
  return useLive(
    ['bookings', 'customers', 'services', 'resources', 'blocks', 'holds', 'classes'],
    async (query, ctx) => {
      const asked = { resource_id: resourceId, date, zone: format.zone };
      const answer = await reassignQuery.run(query, asked, ctx, 0);
      const resources = new Map((await query.range('resources', [])).map((each) => [each.id, each]));
      const rows = isRefusal(answer) ? [] : answer.data;
      const cases = await Promise.all(
        rows.map(async ({ booking_id, customer_id, service_id, role, options }): Promise<Case[]> => {
          const booking = await query.get('bookings', booking_id);
          if (!booking) return [];
          const customer = (await query.get('customers', customer_id))?.name ?? t`Name not here yet`;
          const service = (await query.get('services', service_id))?.name ?? '';
          const takers = options.flatMap((id) => resources.get(id) ?? []);
          return [{ booking, customer, service, role, takers }];
        }),
      );
      return { resource: resources.get(resourceId), cases: cases.flat() };
    },
    [resourceId, date, format.zone],
  );
}
