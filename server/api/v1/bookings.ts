import * as z from 'zod';
import { type Booking, bookingStatuses } from '../../../shared/resources/bookings.ts';
import { customers } from '../../../shared/resources/customers.ts';
import { durationMinutes, line, text } from '../../../shared/resources/parts.ts';
import { instant, minutes, parseInstant } from '../../../shared/time/instants.ts';
import type { View } from '../../store/store.ts';
import { shortId } from './services.ts';

/** OVERVIEW's booking, as in its payload, and what became of it. */
export const bookingV1 = z
  .object({
    id: z.string().meta({ example: 'bk_123456' }),
    service: z.string().meta({ description: 'The service, without its prefix', example: 'consultation' }),
    duration: z.int().meta({ description: 'Minutes' }),
    scheduled_at: instant,
    status: z.enum(bookingStatuses),
    customer: z.object({ email: z.string().nullable(), name: z.string().nullable() }),
  })
  .meta({ id: 'BookingV1' });

const service = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,60}$/, 'must be the id of a service')
  .meta({ description: 'With or without its prefix', example: 'consultation' });

export const createV1 = z.strictObject({
  service,
  scheduled_at: instant,
  duration: durationMinutes.optional(),
  customer: z.strictObject({
    email: customers.fields.email.unwrap(),
    name: customers.fields.name,
    phone: customers.fields.phone,
  }),
  notes: text(5000).optional(),
});

export const rescheduleV1 = z.strictObject({ scheduled_at: instant });

export const cancelV1 = z.strictObject({ reason: line(500).optional() });

export const availabilityV1 = z.strictObject({ service, from: instant, to: instant });

/** A booking as OVERVIEW shows it; a customer whose data was erased has neither name nor address. */
export async function bookingOf(view: View, booking: Booking): Promise<z.output<typeof bookingV1>> {
  const customer = await view.get('customers', booking.customer_id);
  return {
    id: booking.id,
    service: shortId(booking.service_id),
    duration: (parseInstant(booking.end_at) - parseInstant(booking.start_at)) / minutes(1),
    scheduled_at: booking.start_at,
    status: booking.status,
    customer: { email: customer?.email ?? null, name: customer?.name ?? null },
  };
}
