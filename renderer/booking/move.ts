import { t } from '@lingui/core/macro';
import type { Booking } from '../../shared/resources/bookings.ts';
import type { Override } from '../../shared/time/availability-types.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import type { Format } from '../app/format.ts';
import type { Attempt } from './Booker.tsx';
import { quietOverrides } from './overrides.ts';

/** What `bookings.reschedule` is asked to change. */
export interface MoveArgs {
  readonly id: string;
  readonly start_at?: string;
  readonly resource_id?: string;
  /** Minutes. */
  readonly duration?: number;
  /** Others for these roles; the rest stays. */
  readonly allocations?: readonly { readonly role: string; readonly resource_id: string }[];
}

interface Move {
  readonly booking: Booking;
  /** The customer's. */
  readonly name: string;
  readonly args: MoveArgs;
  /** Milliseconds. */
  readonly now: number;
  readonly format: Format;
}

/**
 * A move as the booker takes it. Soft rules that were set aside for the booking already stay so, with their reason;
 * a place over another booking never carries over.
 */
export function moveAttempt({ booking, name, args, now, format }: Move): Attempt {
  const start_at = args.start_at ?? booking.start_at;
  const resized =
    args.duration !== undefined && args.start_at === undefined && args.resource_id === undefined;
  const swapped = args.allocations !== undefined && args.start_at === undefined;
  const kept = booking.override.filter((rule) => rule !== 'existing_booking');
  const override = new Set<Override>([...quietOverrides(parseInstant(start_at), now), ...kept]);
  return {
    name: 'bookings.reschedule',
    id: booking.id,
    before: booking,
    resource_id: args.resource_id ?? booking.resource_id,
    start_at,
    args: {
      ...args,
      override: [...override],
      ...(booking.override_reason && { override_reason: booking.override_reason }),
    },
    said: '',
    saidFor: (place) =>
      resized
        ? t`Changed the length of ${name}’s visit`
        : swapped
          ? t`Changed what ${name}’s visit occupies`
          : t`Moved ${name} to ${{ time: format.dayTime(place.start_at) }}`,
  };
}
