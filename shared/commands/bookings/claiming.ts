import type { Booking } from '../../resources/bookings.ts';
import type { Claim } from '../../time/claim.ts';
import { formatInstant } from '../../time/instants.ts';
import type { Query } from '../query.ts';

/** A booking with the claims that its visit makes: its own, or those of the class that it has a seat in (rule A6). */
export interface Claiming {
  readonly booking: Booking;
  readonly claims: readonly Claim[];
}

/** The bookings behind claims, in order of their starts; holds have none. */
export async function bookingsClaiming(query: Query, claims: readonly Claim[]): Promise<Claiming[]> {
  const byOwner = Map.groupBy(claims, ({ owner }) => owner);
  const found = await Promise.all(
    [...byOwner.values()].map(async (own) => {
      const bookings = await ownersOf(query, own);
      return bookings.map((booking) => ({ booking, claims: own }));
    }),
  );
  return found
    .flat()
    .sort((a, b) => (a.booking.start_at + a.booking.id < b.booking.start_at + b.booking.id ? -1 : 1));
}

async function ownersOf(query: Query, [claim]: readonly Claim[]): Promise<Booking[]> {
  if (!claim || claim.kind === 'hold') return [];
  if (claim.kind === 'class')
    // Desks find bookings by their start; all that have a seat start with the class.
    return query.range('bookings', [
      ['start_at', '=', formatInstant(claim.core.start)],
      ['class_id', '=', claim.owner],
    ]);
  const booking = await query.get('bookings', claim.owner);
  return booking ? [booking] : [];
}
