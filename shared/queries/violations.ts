import * as z from 'zod';
import { needingAttention } from '../commands/bookings/attention.ts';
import { isViolation } from '../commands/schedule/violations.ts';
import { attentionReason, bookings } from '../resources/bookings.ts';
import { instant, parseInstant } from '../time/instants.ts';
import { trueOrFalse } from '../wire/true-or-false.ts';
import { attentionHorizon } from './attention.ts';
import { defineQuery } from './define.ts';

const { id, customer_id, service_id, resource_id, status, start_at, end_at } = bookings.doc.shape;

/** Bookings to come that lie where they may not be by now. */
export const violationsQuery = defineQuery({
  name: 'schedule.violations',
  summary:
    'Bookings to come that lie in time off or a closure, outside working hours or on a resource that is offline; nothing moves them but a person',
  path: '/schedule/violations',
  scope: 'bookings:read',
  args: z.strictObject({
    from: instant.optional().meta({ description: 'Ending after this instant; absent: now' }),
    to: instant.optional().meta({ description: 'Starting before this instant' }),
    acknowledged: trueOrFalse
      .default(false)
      .meta({ description: 'true: those too that somebody looked at and left as they are' }),
  }),
  answer: z.object({
    data: z.array(
      z
        .object({
          id: id.meta({ description: 'The booking’s, by which the violation is acknowledged' }),
          customer_id,
          service_id,
          resource_id,
          status,
          start_at,
          end_at,
          reasons: z.array(attentionReason),
          acknowledged: z.boolean().meta({ description: 'Somebody looked, and left it where it is' }),
        })
        .meta({ id: 'ScheduleViolation' }),
    ),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  }),
  async run(query, asked, ctx, seq) {
    const start = Math.max(ctx.now, asked.from ? parseInstant(asked.from) : 0);
    const end = asked.to ? parseInstant(asked.to) : start + attentionHorizon;
    const found = end > start ? await needingAttention(query, { start, end }) : [];
    const data = found.flatMap(({ booking, reasons, resolved }) => {
      const open = reasons.filter(isViolation);
      const acknowledged = open.length === 0;
      const shown = acknowledged && asked.acknowledged ? resolved.filter(isViolation) : open;
      if (shown.length === 0) return [];
      const { id, customer_id, service_id, resource_id, status, start_at, end_at } = booking;
      const what = { id, customer_id, service_id, resource_id, status, start_at, end_at };
      return [{ ...what, reasons: shown, acknowledged }];
    });
    return { data, seq };
  },
});
