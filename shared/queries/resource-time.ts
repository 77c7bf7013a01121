import * as z from 'zod';
import { missing } from '../commands/common.ts';
import { isRefusal } from '../errors.ts';
import { resourceId } from '../resources/parts.ts';
import { openTimes } from '../time/free-starts.ts';
import { formatInstant, instant } from '../time/instants.ts';
import { intersect, normalise, subtract } from '../time/intervals.ts';
import { workingDays } from '../time/working-hours.ts';
import { asOf, rangeArgs, spanOf, validUntil, zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';

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
    const practiceZone = await zoneOf(query, {}, ctx);
    const span = spanOf(asked, asked.zone ?? practiceZone);
    if (isRefusal(span)) return span;
    const claims = await query.claims([resource.id], span);
    const blocks = await query.range('blocks', [
      ['start_at', '<', formatInstant(span.end)],
      ['end_at', '>', formatInstant(span.start)],
    ]);
    const counting = claims.filter(({ expires_at }) => expires_at === undefined || expires_at > ctx.now);
    const closed = blocks
      .filter(({ resource_id }) => resource_id === undefined || resource_id === resource.id)
      .map(({ start_at, end_at }) => ({ start: Date.parse(start_at), end: Date.parse(end_at) }));
    const { working_hours } = resource;
    const hours = working_hours
      ? openTimes(workingDays(working_hours, resource.timezone ?? practiceZone, span))
      : [span];
    const open = resource.online ? intersect(hours, [span]) : [];
    const free = subtract(open, normalise([...counting.map(({ padded }) => padded), ...closed]));
    const data = free.map(({ start, end }) => ({
      start_at: formatInstant(start),
      end_at: formatInstant(end),
    }));
    return { data, seq, ...validUntil(claims, ctx) };
  },
});
