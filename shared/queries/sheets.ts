import type { BlockTime } from '../commands/blocks/times.ts';
import { bookingsWithin } from '../commands/bookings/within.ts';
import type { Ctx } from '../commands/define.ts';
import type { Query } from '../commands/query.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Booking, BookingStatus } from '../resources/bookings.ts';
import { addDays } from '../time/calendar.ts';
import { parseInstant } from '../time/instants.ts';
import { startOfDay } from '../time/zones.ts';
import { freeTime, loadTimetable, type Row, refuseEdge } from './timetable.ts';

/** A line of somebody's day; times in milliseconds since the epoch. */
export interface SheetLine {
  readonly start: number;
  readonly end: number;
  readonly kind: 'booking' | 'block' | 'free';
  /** Who comes, or why nobody does where that was said. */
  readonly title: string;
  /** What a block is. */
  readonly off?: BlockTime['kind'];
  readonly phone?: string | undefined;
  readonly service?: string | undefined;
  readonly room?: string | undefined;
  readonly notes?: string | undefined;
  readonly status?: BookingStatus;
}

/** What is on the sheet of one person, room or device. */
export interface Sheet {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly SheetLine[];
}

interface Asked {
  readonly date: string;
  readonly zone: string;
  readonly only: readonly string[] | undefined;
  /** The parameter that named the date; absent: `date`. */
  readonly path?: string;
}

/** The sheets of a day, of everybody who works on it or of some; refuses days at the edges of time (rule T8). */
export async function loadSheets(
  query: Query,
  { date, zone, only, path = 'date' }: Asked,
  ctx: Ctx,
): Promise<Sheet[] | Refusal> {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const edge = refuseEdge({ start: midnight, end: midnight }, path);
  if (edge) return edge;
  const span = { start: startOfDay(zone, date), end: startOfDay(zone, addDays(date, 1)) };
  const rows = await loadTimetable(query, { span, zone, only }, ctx);
  const unknown = only?.find((id) => !rows.some(({ resource }) => resource.id === id));
  if (unknown) return refuse('invalid_resource', `There is no resource ${unknown}`, { resource_id: unknown });
  const words = await loadWords(query, await bookingsWithin(query, span), ctx);
  return rows
    .map((row) => ({ row, lines: linesOf(row, words) }))
    .filter(({ row, lines }) => only || (row.resource.kind === 'practitioner' && lines.length > 0))
    .map(({ row, lines }) => ({ id: row.resource.id, name: row.resource.name, lines }));
}

interface Words {
  readonly bookings: readonly Booking[];
  readonly customers: ReadonlyMap<string, { name: string; phone?: string | undefined }>;
  readonly services: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, string>;
}

async function loadWords(query: Query, bookings: readonly Booking[], ctx: Ctx): Promise<Words> {
  // Names are personal data that the caller must be allowed (rule P4).
  const whom = ctx.actor.scopes.has('customers:read') ? bookings.map(({ customer_id }) => customer_id) : [];
  const customers = await query.range('customers', [['id', 'in', [...new Set(whom)]]]);
  const services = await query.range('services', [
    ['id', 'in', [...new Set(bookings.map(({ service_id }) => service_id))]],
  ]);
  const resources = await query.range('resources', []);
  return {
    bookings,
    customers: new Map(customers.map((one) => [one.id, one])),
    services: new Map(services.map(({ id, name }) => [id, name])),
    resources: new Map(resources.map(({ id, name }) => [id, name])),
  };
}

function linesOf(row: Row, words: Words): SheetLine[] {
  const { id } = row.resource;
  const own = words.bookings.filter(({ allocations }) => allocations.some((one) => one.resource_id === id));
  const lines: SheetLine[] = [
    ...own.map((booking) => bookingLine(booking, id, words)),
    ...row.blocks.map(({ start, end, kind, reason }) => ({
      start,
      end,
      kind: 'block' as const,
      title: reason ?? '',
      off: kind,
    })),
    ...freeTime(row).map(({ start, end }) => ({ start, end, kind: 'free' as const, title: '' })),
  ];
  return lines.sort((a, b) => a.start - b.start || a.end - b.end);
}

function bookingLine(booking: Booking, own: string, words: Words): SheetLine {
  const customer = words.customers.get(booking.customer_id);
  const others = booking.allocations.filter(({ resource_id }) => resource_id !== own);
  return {
    start: parseInstant(booking.start_at),
    end: parseInstant(booking.end_at),
    kind: 'booking',
    title: booking.booked_as && customer ? booking.booked_as : (customer?.name ?? booking.customer_id),
    phone: customer?.phone,
    service: words.services.get(booking.service_id),
    room: others.map(({ resource_id }) => words.resources.get(resource_id) ?? '').join(', '),
    notes: booking.notes,
    status: booking.status,
  };
}
