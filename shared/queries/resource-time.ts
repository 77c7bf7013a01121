import * as z from 'zod';
import { blocksOf, blockTimes } from '../commands/blocks/times.ts';
import { missing } from '../commands/common.ts';
import { workingTime } from '../commands/resources/working-time.ts';
import { isRefusal } from '../errors.ts';
import { resourceId } from '../resources/parts.ts';
import { formatInstant, instant } from '../time/instants.ts';
import { normalise, subtract } from '../time/intervals.ts';
import { asOf, rangeArgs, spanOf, validUntil, zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';
import { refuseEdge } from './timetable.ts';

/** The free time of one resource, whatever it would be used for (rule A3). */
export const resourceTimeQuery = defineQuery({
  name: 'resources.availability',
  summary:
    'Free time of this resource in a range of at most 62 days; starts of a service: /availability/slots',
  path: '/resources/{resource_id}/availability',
  scope: 'availability:read',
  args: z.strictObject({ resource_id: resourceId, ...rangeArgs }),
  answer: z.object({ data: z.array(z.object({ start_at: instant, end_at: instant })), ...asOf }),
  async run(query, asked, ctx, seq) {
    const resource = await query.get('resources', asked.resource_id);
    if (!resource) return missing('resources', asked.resource_id);
    const ofPractice = await zoneOf(query, {}, ctx);
    const span = spanOf(asked, asked.zone ?? ofPractice);
    if (isRefusal(span)) return span;
    const edge = refuseEdge(span, 'from');
    if (edge) return edge;
    const claims = await query.claims([resource.id], span);
    const closed = blocksOf(await blockTimes(query, span, [resource.id]), resource.id);
    const counting = claims.filter(({ expires_at }) => expires_at === undefined || expires_at > ctx.now);
    const open = resource.online ? workingTime(resource, ofPractice, span) : [];
    const free = subtract(open, normalise([...counting.map(({ padded }) => padded), ...closed]));
    const data = free.map(({ start, end }) => ({
      start_at: formatInstant(start),
      end_at: formatInstant(end),
    }));
    return { data, seq, ...validUntil(claims, ctx) };
  },
});
