import * as z from 'zod';
import { type Refusal, refuse } from '../../errors.ts';
import type { EventType } from '../../events.ts';
import { type Booking, type BookingStatus, bookings, type HistoryAction } from '../../resources/bookings.ts';
import { formatInstant } from '../../time/instants.ts';
import { recount, type Seats } from '../classes/seats.ts';
import { type Ctx, type Decision, defineCommand } from '../define.ts';
import { reviseBooking } from './history.ts';
import { loadStep } from './seat.ts';

type Patch = Parameters<typeof reviseBooking>[2];

/** One step of a booking's life cycle (API.md, "Booking life cycle"). */
export interface Step {
  /** The word in history. */
  readonly action: HistoryAction;
  readonly from: readonly BookingStatus[];
  readonly to: BookingStatus;
  readonly event: EventType;
  /** The step shows in calendars, so their SEQUENCE rises. */
  readonly inCalendar: boolean;
}

/** What a step is decided on: the booking, and the class that it has a seat in. */
interface Stepping {
  readonly before: Booking;
  readonly seats?: Seats | undefined;
}

/** Takes a booking one step on, with what else changes by it; 409 `invalid_transition` where the cycle has no such step. */
export function takeStep(
  { before, seats }: Stepping,
  step: Step,
  patch: Patch,
  ctx: Ctx,
): Decision | Refusal {
  if (!step.from.includes(before.status)) return wrongStatus(before, step.from, step.to);
  const sequence = before.sequence + (step.inCalendar ? 1 : 0);
  const doc = reviseBooking(before, step.action, { ...patch, status: step.to, sequence }, ctx);
  const change = { resource: 'bookings' as const, doc, before };
  const ofClass = seats ? recount(seats, [doc], ctx) : [];
  return { changes: [change, ...ofClass], events: [{ type: step.event, change }] };
}

/** A command that is nothing but one step. */
export function defineTransition<const Name extends string>(
  name: Name,
  path: string,
  summary: string,
  step: Step,
  patch?: (ctx: Ctx) => Patch,
) {
  return defineCommand({
    name,
    resource: 'bookings',
    summary,
    args: z.strictObject({ id: bookings.id }),
    scope: 'bookings:write',
    runs: 'anywhere',
    http: [{ method: 'POST', path: `/bookings/{id}/${path}`, status: 200 }],
    emits: [step.event],
    refuses: ['invalid_transition'],
    load: (query, args, ctx) => loadStep(query, args.id, ctx),
    decide: (view, _args, ctx) => takeStep(view, step, patch?.(ctx) ?? {}, ctx),
  });
}

/** The refusal of a step that the life cycle does not have. */
export function wrongStatus(before: Booking, from: readonly BookingStatus[], to: BookingStatus): Refusal {
  return refuse('invalid_transition', `A booking that is ${before.status} cannot become ${to}`, {
    from: before.status,
    to,
    allowed_from: from,
  });
}

/** Calls a booking off, whoever asks: its time is free again at once. */
export function callOff(view: Stepping, reason: string | undefined, ctx: Ctx): Decision | Refusal {
  const step = {
    action: 'cancelled',
    from: ['pending', 'confirmed'],
    to: 'cancelled',
    event: 'booking.cancelled',
    inCalendar: true,
  } as const;
  return takeStep(view, step, { cancel_reason: reason, cancelled_at: formatInstant(ctx.now) }, ctx);
}
