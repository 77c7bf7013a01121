import type { Query } from '../../shared/commands/query.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';

/** A booking with what it points to; a desk may not have all of that yet. */
export interface BookingView {
  readonly booking: Booking;
  readonly customer: Customer | undefined;
  readonly service: Service | undefined;
  /** All that it occupies, the main one first. */
  readonly resources: readonly Resource[];
}

export async function readBookingView(query: Query, id: string): Promise<BookingView | undefined> {
  const booking = await query.get('bookings', id);
  if (!booking) return undefined;
  const [customer, service, ...resources] = await Promise.all([
    query.get('customers', booking.customer_id),
    query.get('services', booking.service_id),
    ...booking.allocations.map(({ resource_id }) => query.get('resources', resource_id)),
  ]);
  return { booking, customer, service, resources: resources.filter((each) => each !== undefined) };
}
