import * as z from 'zod';
import { matchesOf } from '../commands/waitlist/match.ts';
import { isRefusal } from '../errors.ts';
import { classId, customerId, resourceId, serviceId } from '../resources/parts.ts';
import { waitlist, waitlistId } from '../resources/waitlist.ts';
import { formatInstant, instant } from '../time/instants.ts';
import { rangeArgs, spanOf, zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';

/** Who of those who wait fits into free time, in the order in which they are offered it. */
export const waitlistMatchesQuery = defineQuery({
  name: 'waitlist.matches',
  summary: 'Who of those who wait fits into free time: urgent ones first, then whoever waits longest',
  path: '/waitlist/matches',
  scope: 'waitlist:read',
  args: z.strictObject({
    ...rangeArgs,
    resource_id: resourceId.optional().meta({ description: 'Only time of this resource' }),
    class_id: classId.optional().meta({ description: 'Only seats of this class' }),
  }),
  answer: z.object({
    data: z.array(
      z
        .object({
          waitlist_id: waitlistId,
          customer_id: customerId,
          service_id: serviceId,
          urgency: waitlist.doc.shape.urgency,
          start_at: instant.meta({ description: 'The earliest that they could have' }),
          end_at: instant,
          resource_id: resourceId,
          class_id: classId.optional(),
        })
        .meta({ id: 'WaitlistMatch' }),
    ),
    seq: z.int(),
  }),
  async run(query, asked, ctx, seq) {
    const span = spanOf(asked, await zoneOf(query, asked, ctx));
    if (isRefusal(span)) return span;
    const { resource_id, class_id } = asked;
    const freed = {
      from: formatInstant(span.start),
      to: formatInstant(span.end),
      ...(resource_id && { resource_ids: [resource_id] }),
      ...(class_id && { class_id }),
    };
    const found = await matchesOf(query, freed, 100, ctx);
    const data = found.map(({ entry, service: _, ...fit }) => ({
      waitlist_id: entry.id,
      customer_id: entry.customer_id,
      service_id: entry.service_id,
      urgency: entry.urgency,
      ...fit,
    }));
    return { data, seq };
  },
});
