import type { Booking, HistoryAction, HistoryEntry } from '../../resources/bookings.ts';
import { formatInstant } from '../../time/instants.ts';
import { changedFields, revise } from '../changes.ts';
import type { Ctx } from '../define.ts';

/** One line of history: who did what, when, and what it was before (rule B4). */
export function historyEntry(action: HistoryAction, before: Record<string, unknown>, ctx: Ctx): HistoryEntry {
  return {
    at: formatInstant(ctx.now),
    by: ctx.actor.id,
    by_name: ctx.actor.name,
    ...(ctx.actor.desk && { desk: ctx.actor.desk }),
    action,
    before,
  };
}

/** The next version of a booking, with the line of history that tells what changed. */
export function reviseBooking(
  before: Booking,
  action: HistoryAction,
  patch: { [Field in keyof Booking]?: Booking[Field] | null | undefined },
  ctx: Ctx,
): Booking {
  const doc = revise(before, patch, ctx);
  const was = Object.fromEntries(
    changedFields(before, doc).map((field) => [field, Reflect.get(before, field) ?? null]),
  );
  return { ...doc, history: [...before.history, historyEntry(action, was, ctx)] };
}
