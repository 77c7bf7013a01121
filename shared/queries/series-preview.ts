import * as z from 'zod';
import { overrideArgs } from '../commands/bookings/override-args.ts';
import { createSeries, loadPlan, planArgs } from '../commands/series/create.ts';
import { previewOf } from '../commands/series/preview.ts';
import { isRefusal } from '../errors.ts';
import { resourceId } from '../resources/parts.ts';
import { seriesConflictReason } from '../resources/series.ts';
import { instant } from '../time/instants.ts';
import { localDateTime } from '../time/recurrence.ts';
import { asOf, claimsOf, validUntil } from './ask.ts';
import { defineQuery } from './define.ts';

const visit = z
  .object({
    occurrence: localDateTime,
    start_at: instant,
    end_at: instant,
    available: z.boolean(),
    conflicts: z.array(seriesConflictReason).optional().meta({ description: 'Every reason why not' }),
    suggestions: z
      .array(z.object({ start_at: instant, available: z.boolean(), resource_id: resourceId }))
      .optional()
      .meta({ description: 'Free starts soon after, before the next occurrence' }),
  })
  .meta({ id: 'SeriesPreviewVisit' });

/** What `POST /series` would make of a rule right now, visit by visit (rule B6). Nothing is written. */
export const previewSeriesQuery = defineQuery({
  name: 'series.preview',
  summary: 'The visits that a series would have, those in conflict with their reasons and free starts nearby',
  path: '/series/preview',
  method: 'POST',
  scope: 'series:read',
  args: z.strictObject({
    ...planArgs,
    shifts: createSeries.args.shape.shifts,
    override: overrideArgs.override,
  }),
  answer: z.object({
    data: z.array(visit),
    total: z.int().meta({ description: 'Visits that the rule has' }),
    available: z.int().meta({ description: 'How many of them could be' }),
    ...asOf,
  }),
  refuses: ['invalid_service', 'invalid_resource', 'forbidden'],
  async run(query, asked, ctx, seq) {
    const found = await loadPlan(query, { ...asked, on_conflict: 'suggest' }, ctx);
    if (isRefusal(found)) return found;
    const data = previewOf(found, asked.override, ctx);
    if (isRefusal(data)) return data;
    return {
      data,
      total: data.length,
      available: data.filter(({ available }) => available).length,
      seq,
      ...validUntil(claimsOf(found.question), ctx),
    };
  },
});
