import * as z from 'zod';
import { barredOverride } from '../commands/bookings/place.ts';
import { loadQuestion, overrideOf } from '../commands/bookings/question.ts';
import { offeredService } from '../commands/bookings/service.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { isRefusal, type Refusal, refuse } from '../errors.ts';
import { price } from '../money.ts';
import { overrides } from '../resources/bookings.ts';
import { allocation, chosenBy, classId, durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import type { Service } from '../resources/services.ts';
import type { AnyStaffRule } from '../time/any-staff.ts';
import type { AvailabilityQuestion, Override, Slot } from '../time/availability-types.ts';
import type { Claim } from '../time/claim.ts';
import { calendarDate, zoneName } from '../time/hours.ts';
import { dayLength, formatInstant, instant, minutes, parseInstant } from '../time/instants.ts';
import type { Interval } from '../time/interval.ts';
import { type PartOfDay, partOfDay, partOfDayAt, partsOfDay } from '../time/part-of-day.ts';
import { startOfDay } from '../time/zones.ts';
import { wholeNumber } from '../wire/whole-number.ts';

/** What the questions about free time have in common. */

/** Slots, days and free time are computed for at most so long at once. */
export const longestRange = 62 * dayLength;

/** Days on which clocks are set back are longer. */
const slack = 2 * minutes(60);

const bound = z
  .union([calendarDate, instant])
  .meta({ description: 'An instant, or a date: the start of that day in `zone`' });

const zone = zoneName.optional().meta({ description: 'Zone of dates; absent: the practice’s' });

export const rangeArgs = { from: bound, to: bound, zone };

/** The same where an answer needs no end. */
export const sinceArgs = { from: bound.optional(), zone };

/** Several values of the query string, separated by commas or repeated. */
function several<Item extends z.ZodType>(item: Item, most: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z.array(item).min(1).max(most),
  );
}

/** What a visit is to be. */
export const visitArgs = {
  service_id: serviceId,
  resource_id: several(resourceId, 100)
    .optional()
    .meta({ description: 'Only with one of these; several are separated by commas or repeated' }),
  duration: wholeNumber(durationMinutes).optional(),
  part_of_day: several(partOfDay, partsOfDay.length)
    .optional()
    .meta({ description: 'Only starts in these parts of the day, in `zone`' }),
};

/** What staff may ask for besides. */
export const staffArgs = {
  override: several(overrides, overrides.options.length)
    .optional()
    .meta({ description: 'Also starts for which these rules would have to be set aside; a week at a time' }),
};

/** A free start. */
export const slot = z
  .object({
    start_at: instant,
    end_at: instant,
    resource_id: resourceId.meta({ description: 'The main resource that would be chosen' }),
    options: z.array(z.object({ resource_id: resourceId, end_at: instant, price: price.optional() })),
    allocations: z.array(allocation),
    class_id: classId.optional().meta({ description: 'Of a service that is taught in classes' }),
    seats_left: z.int().optional().meta({ description: 'Free seats of the class' }),
    override: z
      .array(overrides)
      .optional()
      .meta({ description: 'The rules that booking it would set aside, where they were asked for' }),
  })
  .meta({ id: 'Slot' });

/** How the main resource of each start was chosen. */
export const choice = { chosen_by: chosenBy.optional() };

/** What every computed answer says about itself. */
export const asOf = {
  seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  valid_until: instant.optional().meta({ description: 'A hold that ends then may free more' }),
};

/** The zone in which dates are meant. */
export async function zoneOf(query: Query, args: { zone?: string | undefined }, ctx: Ctx): Promise<string> {
  return args.zone ?? (await query.get('practice', ctx.tenant))?.timezone ?? 'UTC';
}

/** Milliseconds since the epoch of a bound. */
export function startOf(text: string, zone: string): number {
  return text.length === 10 ? startOfDay(zone, text) : parseInstant(text);
}

/** The range that is asked about, in milliseconds since the epoch; 422 where it is empty, backwards or too long (T8). */
export function spanOf(
  args: { from: string; to: string },
  zone: string,
  longest: number = longestRange,
): Interval | Refusal {
  const span = { start: startOf(args.from, zone), end: startOf(args.to, zone) };
  if (span.end > span.start && span.end - span.start <= longest + slack) return span;
  const days = longest / dayLength;
  return refuse('validation_failed', `The range must end after it starts and span at most ${days} days`, {
    issues: [{ path: 'to', message: `must be after from, by at most ${days} days` }],
  });
}

interface Wished {
  readonly service_id: string;
  readonly resource_id?: readonly string[] | undefined;
  readonly duration?: number | undefined;
}

/** The one question that slots and bookings ask (rule A1), over a span. */
export async function questionOf(
  query: Query,
  args: Wished,
  span: Interval,
  ctx: Ctx,
): Promise<{ service: Service; question: AvailabilityQuestion } | Refusal> {
  const service = await offeredService(query, args.service_id);
  if (isRefusal(service)) return service;
  const wish = { service, resourceIds: args.resource_id, duration: args.duration, span };
  const question = await loadQuestion(query, wish, ctx);
  return isRefusal(question) ? question : { service, question };
}

const rules: Record<AnyStaffRule, string> = {
  priority: 'Whoever is free and comes first in the practice’s order',
  least_loaded: 'Whoever is free and has the fewest minutes booked on the day of the start',
  round_robin: 'Whoever is free and was booked for this service longest ago',
};

/** `chosen_by` of an answer: nothing where the caller left no choice (rule A5). */
export function choiceOf({ any_staff }: AvailabilityQuestion) {
  return any_staff ? { chosen_by: { rule: any_staff.rule, reason: rules[any_staff.rule] } } : {};
}

/** Whether a start (milliseconds) lies in the parts of the day that were asked for; undefined: any does. */
export function inParts({ part_of_day }: { part_of_day?: readonly PartOfDay[] | undefined }, zone: string) {
  return part_of_day && ((start: number) => part_of_day.includes(partOfDayAt(zone, start)));
}

/** A slot as it is shown, each option with its own end and price (rule A11). */
export function shownSlot(service: Service, found: Slot): z.output<typeof slot> {
  const end_at = formatInstant(found.end);
  return {
    start_at: formatInstant(found.start),
    end_at,
    resource_id: found.resource_id,
    options: found.options.map((option) => ({
      resource_id: option.resource_id,
      // A month may have twenty options at each of a thousand starts; nearly all end together.
      end_at: option.end === found.end ? end_at : formatInstant(option.end),
      price: overrideOf(service, option.resource_id)?.price ?? service.price,
    })),
    allocations: found.allocations.map(({ role, resource_id }) => ({ role, resource_id })),
  };
}

/** `valid_until`: when the first hold that plays a part runs out (rule A9). */
export function validUntil(claims: readonly Claim[], ctx: Ctx): { valid_until?: string } {
  const ends = claims.flatMap(({ expires_at }) => (expires_at && expires_at > ctx.now ? [expires_at] : []));
  return ends.length > 0 ? { valid_until: formatInstant(Math.min(...ends)) } : {};
}

/** All claims that a question looks at. */
export function claimsOf(question: AvailabilityQuestion): Claim[] {
  return question.resources.flatMap((resource) => resource.claims);
}

/** Only who may book may ask what could be booked against the rules. */
export function barredFor(override: readonly Override[], ctx: Ctx): Refusal | undefined {
  if (ctx.actor.scopes.has('bookings:write')) return barredOverride(override, ctx);
  return refuse('forbidden', 'override is for those who book', { scope: 'bookings:write' });
}
