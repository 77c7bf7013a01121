import type * as z from 'zod';
import { overrideOf } from '../commands/bookings/question.ts';
import { type ClassWish, type OpenClass, openClasses } from '../commands/classes/sessions.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import type { Hold } from '../resources/holds.ts';
import type { Service } from '../resources/services.ts';
import { parseInstant } from '../time/instants.ts';
import type { slot } from './ask.ts';

/** Free starts of a service that is taught in classes: those with free seats (rule A6). */
export async function openSlots(query: Query, wish: ClassWish, ctx: Ctx): Promise<z.output<typeof slot>[]> {
  const open = await openClasses(query, wish, ctx);
  return open.map((one) => shownClass(wish.service, one));
}

function shownClass(service: Service, { session, seatsLeft }: OpenClass): z.output<typeof slot> {
  const { id, start_at, end_at, resource_id, allocations } = session;
  const price = overrideOf(service, resource_id)?.price ?? service.price;
  return {
    start_at,
    end_at,
    resource_id,
    options: [{ resource_id, end_at, price }],
    allocations: allocations.map((one) => ({ ...one })),
    class_id: id,
    seats_left: seatsLeft,
  };
}

/** `valid_until`: when the first of these holds runs out (rule A9). */
export function heldUntil(holds: readonly Hold[]): { valid_until?: string } {
  const [first] = holds.map(({ expires_at }) => expires_at).sort((a, b) => parseInstant(a) - parseInstant(b));
  return first ? { valid_until: first } : {};
}
