import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import { type Booking, type BookingStatus, givesBack } from '../../resources/bookings.ts';
import type { Class } from '../../resources/classes.ts';
import type { Series } from '../../resources/series.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import { formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { type Change, changedFields, revise } from '../changes.ts';
import { loadClassQuestion } from '../classes/load.ts';
import { recount, type Seats, seatsOf } from '../classes/seats.ts';
import { missing } from '../common.ts';
import { type Ctx, type Decision, defineCommand, type EventDraft } from '../define.ts';
import type { Query } from '../query.ts';
import { takenBack } from '../reasons.ts';
import { reviseBooking } from './history.ts';
import { loadMove } from './move.ts';
import { place, placeRefusals } from './place.ts';
import {
  type BookingState,
  bookingState,
  type PutBackArgs,
  putBackArgs,
  seriesState,
} from './put-back-args.ts';
import { type Left, leftBehind } from './put-back-left.ts';

/** Going back to where something was may not fail by a rule that did not hinder it there. */
const softRules = [
  'outside_working_hours',
  'time_off',
  'closure',
  'min_notice',
  'beyond_horizon',
  'slot_step',
] as const;

/** What can be put back: who has come by now stays. */
const open: readonly BookingStatus[] = ['pending', 'confirmed', 'cancelled'];

/** A booking that is to be as it was. */
interface Back {
  readonly before: Booking;
  readonly to: BookingState;
  /** Where it asks for its time anew. */
  readonly question?: AvailabilityQuestion;
}

interface ClassBack {
  readonly session: Class;
  readonly to: PutBackArgs['class'];
  readonly seats: Seats;
  readonly question?: AvailabilityQuestion;
}

interface View {
  readonly backs: readonly Back[];
  /** Bookings that somebody else changed since: they stay as they are. */
  readonly changed: readonly Booking[];
  readonly series: readonly { readonly before: Series; readonly to: PutBackArgs['series'][number]['to'] }[];
  readonly class?: ClassBack;
}

export const putBackBookings = defineCommand({
  name: 'bookings.put_back',
  resource: 'bookings',
  summary:
    'Take back what was done to several bookings at once, in one step: a stay or a class is put back whole or not at all; of a series what cannot be put back stays and is listed in its `conflicts`',
  args: putBackArgs,
  scope: 'bookings:write',
  runs: 'anywhere',
  // Only a desk knows what it did a moment ago.
  http: [],
  emits: [
    'booking.updated',
    'booking.rescheduled',
    'booking.cancelled',
    'series.created',
    'series.cancelled',
    'resource.availability_changed',
  ],
  refuses: [...placeRefusals, 'invalid_transition', 'invalid_customer'],

  async load(query, args, ctx): Promise<View | Refusal> {
    const barred = barredScope(args, ctx);
    if (barred) return barred;
    const series: View['series'][number][] = [];
    for (const { id, from, to } of args.series) {
      const before = await query.get('series', id);
      if (!before) return missing('series', id);
      if (!isSo(before, from, Object.keys(seriesState.shape))) return changedSince(id);
      series.push({ before, to });
    }
    const found = await loadBookings(query, args, ctx);
    if (isRefusal(found)) return found;
    // A stay or a class is whole or not at all.
    const [other] = found.changed;
    if (other && series.length === 0) return changedSince(other.id);
    const session = args.class && (await loadClass(query, args.class, ctx));
    if (session && isRefusal(session)) return session;
    return { ...found, series, ...(session && { class: session }) };
  },

  decide(view, _args, ctx) {
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const settled = settle(view, ctx);
    if (isRefusal(settled)) return settled;
    for (const { doc, before, type } of settled.done) {
      const change: Change = { resource: 'bookings', doc, before };
      changes.push(change);
      events.push({ type, change });
    }
    for (const { before, to } of view.series) {
      const left = leftBehind(before, to, [
        ...settled.failed,
        ...view.changed.map((one) => ({ before: one })),
      ]);
      const patch = { ...to, ...left, continued_by: to.continued_by, sequence: before.sequence + 1 };
      const cancel_reason = to.status === 'cancelled' ? before.cancel_reason : undefined;
      const change: Change = {
        resource: 'series',
        doc: revise(before, { ...patch, cancel_reason }, ctx),
        before,
      };
      changes.push(change);
      events.push({ type: to.status === 'cancelled' ? 'series.cancelled' : 'series.created', change });
    }
    if (view.class) {
      const turned = turnClass(view.class, settled.done, ctx);
      if (isRefusal(turned)) return turned;
      changes.push(...turned.changes);
      events.push(...turned.events);
    }
    if (changes.length === 0) return refuse('invalid_transition', 'There is nothing to take back');
    return { changes, events };
  },
});

