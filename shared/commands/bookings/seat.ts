import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Booking, HistoryAction } from '../../resources/bookings.ts';
import type { Service } from '../../resources/services.ts';
import type { Conflict } from '../../time/availability-types.ts';
import { minutes, parseInstant } from '../../time/instants.ts';
import type { Change } from '../changes.ts';
import { recount, type Seats, seatsLeft, seatsOf } from '../classes/seats.ts';
import { openClasses } from '../classes/sessions.ts';
import { existing, missing } from '../common.ts';
import type { Ctx, Decision } from '../define.ts';
import type { Query } from '../query.ts';
import { reviseBooking } from './history.ts';
import type { Override, Place } from './place.ts';

/** Which class somebody wishes a seat in: by its id, or by when it starts and who teaches it. */
interface SeatWish {
  readonly class_id?: string | undefined;
  readonly start_at?: string | undefined;
  readonly resource_id?: string | undefined;
}

/** The class that a wish means, with its seats: of several that start then, the first with room. */
export async function findSeats(
  query: Query,
  wish: SeatWish,
  service: Service,
  ctx: Ctx,
): Promise<Seats | Refusal> {
  const found = wish.class_id
    ? [await query.get('classes', wish.class_id)]
    : await query.range('classes', [
        ['start_at', '=', wish.start_at ?? ''],
        ['service_id', '=', service.id],
      ]);
  const meant = found
    .filter((session) => session !== undefined)
    .filter((session) => session.service_id === service.id)
    .filter(({ resource_id }) => !wish.resource_id || wish.resource_id === resource_id)
    .filter(({ start_at }) => !wish.start_at || wish.start_at === start_at);
  if (wish.class_id && meant.length === 0) return missing('classes', wish.class_id);
  const all = await Promise.all(meant.map((session) => seatsOf(query, session, ctx)));
  const [first] = [...all].sort(byRoom);
  return (
    first ??
    refuse('resource_unavailable', `No class of ${service.name} starts then`, {
      conflicts: [{ type: 'outside_working_hours' }],
      requested_time: wish.start_at,
    })
  );
}

/** Those with room first, then by id. */
function byRoom(a: Seats, b: Seats): number {
  const room = Number(seatsLeft(b) > 0) - Number(seatsLeft(a) > 0);
  return room || (a.session.id < b.session.id ? -1 : 1);
}

/** Why a seat cannot be had, whatever anybody sets aside and what they may: a full class, and the service's soft rules. */
export function seatConflicts(
  seats: Seats,
  service: Service,
  without: readonly string[],
  ctx: Ctx,
): Conflict[] {
  const { id, status, start_at } = seats.session;
  const start = parseInstant(start_at);
  const conflicts: Conflict[] = [];
  if (status === 'cancelled') return [{ type: 'closure', id }];
  if (start < ctx.now + minutes(service.min_notice)) conflicts.push({ type: 'min_notice' });
  if (service.max_horizon !== undefined && start > ctx.now + minutes(service.max_horizon))
    conflicts.push({ type: 'beyond_horizon' });
  if (seatsLeft(seats, without) === 0) conflicts.push({ type: 'capacity_full', id });
  return conflicts;
}

/**
 * Puts a booking on a seat of a class, or 422 `resource_unavailable`: `capacity_full` of a class that has none left
 * (rule A6), which can be waited for.
 */
export function placeSeat(
  seats: Seats,
  service: Service,
  overrides: readonly Override[],
  without: readonly string[],
  ctx: Ctx,
): Place | Refusal {
  const { session } = seats;
  const conflicts = seatConflicts(seats, service, without, ctx);
  const standing = conflicts.filter(({ type }) => !overrides.some((rule) => rule === type));
  if (standing.length > 0) {
    const isFull = standing.some(({ type }) => type === 'capacity_full');
    const why =
      session.status === 'cancelled' ? 'was cancelled' : isFull ? 'has no free seat' : 'cannot be booked';
    return refuse('resource_unavailable', `The class ${why}`, {
      conflicts: standing,
      requested_time: session.start_at,
      ...(isFull && { waitlist: true }),
    });
  }
  return {
    resource_id: session.resource_id,
    allocations: session.allocations,
    start_at: session.start_at,
    end_at: session.end_at,
    chosen_by: undefined,
    override: [...new Set(overrides)].filter((rule) => conflicts.some(({ type }) => type === rule)),
    overbooked: false,
  };
}

