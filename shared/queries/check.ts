import * as z from 'zod';
import { allocationArgs, overrideArgs } from '../commands/bookings/create.ts';
import { chosenByOf } from '../commands/bookings/place.ts';
import { overrideOf } from '../commands/bookings/question.ts';
import { suggestVisits } from '../commands/bookings/suggest.ts';
import { loadVisit } from '../commands/bookings/visit.ts';
import { isRefusal } from '../errors.ts';
import { price } from '../money.ts';
import { overrides } from '../resources/bookings.ts';
import { holds } from '../resources/holds.ts';
import { allocation, durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import { checkStart } from '../time/availability.ts';
import { formatInstant, instant, parseInstant } from '../time/instants.ts';
import { neededOverrides } from '../time/set-aside.ts';
import { asOf, barredFor, choice, claimsOf, validUntil } from './ask.ts';
import { defineQuery } from './define.ts';

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

const suggestion = z.object({ start_at: instant, available: z.boolean(), resource_id: resourceId });

/** Whether `POST /bookings` would accept a start right now (rule A1), and if not, every reason at once. */
export const checkStartQuery = defineQuery({
  name: 'availability.check',
  summary: 'Whether a start would be accepted, and if not all reasons why',
  path: '/availability/check',
  method: 'POST',
  scope: 'availability:read',
  public: true,
  args: z.strictObject({
    service_id: serviceId,
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    start_at: instant,
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
    const { service, question } = visit;
    const { start_at } = asked;
    const barred = asked.override.length > 0 && barredFor(asked.override, ctx);
    if (barred) return barred;
    const start = parseInstant(start_at);
    const strict = checkStart(question, start);
    const check = strict.ok ? strict : checkStart(question, start, new Set(asked.override));
    const asOfNow = { seq, ...validUntil(claimsOf(question), ctx) };
    if (!check.ok) {
      const tellsIds = ctx.actor.scopes.has('bookings:read');
      const conflicts = check.conflicts.map(({ id, ...rest }) => ({
        ...rest,
        ...(tellsIds && id && { id }),
      }));
      const step = check.misaligned ? { slot_step: question.slot_step } : {};
      const near = await suggestVisits(query, asked, ctx);
      return { available: false, start_at, conflicts, ...step, ...near, ...asOfNow };
    }
    const allocations = check.allocations.map(({ role, resource_id }) => ({ role, resource_id }));
    const resource_id = allocations[0]?.resource_id;
    const chosen_by = chosenByOf(question, resource_id, start);
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
