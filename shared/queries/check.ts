import * as z from 'zod';
import { overrideOf, slotStep } from '../commands/bookings/question.ts';
import { seatConflicts } from '../commands/bookings/seat.ts';
import { suggestVisits } from '../commands/bookings/suggest.ts';
import { loadVisit, type Visit } from '../commands/bookings/visit.ts';
import type { Ctx } from '../commands/define.ts';
import { isRefusal } from '../errors.ts';
import { price } from '../money.ts';
import { holds } from '../resources/holds.ts';
import { allocation, classId, durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import { checkStart } from '../time/availability.ts';
import { formatInstant, instant, parseInstant } from '../time/instants.ts';
import { asOf, claimsOf, validUntil } from './ask.ts';
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
    service_id: serviceId.optional().meta({ description: 'Needed, but with `class_id`' }),
    class_id: classId.optional().meta({ description: 'The class to take a seat in; says service and start' }),
    resource_id: resourceId.optional().meta({ description: 'Absent: any that fits' }),
    start_at: instant.optional().meta({ description: 'Needed, but with `class_id`' }),
    duration: durationMinutes.optional(),
    hold_id: holds.id.optional().meta({ description: 'A hold that the booking would take over' }),
  }),
  answer: z.object({
    available: z.boolean(),
    start_at: instant,
    end_at: instant.optional(),
    resource_id: resourceId.optional().meta({ description: 'The main resource that would be chosen' }),
    allocations: z.array(allocation).optional(),
    price: price.optional(),
    conflicts: z.array(conflict).optional().meta({ description: 'Every reason, where it would be refused' }),
    slot_step: z
      .int()
      .optional()
      .meta({ description: 'Where it lies between two steps: how many minutes apart starts are' }),
    suggestions: z.array(suggestion).optional(),
    ...asOf,
  }),
  refuses: ['invalid_service', 'invalid_resource', 'hold_expired'],
  async run(query, asked, ctx, seq) {
    const visit = await loadVisit(query, asked, ctx);
    if (isRefusal(visit)) return visit;
    const { service, start_at } = visit;
    const check = checkVisit(visit, ctx);
    const asOfNow = { seq, ...check.asOf };
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
    return {
      available: true,
      start_at,
      end_at: formatInstant(check.end),
      resource_id,
      allocations,
      price: overrideOf(service, resource_id ?? '')?.price ?? service.price,
      ...asOfNow,
    };
  },
});

/** Whether a visit can be, in time of its own or on a seat of its class, and until when that answer holds. */
function checkVisit({ service, hold, start_at, seats, question }: Visit, ctx: Ctx) {
  if (!seats)
    return { ...checkStart(question, parseInstant(start_at)), asOf: validUntil(claimsOf(question), ctx) };
  const asOf = heldUntil(seats.holds);
  const conflicts = seatConflicts(seats, service, hold ? [hold.id] : [], ctx);
  if (conflicts.length > 0) return { ok: false as const, conflicts, misaligned: false, asOf };
  const { end_at, allocations } = seats.session;
  return { ok: true as const, end: parseInstant(end_at), allocations, asOf };
}
