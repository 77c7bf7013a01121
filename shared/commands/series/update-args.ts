import * as z from 'zod';
import { durationMinutes, resourceId } from '../../resources/parts.ts';
import { series } from '../../resources/series.ts';
import { zoneName } from '../../time/hours.ts';
import { localDateTime } from '../../time/recurrence.ts';
import { recurrenceRule } from '../../time/recurrence-rule.ts';
import { overrideArgs } from '../bookings/override-args.ts';
import { onConflict } from './create.ts';
import { longestSeriesId } from './plan.ts';
import { scopeArgs } from './scope-args.ts';

/** What may change of a series. */
export const updateArgs = z.strictObject({
  ...scopeArgs,
  new_id: series.id
    .refine(
      (id) => id.length <= 4 + longestSeriesId,
      `must have at most ${longestSeriesId} characters after ser_`,
    )
    .optional()
    .meta({ description: 'Id of the series that the following visits become' }),
  keep_exceptions: scopeArgs.keep_exceptions.default(true),
  start_local: localDateTime
    .optional()
    .meta({ description: 'When the first of these visits is to be, on the clocks of the zone' }),
  timezone: zoneName.optional(),
  rrule: recurrenceRule
    .optional()
    .meta({ description: 'Another rule from the first of these visits on; absent: as before' }),
  duration: durationMinutes.optional(),
  resource_id: resourceId.optional(),
  notes: series.patch.shape.notes,
  on_conflict: onConflict.default('refuse'),
  ...overrideArgs,
});
export type UpdateArgs = z.output<typeof updateArgs>;
