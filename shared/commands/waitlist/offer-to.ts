import { isRefusal, type Refusal } from '../../errors.ts';
import type { Hold } from '../../resources/holds.ts';
import type { WaitlistEntry } from '../../resources/waitlist.ts';
import { minutes } from '../../time/instants.ts';
import { placeVisit, type Visit } from '../bookings/visit.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import type { Ctx, Decision, DueDraft } from '../define.ts';
import { keptPlace } from '../holds/kept-place.ts';
import { removeHold } from '../holds/remove.ts';
import type { FreedTime } from './freed.ts';

/** Holds a time for somebody who waits, until they answer or `offerMinutes` are over: the entry first among the changes. */
export function offerTo(
  before: WaitlistEntry,
  visit: Visit,
  offerMinutes: number,
  ctx: Ctx,
): Decision | Refusal {
  const placed = placeVisit(visit, [], ctx);
  if (isRefusal(placed)) return placed;
  const at = ctx.now + minutes(offerMinutes);
  const fields = { ...keptPlace(visit, placed, at), held_by: 'Waitlist' };
  const hold = newDoc('holds', ctx.id('hold'), fields, ctx);
  const { start_at, end_at, resource_id, class_id, expires_at } = hold;
  const offer = { hold_id: hold.id, start_at, end_at, resource_id, class_id, expires_at };
  const change = {
    resource: 'waitlist' as const,
    doc: revise(before, { status: 'offered', offer }, ctx),
    before,
  };
  const args = { id: before.id, hold_id: hold.id };
  return {
    changes: [change, { resource: 'holds', doc: hold }],
    events: [{ type: 'waitlist.offered', change }],
    due: [{ at, command: 'waitlist.expire_offer', args }],
  };
}

/** Whoever is next for freed time is offered it at once. */
export function nextTurn(freed: FreedTime, ctx: Ctx): DueDraft {
  return { at: ctx.now, command: 'waitlist.offer_freed', args: { ...freed } };
}

/** The time of an offer that nobody takes. */
export function freedByOffer({
  start_at,
  end_at,
  resource_id,
  class_id,
}: NonNullable<WaitlistEntry['offer']>) {
  return { from: start_at, to: end_at, ...(class_id ? { class_id } : { resource_ids: [resource_id] }) };
}

/** An offer that was not taken: its hold is gone, and the entry waits on or is over. */
export function takeOfferBack(
  before: WaitlistEntry,
  hold: Hold | undefined,
  status: 'waiting' | 'declined' | 'expired',
  ctx: Ctx,
): Change[] {
  const passed = [...before.passed, ...(before.offer ? [before.offer.start_at] : [])].slice(-50);
  const doc = revise(before, { status, offer: undefined, passed }, ctx);
  const changes: Change[] = [{ resource: 'waitlist', doc, before }];
  return hold ? [...changes, ...removeHold(hold, ctx).changes] : changes;
}
