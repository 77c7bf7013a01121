import * as z from 'zod';
import { allocationArgs, overrideArgs } from '../commands/bookings/override-args.ts';
import { chosenByOf, type Override } from '../commands/bookings/place.ts';
import { overrideOf, slotStep } from '../commands/bookings/question.ts';
import { seatConflicts } from '../commands/bookings/seat.ts';
import { suggestVisits } from '../commands/bookings/suggest.ts';
import { loadVisit, type Visit } from '../commands/bookings/visit.ts';
import type { Seats } from '../commands/classes/seats.ts';
import type { Ctx } from '../commands/define.ts';
import { isRefusal } from '../errors.ts';
import { price } from '../money.ts';
import { overrides } from '../resources/bookings.ts';
import { holds } from '../resources/holds.ts';
import { allocation, classId, durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import { checkStart } from '../time/availability.ts';
import type { Conflict, StartCheck } from '../time/availability-types.ts';
import { formatInstant, instant, parseInstant } from '../time/instants.ts';
import { neededOverrides } from '../time/set-aside.ts';
import { asOf, barredFor, choice, claimsOf, validUntil } from './ask.ts';
import { defineQuery } from './define.ts';
import { heldUntil } from './sessions.ts';

const conflict = z
  .object({
    type: z.string().meta({ example: 'existing_booking' }),
    id: z
      .string()
      .optional()
      .meta({ description: 'What is in the way; told to those who may read bookings' }),
    resource_id: resourceId.optional(),
  })
  .meta({ id: 'Conflict' });

const suggestion = z.object({
  start_at: instant,
  available: z.boolean(),
  resource_id: resourceId,
  class_id: classId.optional().meta({ description: 'Of a service that is taught in classes' }),
});

/** Whether `POST /bookings` would accept a start right now (rule A1), and if not, every reason at once. */
export const checkStartQuery = defineQuery({
  name: 'availability.check',
  summary: 'Whether a start would be accepted, and if not all reasons why',
  path: '/availability/check',
  method: 'POST',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({
    service_id: serviceId.optional().meta({ description: 'Needed, but with `class_id`' }),
    class_id: classId.optional().meta({ description: 'The class to take a seat in; says service and start' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    start_at: instant.optional().meta({ description: 'Needed, but with `class_id`' }),
    duration: durationMinutes.optional(),
    ...allocationArgs,
    override: overrideArgs.override,
    hold_id: holds.id.optional().meta({ description: 'A hold that the booking would take over' }),
  }),
  answer: z.object({
    available: z.boolean(),
    start_at: instant,
    end_at: instant.optional(),
    resource_id: resourceId.optional().meta({ description: 'The main resource that would be chosen' }),
    allocations: z.array(allocation).optional(),
    price: price.optional(),
    ...choice,
    override: z
      .array(overrides)
      .optional()
      .meta({ description: 'Of the rules that were to be set aside, those that would be' }),
    conflicts: z.array(conflict).optional().meta({ description: 'Every reason, where it would be refused' }),
    slot_step: z
      .int()
      .optional()
      .meta({ description: 'Where it lies between two steps: how many minutes apart starts are' }),
    suggestions: z.array(suggestion).optional(),
    ...asOf,
  }),
  refuses: ['invalid_service', 'invalid_resource', 'hold_expired', 'forbidden'],
  async run(query, asked, ctx, seq) {
    const visit = await loadVisit(query, asked, ctx);
    if (isRefusal(visit)) return visit;
    const barred = asked.override.length > 0 && barredFor(asked.override, ctx);
    if (barred) return barred;
    const { service, start_at, question } = visit;
    const { strict, check, until } = judge(visit, asked.override, ctx);
    const asOfNow = { seq, ...until };
    if (!check.ok) {
      const tellsIds = ctx.actor.scopes.has('bookings:read');
      const conflicts = check.conflicts.map(({ id, ...rest }) => ({
        ...rest,
        ...(tellsIds && id && { id }),
      }));
      const step = check.misaligned ? { slot_step: slotStep(service) } : {};
      const near = await suggestVisits(query, asked, ctx);
      return { available: false, start_at, conflicts, ...step, ...near, ...asOfNow };
    }
    const allocations = check.allocations.map(({ role, resource_id }) => ({ role, resource_id }));
    const resource_id = allocations[0]?.resource_id;
    const chosen_by = question && chosenByOf(question, resource_id, parseInstant(start_at));
    return {
      available: true,
      start_at,
      end_at: formatInstant(check.end),
      resource_id,
      allocations,
      price: overrideOf(service, resource_id ?? '')?.price ?? service.price,
      ...(chosen_by && { chosen_by }),
      ...(!strict.ok && { override: neededOverrides(strict, asked.override) }),
      ...asOfNow,
    };
  },
});

/** Whether a visit can be, in time of its own or on a seat of its class: by all the rules, and with some set aside. */
function judge(visit: Visit, override: readonly Override[], ctx: Ctx) {
  const { service, ignore, start_at, seats, question } = visit;
  if (!seats) {
    const start = parseInstant(start_at);
    const strict = checkStart(question, start);
    const check = strict.ok ? strict : checkStart(question, start, new Set(override));
    return { strict, check, until: validUntil(claimsOf(question), ctx) };
  }
  const conflicts = seatConflicts(seats, service, ignore, ctx);
  const standing = conflicts.filter(({ type }) => !override.some((rule) => rule === type));
  return {
    strict: seatCheck(seats, conflicts),
    check: seatCheck(seats, standing),
    until: heldUntil(seats.holds),
  };
}

function seatCheck({ session }: Seats, conflicts: readonly Conflict[]): StartCheck {
  if (conflicts.length > 0) return { ok: false, conflicts, misaligned: false };
  return { ok: true, end: parseInstant(session.end_at), allocations: session.allocations };
}