function barredScope(args: PutBackArgs, { actor }: Ctx): Refusal | undefined {
  const needed = [args.series.length > 0 && 'series:write', args.class && 'classes:write'] as const;
  const scope = needed.find((one) => one && !actor.scopes.has(one));
  return scope ? refuse('forbidden', 'This may only be taken back by who may do it', { scope }) : undefined;
}

async function loadBookings(
  query: Query,
  { bookings, class: session }: PutBackArgs,
  ctx: Ctx,
): Promise<Pick<View, 'backs' | 'changed'> | Refusal> {
  const backs: Back[] = [];
  const changed: Booking[] = [];
  const ids = bookings.map(({ id }) => id);
  for (const { id, from, to } of bookings) {
    const before = await query.get('bookings', id);
    if (!before) return missing('bookings', id);
    if (!isSo(before, from, Object.keys(bookingState.shape)) || !open.includes(before.status)) {
      changed.push(before);
      continue;
    }
    // The data of whoever was erased meanwhile does not come back (rule P4).
    if (!(await query.get('customers', before.customer_id)))
      return refuse('invalid_customer', 'The customer is not there any more', { id: before.customer_id });
    if (!open.includes(to.status))
      return refuse('invalid_transition', `A booking cannot become ${to.status} by this`, { to: to.status });
    const seated = before.class_id !== undefined;
    if (seated && before.class_id !== session?.id)
      return refuse('invalid_transition', 'A seat is put back with its class', { id });
    if (givesBack(to.status) || seated || !asksForTime(before, to)) {
      backs.push({ before, to });
      continue;
    }
    const length = (parseInstant(to.end_at) - parseInstant(to.start_at)) / minutes(1);
    const { start_at, allocations } = to;
    const move = { id, start_at, allocations, duration: length, ignore: ids, agreed: true };
    const loaded = await loadMove(query, move, ctx);
    if (isRefusal(loaded)) return loaded;
    backs.push({ before, to, question: loaded.question });
  }
  return { backs, changed };
}

function asksForTime(before: Booking, to: BookingState): boolean {
  return givesBack(before.status) || liesElsewhere(before, to);
}

function liesElsewhere(before: Booking, to: BookingState): boolean {
  return !isSo(before, to, ['start_at', 'end_at', 'allocations']);
}

interface Turned {
  readonly doc: Booking;
  readonly before: Booking;
  readonly type: 'booking.updated' | 'booking.rescheduled' | 'booking.cancelled';
}

/**
 * All that finds its time free again. What one that does not find it goes on claiming the others cannot have: they are
 * asked again until what is left fits (rule B3).
 */
function settle({ backs, series }: View, ctx: Ctx): { done: Turned[]; failed: Left[] } | Refusal {
  const failed = new Map<string, Left>();
  for (;;) {
    const trying = backs.filter(({ before }) => !failed.has(before.id));
    const ignore_owners = trying.map(({ before }) => before.id);
    const done: Turned[] = [];
    const without: Left[] = [];
    for (const back of trying) {
      const { before, to, question } = back;
      const start = parseInstant(to.start_at);
      const placed = question && place({ ...question, ignore_owners }, start, softRules, ctx);
      if (placed && isRefusal(placed)) without.push({ before, to, refusal: placed });
      else done.push(turn(back, placed?.override, ctx));
    }
    const [first] = without;
    if (!first) return { done, failed: [...failed.values()] };
    const whole = series.length === 0 || without.length + failed.size === backs.length;
    if (whole && first.refusal) return first.refusal;
    for (const one of without) failed.set(one.before.id, one);
  }
}

