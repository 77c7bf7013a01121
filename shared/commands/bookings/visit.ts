import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Hold } from '../../resources/holds.ts';
import type { Service } from '../../resources/services.ts';
import type { Allocation, AvailabilityQuestion } from '../../time/availability-types.ts';
import { minutes, parseInstant } from '../../time/instants.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import { recount, type Seats } from '../classes/seats.ts';
import { missing } from '../common.ts';
import { type Ctx, type Decision, type EventDraft, isAtDesk } from '../define.ts';
import type { Query } from '../query.ts';
import { historyEntry } from './history.ts';
import { type Override, type Place, place } from './place.ts';
import { loadQuestion, overrideOf } from './question.ts';
import { findSeats, placeSeat } from './seat.ts';
import { offeredService } from './service.ts';

/** A visit that somebody wishes, whoever they are. */
interface VisitWish {
  /** This and `start_at`, or `class_id`, which says both. */
  readonly service_id?: string | undefined;
  readonly class_id?: string | undefined;
  readonly resource_id?: string | undefined;
  readonly start_at?: string | undefined;
  /** Minutes instead of the service's own. */
  readonly duration?: number | undefined;
  readonly hold_id?: string | undefined;
  /** Resources for some roles. */
  readonly allocations?: readonly Allocation[] | undefined;
}

/** What decides whether a visit can be, and what it would be. */
export type Visit = {
  readonly service: Service;
  readonly hold: Hold | undefined;
  /** Ids of the holds that are not in its way: its own, by name, since a desk may come to know it between two reads. */
  readonly ignore: readonly string[];
  readonly start_at: string;
} & (
  | { readonly question: AvailabilityQuestion; readonly seats?: undefined }
  /** Of a service that is taught in classes (rule A6). */
  | { readonly seats: Seats; readonly question?: undefined }
);

/** Looks up what a visit takes; a hold of its own is not in its way. */
export async function loadVisit(query: Query, wish: VisitWish, ctx: Ctx): Promise<Visit | Refusal> {
  const session = wish.class_id ? await query.get('classes', wish.class_id) : undefined;
  if (wish.class_id && !session) return missing('classes', wish.class_id);
  const { service_id = session?.service_id, start_at = session?.start_at } = wish;
  if (service_id === undefined || start_at === undefined) return unsaid({ service_id, start_at });
  const service = await offeredService(query, service_id);
  if (isRefusal(service)) return service;
  const known = wish.hold_id ? await query.get('holds', wish.hold_id) : undefined;
  const hold = known && parseInstant(known.expires_at) > ctx.now ? known : undefined;
  // What a desk booked while it was cut off comes late: its hold is gone, and the time may still be free (rule A9).
  if (wish.hold_id && !hold && !isAtDesk(ctx.actor))
    return refuse('hold_expired', 'The hold ran out; choose a time again', { hold_id: wish.hold_id });
  const ignore = wish.hold_id ? [wish.hold_id] : [];
  if (session || service.capacity) {
    const seats = await findSeats(query, { ...wish, start_at }, service, ctx);
    return isRefusal(seats) ? seats : { service, hold, ignore, start_at, seats };
  }
  const start = parseInstant(start_at);
  const question = await loadQuestion(
    query,
    {
      service,
      ...wishedOf({ ...wish, service_id, start_at }, hold),
      span: { start, end: start + minutes(1) },
      ignore,
    },
    ctx,
  );
  return isRefusal(question) ? question : { service, hold, ignore, start_at, question };
}

/** What a booking must say that names no class. */
function unsaid(said: Readonly<Record<string, string | undefined>>): Refusal {
  const issues = Object.entries(said).flatMap(([path, value]) =>
    value === undefined ? [{ path, message: 'is missing' }] : [],
  );
  return refuse('validation_failed', `${issues[0]?.path}: is missing, and no class_id says it`, { issues });
}

/** With whom and for how long: where nothing else is said, as the hold keeps it. */
function wishedOf({ service_id, start_at, resource_id, allocations, duration }: VisitWish, hold?: Hold) {
  const isSame = hold?.service_id === service_id && hold?.start_at === start_at;
  const held = isSame ? hold : undefined;
  const sameMain = resource_id === undefined || resource_id === held?.resource_id;
  const length = held && (parseInstant(held.end_at) - parseInstant(held.start_at)) / minutes(1);
  return {
    resourceIds: resource_id ? [resource_id] : undefined,
    allocations: allocations ?? (sameMain ? held?.allocations : undefined),
    duration: duration ?? (sameMain ? length : undefined),
    held: held !== undefined,
  };
}

/** What a new booking says besides where it lies. */
interface VisitFields {
  readonly id?: string | undefined;
  readonly external_id?: string | undefined;
  readonly metadata?: Record<string, string>;
  readonly channel: string;
  readonly notes?: string | undefined;
  readonly send_confirmation: boolean;
  readonly customer_id: string;
  readonly booked_as?: string | undefined;
  readonly manage_hash?: string | undefined;
  readonly class_id?: string | undefined;
  readonly series_id?: string | undefined;
  readonly occurrence?: string | undefined;
  readonly override: readonly Override[];
  readonly override_reason?: string | undefined;
}

/** Books the visit: the booking first among the changes, a hold that it takes over gone. */
export function bookVisit(visit: Visit, fields: VisitFields, ctx: Ctx): Decision | Refusal {
  const { service, hold, seats } = visit;
  const found = placeVisit(visit, fields.override, ctx);
  if (isRefusal(found)) return found;
  const placed = { ...found, chosen_by: found.chosen_by ?? keptChoice(hold, found) };
  const doc = visitDoc(service, placed, { ...fields, class_id: seats?.session.id }, ctx);
  const change = { resource: 'bookings' as const, doc };
  const changes: Change[] = [change];
  if (hold) changes.push({ resource: 'holds', doc: revise(hold, {}, ctx), before: hold, deleted: true });
  if (seats) changes.push(...recount(seats, [doc], ctx));
  const events: EventDraft[] = [{ type: 'booking.created', change }];
  if (doc.status === 'confirmed') events.push({ type: 'booking.confirmed', change });
  if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
  return { changes, events };
}

/** Where the visit comes to lie: in time of its own, or on a seat of its class. */
export function placeVisit(visit: Visit, override: readonly Override[], ctx: Ctx): Place | Refusal {
  const { service, ignore, start_at, seats } = visit;
  return seats
    ? placeSeat(seats, service, override, ignore, ctx)
    : place(visit.question, parseInstant(start_at), override, ctx);
}

/** A new booking that lies where it was placed. */
export function visitDoc(service: Service, placed: Place, fields: VisitFields, ctx: Ctx): Booking {
  const { id, override, override_reason, ...own } = fields;
  const status = service.requires_confirmation ? ('pending' as const) : ('confirmed' as const);
  return newDoc(
    'bookings',
    id ?? ctx.id('bk'),
    {
      ...own,
      service_id: service.id,
      status,
      ...placed,
      buffer_before: service.buffer_before,
      buffer_after: service.buffer_after,
      price: overrideOf(service, placed.resource_id)?.price ?? service.price,
      sequence: 0,
      override_reason: placed.override.length > 0 ? override_reason : undefined,
      history: [historyEntry('created', {}, ctx)],
    },
    ctx,
  );
}

/** The hold chose already. */
function keptChoice(hold: Hold | undefined, { resource_id }: Place) {
  return hold?.resource_id === resource_id ? hold.chosen_by : undefined;
}
