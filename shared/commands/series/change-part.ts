import { isRefusal, type Refusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Series } from '../../resources/series.ts';
import type { Service } from '../../resources/services.ts';
import type { AvailabilityQuestion } from '../../time/availability-types.ts';
import { reviseBooking } from '../bookings/history.ts';
import { callOff } from '../bookings/transition.ts';
import { visitDoc } from '../bookings/visit.ts';
import { type Change, newDoc, revise } from '../changes.ts';
import type { Ctx, Decision, EventDraft } from '../define.ts';
import { endedBefore } from './cancel.ts';
import { conflictOf } from './create.ts';
import { type Laid, layOut, refuseAll } from './lay-out.ts';
import { visitId } from './plan.ts';
import type { Matched, Plan, Rewanted } from './replan.ts';
import type { UpdateArgs } from './update-args.ts';
import type { Part } from './visits.ts';

/** Several visits that are to change, and what decides whether they can. */
export interface Many {
  readonly part: Part;
  readonly service: Service;
  /** These are absent where no time changes. */
  readonly plan?: Plan;
  readonly matched?: Matched;
  readonly question?: AvailabilityQuestion;
}

/**
 * Finds a place for every visit that is to move. With `skip` and `suggest` one that finds none stays where it is; what
 * others meant to take of its time they cannot have then, so it is asked again until all that is left fits.
 */
export function settle(
  question: AvailabilityQuestion,
  { wanted, leaving }: Matched,
  { override, on_conflict }: UpdateArgs,
  ctx: Ctx,
): Laid<Rewanted>[] | Refusal {
  const failed = new Map<Rewanted, Laid<Rewanted>>();
  for (;;) {
    const trying = wanted.filter((one) => !failed.has(one));
    const ignore_owners = [...trying.map(({ visit }) => visit), ...leaving].flatMap((one) => one?.id ?? []);
    const free = { ...question, ignore_owners };
    const out = layOut(free, trying, { override, shift: on_conflict === 'suggest' }, ctx);
    if (isRefusal(out)) return out;
    const without = out.laid.filter(({ placed }) => !placed);
    if (on_conflict === 'refuse' && without.length > 0) return refuseAll(out.laid);
    for (const one of without) failed.set(one.wanted, one);
    if (without.length === 0)
      return [...out.laid, ...failed.values()].sort((a, b) => a.wanted.index - b.wanted.index);
  }
}

/** The visits as they were laid out; in a series of their own where others stay behind. */
export function changePart(
  { part, service, plan, matched }: Many & { readonly plan: Plan; readonly matched: Matched },
  laid: readonly Laid<Rewanted>[],
  args: UpdateArgs,
  ctx: Ctx,
): Decision | Refusal {
  const { before, from } = part;
  const splits = from > 0;
  const id = splits ? (args.new_id ?? ctx.id('ser')) : before.id;
  const notes = args.notes === undefined ? before.notes : (args.notes ?? undefined);
  const skipped = laid.filter(({ placed, wanted }) => !placed && !wanted.visit);
  const fields = {
    ...plan,
    notes,
    exdates: [...matched.exdates, ...skipped.map(({ wanted }) => wanted.occurrence)].sort(),
    conflicts: laid.flatMap((one) => conflictOf(one, one.wanted.visit ? 'kept' : 'skipped')),
  };
  const { channel, customer_id, service_id } = before;
  const doc = splits
    ? newDoc(
        'series',
        id,
        { channel, customer_id, service_id, ...fields, status: 'active', sequence: 0, continues: before.id },
        ctx,
      )
    : revise(before, { ...fields, sequence: before.sequence + 1 }, ctx);
  const change: Change = splits ? { resource: 'series', doc } : { resource: 'series', doc, before };
  const changes: Change[] = [change];
  const events: EventDraft[] = [{ type: 'series.created', change }];
  if (splits) changes.push({ resource: 'series', doc: endedSeries(part, id, ctx), before });

  for (const { wanted, placed } of laid) {
    const { visit, occurrence, index } = wanted;
    const where = { series_id: id, occurrence };
    if (visit && placed) {
      const { buffer_before, buffer_after } = service;
      const patch = {
        ...where,
        ...placed,
        buffer_before,
        buffer_after,
        ...(visit.notes === before.notes && { notes }),
        sequence: visit.sequence + 1,
        override_reason: placed.override.length > 0 ? args.override_reason : undefined,
      };
      push(visit, reviseBooking(visit, 'rescheduled', patch, ctx), placed.overbooked);
    } else if (visit) {
      push(visit, revise(visit, where, ctx), false);
    } else if (placed) {
      const { override, override_reason } = args;
      const own = { channel, notes, customer_id, override, override_reason, send_confirmation: false };
      const made = { ...own, ...where, id: visitId(id, doc.version, index) };
      push(undefined, visitDoc(service, placed, made, ctx), placed.overbooked);
    }
  }
  for (const { visit, occurrence } of matched.staying)
    push(visit, revise(visit, { series_id: id, occurrence: occurrence ?? visit.occurrence }, ctx), false);
  for (const visit of matched.leaving) {
    const called = callOff({ before: visit }, undefined, ctx);
    if (isRefusal(called)) return called;
    changes.push(...called.changes);
  }
  return { changes, events };

  function push(was: Booking | undefined, now: Booking, overbooked: boolean): void {
    const one: Change = { resource: 'bookings', doc: now, ...(was && { before: was }) };
    changes.push(one);
    if (overbooked) events.push({ type: 'booking.conflict_detected', change: one });
  }
}

/** What stays behind: the visits before the first that is changed. */
function endedSeries({ before, all, from }: Part, continued_by: string, ctx: Ctx): Series {
  const stays = new Set(all.slice(0, from).map(({ local }) => local));
  return revise(
    before,
    {
      rrule: endedBefore(before.rrule, from),
      exdates: before.exdates.filter((local) => stays.has(local)),
      conflicts: before.conflicts.filter(({ occurrence }) => stays.has(occurrence)),
      status: 'ended',
      sequence: before.sequence + 1,
      continued_by,
    },
    ctx,
  );
}
