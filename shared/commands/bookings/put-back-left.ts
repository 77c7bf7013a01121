import * as z from 'zod';
import type { Refusal } from '../../errors.ts';
import { type Booking, givesBack } from '../../resources/bookings.ts';
import { type Series, type SeriesConflict, seriesConflictReason } from '../../resources/series.ts';
import { formatInstant } from '../../time/instants.ts';
import { instantOfLocal } from '../../time/recurrence.ts';
import type { BookingState, SeriesState } from './put-back-args.ts';

/** A booking whose time was taken by somebody else. */
export interface Left {
  readonly before: Booking;
  readonly to?: BookingState;
  readonly refusal?: Refusal;
}

/**
 * What a series says of visits that could not be put back: those that stay cancelled are left out of its rule, the others
 * stay where they are. It goes on saying so until it is changed again (rule B6).
 */
export function leftBehind(
  before: Series,
  to: SeriesState,
  left: readonly Left[],
): Pick<Series, 'exdates' | 'conflicts'> {
  const own = left.filter((one) => seriesOf(one) === before.id);
  const conflicts = own.flatMap((one): SeriesConflict[] => {
    const occurrence = one.to?.occurrence ?? one.before.occurrence;
    if (occurrence === undefined) return [];
    return [
      {
        occurrence,
        start_at: one.to?.start_at ?? formatInstant(instantOfLocal(to.timezone, occurrence)),
        outcome: givesBack(one.before.status) ? 'skipped' : 'kept',
        conflicts: reasonsOf(one),
      },
    ];
  });
  const without = conflicts
    .filter(({ outcome }) => outcome === 'skipped')
    .map(({ occurrence }) => occurrence);
  return {
    exdates: [...new Set([...to.exdates, ...without])].sort(),
    conflicts: [
      ...to.conflicts.filter(({ occurrence }) => !own.some((one) => one.before.occurrence === occurrence)),
      ...conflicts,
    ],
  };
}

/** Where it was to go; where it stays. */
function seriesOf({ before, to }: Left): string | undefined {
  return to?.series_id ?? before.series_id;
}

function reasonsOf({ refusal }: Left): SeriesConflict['conflicts'] {
  return z.array(seriesConflictReason).safeParse(refusal?.details?.conflicts).data ?? [];
}
