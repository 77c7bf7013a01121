import * as z from 'zod';
import { ahead } from '../commands/bookings/attention.ts';
import { loadMove } from '../commands/bookings/move.ts';
import { bookingsWithin } from '../commands/bookings/within.ts';
import { missing } from '../commands/common.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { isRefusal } from '../errors.ts';
import { type Booking, bookings } from '../resources/bookings.ts';
import { allocation, resourceId } from '../resources/parts.ts';
import type { Resource } from '../resources/resources.ts';
import { addDays } from '../time/calendar.ts';
import { checkStart } from '../time/check-start.ts';
import { calendarDate, zoneName } from '../time/hours.ts';
import { minutes, parseInstant } from '../time/instants.ts';
import { overlaps } from '../time/intervals.ts';
import { startOfDay } from '../time/zones.ts';
import { zoneOf } from './ask.ts';
import { defineQuery } from './define.ts';
import { refuseEdge } from './timetable.ts';

const { id: booking_id, customer_id, service_id, status, start_at, end_at } = bookings.doc.shape;

/** Who could take each booking of a day, and how all of them could be shared out. */
export const reassignQuery = defineQuery({
  name: 'schedule.reassign_preview',
  summary:
    'Who could take each booking of somebody’s day, and a proposal that POST /schedule/reassign accepts',
  path: '/schedule/reassign/preview',
  method: 'POST',
  scope: 'bookings:read',
  args: z.strictObject({
    resource_id: resourceId.meta({ description: 'Whose bookings are to go to others' }),
    date: calendarDate,
    zone: zoneName.optional().meta({ description: 'Whose day it is; absent: the practice’s' }),
  }),
  answer: z.object({
    data: z.array(
      z
        .object({
          booking_id,
          customer_id,
          service_id,
          status,
          start_at,
          end_at,
          role: z.string().meta({ description: 'What the resource is in the visit' }),
          options: z
            .array(resourceId)
            .meta({ description: 'Who is free then, as if no other booking of the day moved; best first' }),
          proposed: resourceId.optional().meta({ description: 'Absent where nobody is left for it' }),
          allocations: z.array(allocation).optional().meta({ description: 'What to send in `moves` for it' }),
        })
        .meta({ id: 'Reassignment' }),
    ),
    complete: z.boolean().meta({ description: 'Whether there is somebody for every booking' }),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
  }),
  async run(query, asked, ctx, seq) {
    const leaving = await query.get('resources', asked.resource_id);
    if (!leaving) return missing('resources', asked.resource_id);
    const zone = asked.zone ?? (await zoneOf(query, {}, ctx));
    const midnight = startOfDay('UTC', asked.date);
    const edge = refuseEdge({ start: midnight, end: midnight }, 'date');
    if (edge) return edge;
    const span = { start: startOfDay(zone, asked.date), end: startOfDay(zone, addDays(asked.date, 1)) };
    const found = (await bookingsWithin(query, span)).filter(
      (booking) =>
        ahead.includes(booking.status) && !booking.class_id && roleOf(booking, leaving.id) !== undefined,
    );
    const others = (await query.range('resources', [['kind', '=', leaving.kind]]))
      .filter(({ id }) => id !== leaving.id)
      .sort((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1));
    const cases: Case[] = [];
    for (const booking of found)
      cases.push({ booking, options: await takersOf(query, booking, leaving.id, others, ctx) });
    const proposed = shareOut(cases);
    const data = cases.map(({ booking, options }) => {
      const { id, customer_id, service_id, status, start_at, end_at } = booking;
      const taker = proposed.get(id);
      return {
        booking_id: id,
        customer_id,
        service_id,
        status,
        start_at,
        end_at,
        role: roleOf(booking, leaving.id) ?? '',
        options,
        ...(taker && { proposed: taker, allocations: taking(booking, leaving.id, taker) }),
      };
    });
    return { data, complete: proposed.size === cases.length, seq };
  },
});

interface Case {
  readonly booking: Booking;
  readonly options: string[];
}

function roleOf({ allocations }: Booking, resource: string): string | undefined {
  return allocations.find(({ resource_id }) => resource_id === resource)?.role;
}

/** The allocations of the role that changes hands, somebody else in the place of who leaves. */
function taking({ allocations }: Booking, leaving: string, taker: string) {
  const role = allocations.find(({ resource_id }) => resource_id === leaving)?.role;
  return allocations
    .filter((one) => one.role === role)
    .map((one) => (one.resource_id === leaving ? { ...one, resource_id: taker } : one));
}

/** Those that a booking could go to as it lies, everything else of it unchanged. */
async function takersOf(
  query: Query,
  booking: Booking,
  leaving: string,
  others: readonly Resource[],
  ctx: Ctx,
): Promise<string[]> {
  const takers: string[] = [];
  for (const { id } of others) {
    const allocations = taking(booking, leaving, id);
    const move = await loadMove(query, { id: booking.id, allocations, agreed: true }, ctx);
    if (isRefusal(move)) continue;
    if (checkStart(move.question, parseInstant(booking.start_at), new Set(['slot_step'])).ok) takers.push(id);
  }
  return takers;
}

/** Gives each booking to whoever has been given fewest so far, those first that few could take. */
function shareOut(cases: readonly Case[]): Map<string, string> {
  const given = new Map<string, Booking[]>();
  const proposed = new Map<string, string>();
  for (const { booking, options } of cases.toSorted((a, b) => a.options.length - b.options.length)) {
    const [taker] = options
      .filter((id) => !given.get(id)?.some((other) => meet(other, booking)))
      .toSorted((a, b) => (given.get(a)?.length ?? 0) - (given.get(b)?.length ?? 0));
    if (!taker) continue;
    proposed.set(booking.id, taker);
    given.set(taker, [...(given.get(taker) ?? []), booking]);
  }
  return proposed;
}

/** Whether two bookings, with the time kept free around them, meet; stricter than rule A2 where buffers are shared. */
function meet(a: Booking, b: Booking): boolean {
  const [one, other] = [a, b].map(({ start_at, end_at, buffer_before, buffer_after }) => ({
    start: parseInstant(start_at) - minutes(buffer_before),
    end: parseInstant(end_at) + minutes(buffer_after),
  }));
  return one !== undefined && other !== undefined && overlaps(one, other);
}
