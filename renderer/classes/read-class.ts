import type { Query } from '../../shared/commands/query.ts';
import { type Booking, givesBack } from '../../shared/resources/bookings.ts';
import type { Class } from '../../shared/resources/classes.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';

/** Somebody who has, or had, a seat. */
export interface Attendee {
  readonly booking: Booking;
  readonly customer: Customer | undefined;
}

/** A class with what it points to, and who comes. */
export interface ClassView {
  readonly session: Class;
  readonly service: Service | undefined;
  readonly resources: readonly Resource[];
  /** Those who have a seat, by name. */
  readonly attendees: readonly Attendee[];
}

export async function readClassView(query: Query, id: string): Promise<ClassView | undefined> {
  const session = await query.get('classes', id);
  if (!session) return undefined;
  const seated = await query.range('bookings', [
    ['start_at', '=', session.start_at],
    ['class_id', '=', session.id],
  ]);
  const attendees = await Promise.all(
    seated
      .filter(({ status }) => !givesBack(status))
      .map(async (booking) => ({ booking, customer: await query.get('customers', booking.customer_id) })),
  );
  const [service, ...resources] = await Promise.all([
    query.get('services', session.service_id),
    ...session.allocations.map(({ resource_id }) => query.get('resources', resource_id)),
  ]);
  return {
    session,
    service,
    resources: resources.filter((each) => each !== undefined),
    attendees: attendees.sort((a, b) => (a.customer?.name ?? '').localeCompare(b.customer?.name ?? '')),
  };
}
