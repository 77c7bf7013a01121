import * as z from 'zod';
import { bookingsWithin } from '../commands/bookings/within.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { refuse } from '../errors.ts';
import { blocks } from '../resources/blocks.ts';
import { type Booking, bookings } from '../resources/bookings.ts';
import { holds } from '../resources/holds.ts';
import { resourceId } from '../resources/parts.ts';
import { resources } from '../resources/resources.ts';
import { addDays, dayOfDate } from '../time/calendar.ts';
import { calendarDate, zoneName } from '../time/hours.ts';
import { dayLength, formatInstant, instant } from '../time/instants.ts';
import type { Interval } from '../time/interval.ts';
import { localDate, startOfDay } from '../time/zones.ts';
import { wholeNumber } from '../wire/whole-number.ts';
import { validUntil } from './ask.ts';
import { defineQuery } from './define.ts';
import { freeTime, loadTimetable, type Row, refuseEdge, rowWithin } from './timetable.ts';

const span = z.object({ start_at: instant, end_at: instant }).meta({ id: 'TimeSpan' });
const { id: booking_id, customer_id, service_id, status, start_at, end_at, overbooked } = bookings.doc.shape;

const scheduledBooking = z
  .object({
    booking_id,
    customer_id,
    customer_name: z.string().optional().meta({ description: 'For those who may read customers' }),
    service_id,
    service_name: z.string(),
    role: z.string().meta({ description: 'What this resource is in the visit', example: 'practitioner' }),
    main: z.boolean().meta({ description: 'Whether it is the booking’s resource_id' }),
    status,
    start_at,
    end_at,
    busy_from: instant.meta({ description: 'With the time that is kept free before' }),
    busy_until: instant.meta({ description: 'With the time that is kept free after' }),
    overbooked,
    class_id: bookings.doc.shape.class_id,
  })
  .meta({ id: 'ScheduledBooking' });

const scheduledDay = z
  .object({
    date: calendarDate,
    start_at: instant.meta({ description: 'The first instant of the day in the zone' }),
    end_at: instant,
    working: z.array(span).meta({ description: 'Working hours within the day' }),
    blocks: z.array(
      z
        .object({
          block_id: blocks.id,
          kind: blocks.doc.shape.kind,
          reason: blocks.doc.shape.reason,
          start_at: instant,
          end_at: instant,
        })
        .meta({ id: 'ScheduledBlock' }),
    ),
    bookings: z.array(scheduledBooking),
    holds: z.array(
      z.object({ hold_id: holds.id, start_at: instant, end_at: instant, expires_at: instant.optional() }),
    ),
    free: z.array(span).meta({ description: 'Gaps between all of these; none while it is offline' }),
  })
  .meta({ id: 'ScheduledDay' });

const { name, kind, online, color } = resources.doc.shape;

/** A day or a week of everybody and everything, as it is planned. */
export const scheduleQuery = defineQuery({
  name: 'schedule.read',
  summary: 'The days of all resources: working hours, blocks, bookings, holds and the gaps between them',
  path: '/schedule',
  scope: 'bookings:read',
  args: z.strictObject({
    date: calendarDate.optional().meta({ description: 'The first day; absent: today' }),
    days: wholeNumber(z.int().min(1).max(14)).default(1).meta({ description: 'How many: 7 for a week' }),
    resource_id: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.split(',') : value),
        z.array(resourceId).max(100),
      )
      .optional()
      .meta({ description: 'Only these, separated by commas' }),
    zone: zoneName.optional().meta({ description: 'Whose days these are; absent: the practice’s' }),
  }),
  answer: z.object({
    data: z.array(
      z
        .object({ resource_id: resourceId, name, kind, online, color, days: z.array(scheduledDay) })
        .meta({ id: 'ResourceSchedule' }),
    ),
    zone: z.string(),
    seq: z.int().meta({ description: 'Version of the store that this was computed on' }),
    valid_until: instant.optional().meta({ description: 'A hold that ends then frees more' }),
  }),
  refuses: ['invalid_resource'],
  async run(query, asked, ctx, seq) {
    const [practice] = await query.range('practice', []);
    const ofPractice = practice?.timezone ?? 'UTC';
    const zone = asked.zone ?? ofPractice;
    const first = asked.date ?? localDate(zone, ctx.now);
    const midnight = dayOfDate(first) * dayLength;
    const edge = refuseEdge({ start: midnight, end: midnight + asked.days * dayLength }, 'date');
    if (edge) return edge;
    const days = daysOf(zone, first, asked.days);
    const whole = { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 };
    const rows = await loadTimetable(query, { span: whole, zone: ofPractice, only: asked.resource_id }, ctx);
    const unknown = asked.resource_id?.find((id) => !rows.some(({ resource }) => resource.id === id));
    if (unknown)
      return refuse('invalid_resource', `There is no resource ${unknown}`, { resource_id: unknown });
    const words = await loadWords(query, await bookingsWithin(query, whole), ctx);
    const data = rows.map((row) => {
      const { id, name, kind, online, color } = row.resource;
      return {
        resource_id: id,
        name,
        kind,
        online,
        ...(color && { color }),
        days: days.map((day) => shownDay(day, rowWithin(row, day), words)),
      };
    });
    return {
      data,
      zone,
      seq,
      ...validUntil(
        rows.flatMap(({ claims }) => claims),
        ctx,
      ),
    };
  },
});

