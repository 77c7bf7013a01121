import * as z from 'zod';
import { bookings } from '../../resources/bookings.ts';
import { classes } from '../../resources/classes.ts';
import { mostOccurrences, series } from '../../resources/series.ts';

/** What of a booking several of them are changed in at once: whether it takes place, where it lies, and what it is part of. */
export const bookingState = z.strictObject(
  bookings.doc.pick({
    status: true,
    start_at: true,
    end_at: true,
    allocations: true,
    chosen_by: true,
    series_id: true,
    occurrence: true,
  }).shape,
);
export type BookingState = z.output<typeof bookingState>;

/** What of a series its changes change; words that tell of a person are not among it (rule P4). */
export const seriesState = z.strictObject(
  series.doc.pick({
    status: true,
    resource_id: true,
    timezone: true,
    start_local: true,
    duration: true,
    rrule: true,
    exdates: true,
    conflicts: true,
    continued_by: true,
  }).shape,
);
export type SeriesState = z.output<typeof seriesState>;

export const classState = z.strictObject(classes.doc.pick({ status: true }).shape);

function turned<State extends z.ZodType>(id: z.ZodString, state: State) {
  return z.strictObject({
    id,
    from: state.meta({ description: 'As it is; where it is not so any more, somebody else changed it' }),
    to: state.meta({ description: 'As it was' }),
  });
}

export const putBackArgs = z.strictObject({
  bookings: z
    .array(turned(bookings.id, bookingState))
    // Of a series that was cut in two both halves may be concerned.
    .max(2 * mostOccurrences),
  series: z.array(turned(series.id, seriesState)).max(2).default([]),
  class: turned(classes.id, classState).optional(),
});
export type PutBackArgs = z.output<typeof putBackArgs>;
