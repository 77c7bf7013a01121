import type { Booking } from '../../shared/resources/bookings.ts';

/** Who is here. */
export interface Arrived {
  readonly booking: Booking;
  readonly name: string | undefined;
}

/**
 * Those of whom this desk tells: who came since it last looked, and was not noted as arrived by itself.
 * @param known Ids of the bookings that were here before; absent: it looks for the first time, and nothing is news.
 * @param own Id of this desk.
 */
export function newlyArrived(
  known: ReadonlySet<string> | undefined,
  here: readonly Arrived[],
  own: string,
): readonly Arrived[] {
  if (!known) return [];
  return here.filter(({ booking }) => !known.has(booking.id) && arrivedBy(booking) !== own);
}

/** Id of the desk at which, or else of those by whom, the arrival was noted. */
function arrivedBy({ history }: Booking): string | undefined {
  const noted = history.findLast(({ action }) => action === 'checked in');
  return noted?.desk?.id ?? noted?.by;
}
