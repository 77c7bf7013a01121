import { Anchor } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import type { Booking } from '../../shared/resources/bookings.ts';

/** Saves the booking as a calendar file; the hub writes it. */
export function CalendarFile({ booking }: { readonly booking: Booking }) {
  return (
    <Anchor
      size="sm"
      href={`/v2/bookings/${booking.id}/ics`}
      download={`${booking.id}.ics`}
      mt="sm"
      display="inline-flex"
      style={{ alignItems: 'center', gap: 6 }}
    >
      <IconCalendarDown size={16} aria-hidden />
      Calendar file
    </Anchor>
  );
}
