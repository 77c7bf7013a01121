import * as z from 'zod';
import { loadQuestion, overrideOf } from '../commands/bookings/question.ts';
import { offeredService } from '../commands/bookings/service.ts';
import { isRefusal, refuse } from '../errors.ts';
import { price } from '../money.ts';
import { allocation, durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import { findSlots } from '../time/availability.ts';
import type { Slot } from '../time/availability-types.ts';
import { calendarDate, zoneName } from '../time/hours.ts';
import { dayLength, formatInstant, instant, parseInstant } from '../time/instants.ts';
import { startOfDay } from '../time/zones.ts';
import { wholeNumber } from '../wire/whole-number.ts';
import { defineQuery } from './define.ts';

const longestRange = 62 * dayLength;

/** A bound of the range. */
const bound = z.union([calendarDate, instant]);

const slot = z
  .object({
    start_at: instant,
    end_at: instant,
    resource_id: resourceId.meta({ description: 'The main resource that would be chosen' }),
    options: z.array(z.object({ resource_id: resourceId, end_at: instant, price: price.optional() })),
    allocations: z.array(allocation),
  })
  .meta({ id: 'Slot' });

/** All free starts of a service in a range: exactly those that `POST /bookings` would accept right then (rule A1). */
export const findSlotsQuery = defineQuery({
  name: 'availability.slots',
  summary: 'Free starts of a service in a range of at most 62 days',
  path: '/availability/slots',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({
    service_id: serviceId,
    from: bound.meta({ description: 'An instant, or a date: the start of that day in `zone`' }),
    to: bound.meta({ description: 'An instant, or a date: the start of that day in `zone`' }),
    zone: zoneName.optional().meta({ description: 'Zone of dates; absent: the practice’s' }),
    resource_id: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.split(',') : value),
        z.array(resourceId).max(100),
      )
      .optional()
      .meta({ description: 'Only with one of these; several are separated by commas or repeated' }),
    duration: wholeNumber(durationMinutes).optional(),
  }),
  answer: z.object({
    data: z.array(slot),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
    valid_until: instant.optional().meta({ description: 'A hold that ends then may free more' }),
  }),
  async run(query, args, ctx, seq) {
    const zone = args.zone ?? (await query.get('practice', ctx.tenant))?.timezone ?? 'UTC';
    const span = { start: startOf(args.from, zone), end: startOf(args.to, zone) };
    if (span.end <= span.start || span.end - span.start > longestRange)
      return refuse('validation_failed', 'The range must end after it starts and span at most 62 days', {
        issues: [{ path: 'to', message: 'must be after from, by at most 62 days' }],
      });
    const service = await offeredService(query, args.service_id);
    if (isRefusal(service)) return service;
    const wish = { service, resourceIds: args.resource_id, duration: args.duration, span };
    const question = await loadQuestion(query, wish, ctx);
    if (isRefusal(question)) return question;
    const data = findSlots(question, span).map((found: Slot) => ({
      start_at: formatInstant(found.start),
      end_at: formatInstant(found.end),
      resource_id: found.resource_id,
      options: found.options.map((option) => ({
        resource_id: option.resource_id,
        end_at: formatInstant(option.end),
        price: overrideOf(service, option.resource_id)?.price ?? service.price,
      })),
      allocations: found.allocations.map(({ role, resource_id }) => ({ role, resource_id })),
    }));
    const ends = question.resources
      .flatMap((resource) => resource.claims)
      .flatMap((claim) => (claim.expires_at && claim.expires_at > ctx.now ? [claim.expires_at] : []));
    return { data, seq, ...(ends.length > 0 && { valid_until: formatInstant(Math.min(...ends)) }) };
  },
});

/** Milliseconds since the epoch of a bound. */
function startOf(text: string, zone: string): number {
  return text.length === 10 ? startOfDay(zone, text) : parseInstant(text);
}