interface Day extends Interval {
  readonly date: string;
}

function daysOf(zone: string, first: string, count: number): Day[] {
  return Array.from({ length: count }, (_, i) => {
    const date = addDays(first, i);
    return { date, start: startOfDay(zone, date), end: startOfDay(zone, addDays(date, 1)) };
  });
}

interface Words {
  readonly bookings: readonly Booking[];
  readonly services: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
}

async function loadWords(query: Query, found: readonly Booking[], ctx: Ctx): Promise<Words> {
  const services = await namesOf(query, 'services', new Set(found.map(({ service_id }) => service_id)));
  const readsNames = ctx.actor.scopes.has('customers:read');
  const whom = readsNames ? new Set(found.map(({ customer_id }) => customer_id)) : new Set<string>();
  return { bookings: found, services, customers: await namesOf(query, 'customers', whom) };
}

async function namesOf(
  query: Query,
  resource: 'services' | 'customers',
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = await Promise.all(
    [...ids].map(async (id): Promise<[string, string]> => [id, (await query.get(resource, id))?.name ?? '']),
  );
  return new Map(found);
}

function shownDay(day: Day, row: Row, words: Words): z.output<typeof scheduledDay> {
  const from = formatInstant(day.start);
  const until = formatInstant(day.end);
  const here = words.bookings.filter(({ start_at, end_at }) => start_at < until && end_at > from);
  return {
    date: day.date,
    start_at: from,
    end_at: until,
    working: row.working.map(shownSpan),
    blocks: row.blocks.map((block) => ({
      block_id: block.id,
      kind: block.kind,
      ...(block.reason && { reason: block.reason }),
      ...shownSpan(block),
    })),
    bookings: here.flatMap((booking) => shownBooking(booking, row.resource.id, words)),
    holds: row.claims
      .filter(({ kind }) => kind === 'hold')
      .map(({ owner, core, expires_at }) => ({
        hold_id: owner,
        ...shownSpan(core),
        ...(expires_at && { expires_at: formatInstant(expires_at) }),
      })),
    free: freeTime(row).map(shownSpan),
  };
}

function shownBooking(booking: Booking, resource: string, words: Words) {
  const { id, customer_id, service_id, status, start_at, end_at, overbooked } = booking;
  const customer_name = words.customers.get(customer_id);
  return booking.allocations
    .filter(({ resource_id }) => resource_id === resource)
    .map(({ role }) => ({
      booking_id: id,
      customer_id,
      ...(customer_name && { customer_name }),
      service_id,
      service_name: words.services.get(service_id) ?? '',
      role,
      main: resource === booking.resource_id,
      status,
      start_at,
      end_at,
      busy_from: formatInstant(Date.parse(start_at) - booking.buffer_before * 60_000),
      busy_until: formatInstant(Date.parse(end_at) + booking.buffer_after * 60_000),
      overbooked,
      ...(booking.class_id && { class_id: booking.class_id }),
    }));
}

function shownSpan({ start, end }: Interval): z.output<typeof span> {
  return { start_at: formatInstant(start), end_at: formatInstant(end) };
}
