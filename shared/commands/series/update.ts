import type * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Series } from '../../resources/series.ts';
import { formatInstant } from '../../time/instants.ts';
import { instantOfLocal } from '../../time/recurrence.ts';
import { reviseBooking } from '../bookings/history.ts';
import { placeRefusals } from '../bookings/place.ts';
import { rescheduleBooking } from '../bookings/reschedule.ts';
import { type Change, revise } from '../changes.ts';
import { missing } from '../common.ts';
import { type Ctx, type Decision, defineCommand } from '../define.ts';
import type { Query } from '../query.ts';
import { changePart, type Many, settle } from './change-part.ts';
import { loadSeriesQuestion } from './lay-out.ts';
import { plannedOccurrences, wrong } from './plan.ts';
import { match, nextPlan } from './replan.ts';
import { unscoped } from './scope-args.ts';
import { type UpdateArgs, updateArgs } from './update-args.ts';
import { loadPart, loadVisitOf, type Part } from './visits.ts';

export const updateSeries = defineCommand({
  name: 'series.update',
  resource: 'series',
  summary:
    'Change one visit of a series, that and all after it, or all that are still to come. Where visits stay behind, the others go on as a series of their own, which is the answer (rule B5)',
  args: updateArgs,
  scope: 'series:write',
  runs: 'anywhere',
  http: [{ method: 'PATCH', path: '/series/{id}', status: 200 }],
  emits: ['series.created', 'booking.rescheduled', 'booking.updated', 'booking.conflict_detected'],
  refuses: [...placeRefusals, 'invalid_transition'],

  async load(query, args, ctx): Promise<View | Refusal> {
    const incomplete = unscoped(args);
    if (incomplete) return incomplete;
    if (args.scope === 'this') return loadOne(query, args, ctx);
    const part = await loadPart(query, args, ctx);
    if (isRefusal(part)) return part;
    const service = await query.get('services', part.before.service_id);
    if (!service) return missing('services', part.before.service_id);
    if (!replans(args)) return { part, service };
    const plan = nextPlan(part, args);
    if (isRefusal(plan)) return plan;
    const next = plannedOccurrences(plan, ctx);
    if (isRefusal(next)) return next;
    const matched = match(part, next, args);
    if (matched.wanted.length === 0) return { part, service, plan, matched };
    const question = await loadSeriesQuestion(
      query,
      {
        service,
        resource_id: plan.resource_id,
        duration: plan.duration,
        wanted: matched.wanted,
        shifts: args.on_conflict === 'suggest' ? 'all' : 'none',
        override: args.override,
      },
      ctx,
    );
    return isRefusal(question) ? question : { part, service, plan, matched, question };
  },

  decide(view, args, ctx) {
    if ('one' in view) return changeOne(view.one, args, ctx);
    const { part, plan, matched, question } = view;
    if (!plan || !matched) return note(part, args, ctx);
    const laid = question ? settle(question, matched, args, ctx) : [];
    if (isRefusal(laid)) return laid;
    return changePart({ ...view, plan, matched }, laid, args, ctx);
  },
});

type MoveArgs = z.output<typeof rescheduleBooking.args>;

interface One {
  readonly before: Series;
  readonly visit: Booking;
  /** Absent where no time changes. */
  readonly move?: {
    readonly view: Exclude<Awaited<ReturnType<typeof rescheduleBooking.load>>, Refusal>;
    readonly args: MoveArgs;
  };
}

type View = { readonly one: One } | Many;

function replans({ start_local, timezone, rrule, duration, resource_id }: UpdateArgs): boolean {
  return [start_local, timezone, rrule, duration, resource_id].some((value) => value !== undefined);
}

/** One visit is moved as any booking is. */
async function loadOne(query: Query, args: UpdateArgs, ctx: Ctx): Promise<{ one: One } | Refusal> {
  if (args.rrule !== undefined) return wrong('rrule', 'goes with several visits');
  const found = await loadVisitOf(query, args);
  if (isRefusal(found) || !replans(args)) return isRefusal(found) ? found : { one: found };
  const { before, visit } = found;
  const zone = args.timezone ?? before.timezone;
  const move: MoveArgs = {
    id: visit.id,
    start_at: args.start_local && formatInstant(instantOfLocal(zone, args.start_local)),
    resource_id: args.resource_id,
    duration: args.duration,
    override: args.override,
    override_reason: args.override_reason,
  };
  const view = await rescheduleBooking.load(query, move, ctx);
  return isRefusal(view) ? view : { one: { ...found, move: { view, args: move } } };
}

function changeOne({ before, visit, move }: One, args: UpdateArgs, ctx: Ctx): Decision | Refusal {
  const same: Change = { resource: 'series', doc: revise(before, {}, ctx), before };
  const moved = move && rescheduleBooking.decide(move.view, move.args, ctx);
  if (moved && isRefusal(moved)) return moved;
  if (moved && args.notes === undefined) return { ...moved, changes: [same, ...moved.changes] };
  const [main] = moved?.changes ?? [];
  const now = main?.resource === 'bookings' ? main.doc : visit;
  const doc = moved
    ? { ...now, notes: args.notes ?? undefined }
    : reviseBooking(visit, 'edited', { notes: args.notes }, ctx);
  const change: Change = { resource: 'bookings', doc, before: visit };
  const type = moved ? ('booking.rescheduled' as const) : ('booking.updated' as const);
  return { changes: [same, change], events: [{ type, change }] };
}

/** Notes alone: every visit that has those of the series gets the new ones, and nothing moves. */
function note({ before, from, visits }: Part, { notes }: UpdateArgs, ctx: Ctx): Decision {
  const changes = visits
    .filter((visit) => visit.notes === before.notes)
    .map(
      (visit): Change => ({
        resource: 'bookings',
        doc: reviseBooking(visit, 'edited', { notes }, ctx),
        before: visit,
      }),
    );
  const change: Change = {
    resource: 'series',
    doc: revise(before, { sequence: before.sequence + 1, ...(from === 0 && { notes }) }, ctx),
    before,
  };
  return { changes: [change, ...changes], events: [{ type: 'series.created', change }] };
}