function turn({ before, to }: Back, override: Booking['override'] | undefined, ctx: Ctx): Turned {
  const called = givesBack(to.status) && !givesBack(before.status);
  const reopened = givesBack(before.status) && !givesBack(to.status);
  const moved = liesElsewhere(before, to);
  const inCalendar = called || reopened || moved;
  const patch = {
    ...to,
    chosen_by: to.chosen_by,
    series_id: to.series_id,
    occurrence: to.occurrence,
    resource_id: to.allocations[0]?.resource_id ?? before.resource_id,
    sequence: before.sequence + (inCalendar ? 1 : 0),
    ...(override && {
      override,
      override_reason: override.length > 0 ? (before.override_reason ?? takenBack) : undefined,
    }),
    ...(called && { cancelled_at: formatInstant(ctx.now), cancel_reason: takenBack }),
    ...(reopened && { cancelled_at: undefined, cancel_reason: undefined }),
  };
  const action = called ? 'cancelled' : reopened ? 'reopened' : moved ? 'rescheduled' : 'edited';
  const doc = reviseBooking(before, action, patch, ctx);
  if (called) return { doc, before, type: 'booking.cancelled' };
  return { doc, before, type: moved && !reopened ? 'booking.rescheduled' : 'booking.updated' };
}

async function loadClass(
  query: Query,
  { id, from, to }: NonNullable<PutBackArgs['class']>,
  ctx: Ctx,
): Promise<ClassBack | Refusal> {
  const session = await query.get('classes', id);
  if (!session) return missing('classes', id);
  if (session.status !== from.status) return changedSince(id);
  const seats = await seatsOf(query, session, ctx);
  const turned = { session, to: { id, from, to }, seats };
  if (to.status === 'cancelled' || session.status === to.status) return turned;
  const service = await query.get('services', session.service_id);
  if (!service) return missing('services', session.service_id);
  const { buffer_before, buffer_after, start_at, end_at, allocations } = session;
  const duration = (parseInstant(end_at) - parseInstant(start_at)) / minutes(1);
  const wish = { service: { ...service, buffer_before, buffer_after }, start_at, duration, allocations };
  const question = await loadClassQuestion(query, { ...wish, ignore: [id] }, ctx);
  return isRefusal(question) ? question : { ...turned, question };
}

/** The class takes place again, and its seats are counted anew (rule A6). */
function turnClass(
  { session, to, seats, question }: ClassBack,
  done: readonly Turned[],
  ctx: Ctx,
): Decision | Refusal {
  const placed = question && place(question, parseInstant(session.start_at), softRules, ctx);
  if (placed && isRefusal(placed)) return placed;
  const docs = done.map(({ doc }) => doc);
  const [counted] = recount(seats, docs, ctx);
  const seats_taken = counted?.resource === 'classes' ? counted.doc.seats_taken : session.seats_taken;
  if (seats_taken > session.capacity)
    return refuse('resource_unavailable', 'The class has fewer seats by now', {
      conflicts: [{ type: 'capacity_full', id: session.id }],
      requested_time: session.start_at,
    });
  const status = to?.to.status ?? session.status;
  const patch = {
    status,
    seats_taken,
    ...(status === 'scheduled' && { cancelled_at: undefined, cancel_reason: undefined }),
  };
  const change: Change = { resource: 'classes', doc: revise(session, patch, ctx), before: session };
  return { changes: [change], events: [{ type: 'resource.availability_changed', change }] };
}

/** Whether a document has these values in all of these fields. */
function isSo(doc: object, state: object, fields: readonly string[]): boolean {
  const differing = changedFields(doc, {
    ...doc,
    ...Object.fromEntries(fields.map((field) => [field, Reflect.get(state, field)])),
  });
  return differing.length === 0;
}

function changedSince(id: string): Refusal {
  return refuse('version_conflict', `${id} was changed since`, { id });
}
