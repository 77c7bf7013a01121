import * as z from 'zod';
import { openClasses } from '../commands/classes/sessions.ts';
import { isRefusal } from '../errors.ts';
import { findStarts } from '../time/availability.ts';
import { dateOfDay } from '../time/calendar.ts';
import { calendarDate } from '../time/hours.ts';
import { dayLength, formatInstant, instant, parseInstant } from '../time/instants.ts';
import { localDay } from '../time/zones.ts';
import {
  asOf,
  claimsOf,
  inParts,
  questionOf,
  rangeArgs,
  spanOf,
  validUntil,
  visitArgs,
  zoneOf,
} from './ask.ts';
import { defineQuery } from './define.ts';

/** Days are few, however many starts they have. */
const aYear = 366 * dayLength;

/** Which days of a calendar have room: those on which `/availability/slots` has a start. */
export const findDaysQuery = defineQuery({
  name: 'availability.days',
  summary: 'Which days of a range of at most 366 days have free starts',
  path: '/availability/days',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({ ...visitArgs, ...rangeArgs }),
  answer: z.object({
    data: z.array(
      z
        .object({
          date: calendarDate.meta({ description: 'In the zone of the answer' }),
          available: z.boolean(),
          starts: z.int().meta({ description: 'How many free starts it has' }),
          first_start_at: instant.optional(),
        })
        .meta({ id: 'AvailableDay' }),
    ),
    zone: z.string().meta({ description: 'Whose dates these are' }),
    ...asOf,
  }),
  refuses: ['invalid_service', 'invalid_resource'],
  async run(query, asked, ctx, seq) {
    const zone = await zoneOf(query, asked, ctx);
    const span = spanOf(asked, zone, aYear);
    if (isRefusal(span)) return span;
    const found = await questionOf(query, asked, span, ctx);
    if (isRefusal(found)) return found;
    const { service, question } = found;
    const accept = inParts(asked, zone);
    const wish = { service, resourceIds: asked.resource_id, span, accept };
    const free = service.capacity
      ? (await openClasses(query, wish, ctx)).map(({ session }) => parseInstant(session.start_at))
      : findStarts(question, span, accept);
    const byDay = Map.groupBy(free, (start) => localDay(zone, start));
    const data = [];
    for (let day = localDay(zone, span.start); day <= localDay(zone, span.end - 1); day++) {
      const own = byDay.get(day) ?? [];
      const starts = own.length;
      const [first] = own;
      const first_start_at = first !== undefined && formatInstant(first);
      data.push({
        date: dateOfDay(day),
        available: starts > 0,
        starts,
        ...(first_start_at && { first_start_at }),
      });
    }
    return { data, zone, seq, ...validUntil(claimsOf(question), ctx) };
  },
});
