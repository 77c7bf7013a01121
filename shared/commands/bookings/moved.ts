import { isRefusal, type Refusal, refuse } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import { checkStart } from '../../time/availability.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import { parseInstant } from '../../time/instants.ts';
import type { Ctx, Decision, EventDraft } from '../define.ts';
import { reviseBooking } from './history.ts';
import { type Override, place } from './place.ts';

/** Statuses in which a booking can still move. */
const movable: readonly Booking['status'][] = ['pending', 'confirmed', 'checked_in'];

/** What has begun or is over cannot move any more. */
export function refuseUnmovable({ status }: Booking): Refusal | undefined {
  if (movable.includes(status)) return undefined;
  return refuse('invalid_transition', `A booking that is ${status} cannot be moved`, { status });
}

/** What `loadMove` finds. */
interface Found {
  readonly before: Booking;
  readonly question: AvailabilityQuestion;
  readonly same: AvailabilityQuestion | undefined;
}

interface Wished {
  readonly start_at?: string | undefined;
  readonly override: readonly Override[];
  readonly override_reason?: string | undefined;
}

/** A booking put where it is wished (rule B3), with the events that tell of it; or why it cannot lie there. */
export function moveBooking(
  { before, question, same }: Found,
  wished: Wished,
  ctx: Ctx,
): (Decision & { doc: Booking }) | Refusal {
  const barred = refuseUnmovable(before);
  if (barred) return barred;
  const start = parseInstant(wished.start_at ?? before.start_at);
  // It stays with whom and where it is as long as they are free.
  const best = same && checkStart(same, start).ok ? same : question;
  const placed = place(best, start, wished.override, ctx);
  if (isRefusal(placed)) return placed;
  const patch = {
    ...placed,
    chosen_by: placed.resource_id === before.resource_id ? before.chosen_by : undefined,
    sequence: before.sequence + 1,
    override_reason: placed.override.length > 0 ? wished.override_reason : undefined,
  };
  const doc = reviseBooking(before, 'rescheduled', patch, ctx);
  const change = { resource: 'bookings' as const, doc, before };
  const events: EventDraft[] = [{ type: 'booking.rescheduled', change }];
  if (placed.overbooked) events.push({ type: 'booking.conflict_detected', change });
  return { doc, changes: [change], events };
}