/** A booking that has a seat, and its class; undefined where it has none, or where its class is not kept here. */
async function seatOf(query: Query, booking: Booking, ctx: Ctx): Promise<Seats | undefined> {
  const session = booking.class_id ? await query.get('classes', booking.class_id) : undefined;
  return session && seatsOf(query, session, ctx);
}

/** What a step of a booking's life cycle is decided on: the booking, and the class that it has a seat in. */
export async function loadStep(
  query: Query,
  id: string,
  ctx: Ctx,
): Promise<{ before: Booking; seats?: Seats } | Refusal> {
  const found = await existing(query, 'bookings', id);
  if (isRefusal(found)) return found;
  const seats = await seatOf(query, found.before, ctx);
  return { ...found, ...(seats && { seats }) };
}

/** A booking that has a seat, and the seat that it is to have instead. */
export interface SeatMove {
  readonly before: Booking;
  readonly service: Service;
  readonly from: Seats | undefined;
  readonly to: Seats;
}

/** The seat that a booking of a class is to have; undefined of a booking that claims time of its own. */
export async function loadSeatMove(
  query: Query,
  wish: { id: string; duration?: number | undefined } & SeatWish,
  ctx: Ctx,
): Promise<SeatMove | Refusal | undefined> {
  const before = await query.get('bookings', wish.id);
  if (!before?.class_id)
    return before && wish.class_id ? misplaced('class_id', 'only a seat moves to another class') : undefined;
  if (wish.duration !== undefined) return misplaced('duration', 'a seat is as long as its class');
  const service = await query.get('services', before.service_id);
  if (!service) return missing('services', before.service_id);
  const { class_id, start_at, resource_id } = wish;
  const isNamed = class_id !== undefined || start_at !== undefined || resource_id !== undefined;
  const meant = isNamed ? { class_id, start_at, resource_id } : { class_id: before.class_id };
  const to = await findSeats(query, meant, service, ctx);
  return isRefusal(to) ? to : { before, service, from: await seatOf(query, before, ctx), to };
}

function misplaced(path: string, message: string): Refusal {
  return refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] });
}

/** Gives a booking another seat, and both classes their number: the booking first among the changes. */
export function moveSeat(
  { before, service, from, to }: SeatMove,
  action: HistoryAction,
  overrides: readonly Override[],
  patch: Parameters<typeof reviseBooking>[2],
  ctx: Ctx,
): (Decision & { readonly change: Change & { resource: 'bookings' } }) | Refusal {
  const placed = placeSeat(to, service, overrides, [before.id], ctx);
  if (isRefusal(placed)) return placed;
  const moved = { ...placed, class_id: to.session.id, sequence: before.sequence + 1 };
  const doc = reviseBooking(before, action, { ...moved, ...patch }, ctx);
  const change = { resource: 'bookings' as const, doc, before };
  const left = from && from.session.id !== to.session.id ? recount(from, [doc], ctx) : [];
  return { change, changes: [change, ...recount(to, [doc], ctx), ...left], events: [] };
}

/** The next classes with room, for suggestions (rule A10). */
export async function suggestSeats(
  query: Query,
  wished: { service: Service; resourceIds?: readonly string[] | undefined; from: number; to: number },
  ctx: Ctx,
) {
  const { service, resourceIds, from, to } = wished;
  const open = await openClasses(query, { service, resourceIds, span: { start: from, end: to } }, ctx);
  return open.map(({ session }) => ({
    start_at: session.start_at,
    available: true,
    resource_id: session.resource_id,
    class_id: session.id,
  }));
}
