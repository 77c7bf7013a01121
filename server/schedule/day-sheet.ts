import * as z from 'zod';
import { bookingsWithin } from '../../shared/commands/bookings/within.ts';
import type { Ctx } from '../../shared/commands/define.ts';
import { type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { freeTime, loadTimetable, type Row, refuseEdge } from '../../shared/queries/timetable.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { resourceId } from '../../shared/resources/parts.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { calendarDate } from '../../shared/time/hours.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import type { Route } from '../api/route.ts';
import type { View } from '../store/store.ts';
import { daySheetPage, type Sheet, type SheetLine } from './day-sheet-page.ts';

const asked = z.strictObject({
  date: calendarDate.optional().meta({ description: 'In the practice’s zone; absent: today' }),
  resource_id: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',') : value),
      z.array(resourceId).max(100),
    )
    .optional()
    .meta({ description: 'Only these, separated by commas; absent: every practitioner with a day' }),
});

/** The day of everybody on paper: what is left when nothing else works. */
export const daySheetRoute: Route = {
  method: 'GET',
  path: '/v2/schedule/day-sheet',
  operation: 'schedule_day_sheet',
  tag: 'schedule',
  summary: 'A day as a page to print, or to save as a PDF: one sheet of paper for each',
  scope: 'bookings:read',
  query: asked,
  answers: [{ status: 200, description: 'The page', contentType: 'text/html' }],
  errors: ['validation_failed', 'invalid_resource'],
  async handle({ hub, caller, query }) {
    const { date, resource_id } = query as z.output<typeof asked>;
    const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
    const page = await hub.stores[caller.mode].read(caller.tenant, async (view) => {
      const practice = await view.get('practice', caller.tenant);
      const zone = practice?.timezone ?? 'UTC';
      const on = date ?? localDate(zone, ctx.now);
      const sheets = await loadSheets(view, { date: on, zone, only: resource_id }, ctx);
      if (!Array.isArray(sheets)) throw new RefusalError(sheets);
      const { name = '', locale = 'en' } = practice ?? {};
      return daySheetPage({ practice: name, date: on, zone, locale, printedAt: ctx.now }, sheets);
    });
    return {
      status: 200,
      raw: page,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'private, no-store',
      },
    };
  },
};

interface Asked {
  readonly date: string;
  readonly zone: string;
  readonly only: readonly string[] | undefined;
  /** The parameter that named the date; absent: `date`. */
  readonly path?: string;
}

/** The sheets of a day, of everybody who works on it or of some; refuses days at the edges of time (rule T8). */
export async function loadSheets(
  view: View,
  { date, zone, only, path = 'date' }: Asked,
  ctx: Ctx,
): Promise<Sheet[] | Refusal> {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const edge = refuseEdge({ start: midnight, end: midnight }, path);
  if (edge) return edge;
  const span = { start: startOfDay(zone, date), end: startOfDay(zone, addDays(date, 1)) };
  const rows = await loadTimetable(view, { span, zone, only }, ctx);
  const unknown = only?.find((id) => !rows.some(({ resource }) => resource.id === id));
  if (unknown) return refuse('invalid_resource', `There is no resource ${unknown}`, { resource_id: unknown });
  const words = await loadWords(view, await bookingsWithin(view, span), ctx);
  return rows
    .map((row) => ({ row, lines: linesOf(row, words) }))
    .filter(({ row, lines }) => only || (row.resource.kind === 'practitioner' && lines.length > 0))
    .map(({ row, lines }) => ({ name: row.resource.name, lines }));
}

interface Words {
  readonly bookings: readonly Booking[];
  readonly customers: ReadonlyMap<string, { name: string; phone?: string | undefined }>;
  readonly services: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, string>;
}

async function loadWords(view: View, bookings: readonly Booking[], ctx: Ctx): Promise<Words> {
  // Names are personal data that the caller must be allowed (rule P4).
  const whom = ctx.actor.scopes.has('customers:read') ? bookings.map(({ customer_id }) => customer_id) : [];
  const customers = await view.getMany('customers', [...new Set(whom)]);
  const services = await view.getMany('services', [...new Set(bookings.map(({ service_id }) => service_id))]);
  const resources = await view.range('resources', []);
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
      title: reason ?? (kind === 'closure' ? 'Closed' : 'Time off'),
    })),
    ...freeTime(row).map(({ start, end }) => ({ start, end, kind: 'free' as const, title: 'Free' })),
  ];
  return lines.sort((a, b) => a.start - b.start || a.end - b.end);
}

const said: Readonly<Partial<Record<Booking['status'], string>>> = {
  pending: 'Not confirmed',
  checked_in: 'Arrived',
  in_progress: 'In progress',
  completed: 'Done',
  no_show: 'Did not come',
};

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
    status: said[booking.status],
  };
}
