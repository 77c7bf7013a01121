import * as z from 'zod';
import { isRefusal, type Refusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import { line } from '../../resources/parts.ts';
import type { Series } from '../../resources/series.ts';
import { formatRule, parseRule } from '../../time/recurrence-rule.ts';
import { callOff } from '../bookings/transition.ts';
import { type Change, revise } from '../changes.ts';
import { type Ctx, type Decision, defineCommand } from '../define.ts';
import { scopeArgs, unscoped } from './scope-args.ts';
import { isMoved, isToCome, loadPart, loadVisitOf, type Part } from './visits.ts';

export const cancelSeries = defineCommand({
  name: 'series.cancel',
  resource: 'series',
  summary: 'Cancel one visit of a series, that and all after it, or all that are still to come (rule B5)',
  args: z.strictObject({
    ...scopeArgs,
    scope: scopeArgs.scope.default('all'),
    keep_exceptions: scopeArgs.keep_exceptions.default(false),
    reason: line(500).optional(),
  }),
  scope: 'series:write',
  runs: 'anywhere',
  http: [{ method: 'POST', path: '/series/{id}/cancel', status: 200 }],
  emits: ['series.cancelled', 'booking.cancelled'],
  refuses: ['invalid_transition', 'outside_policy'],

  async load(query, args, ctx): Promise<{ one: One } | { part: Part } | Refusal> {
    const incomplete = unscoped(args);
    if (incomplete) return incomplete;
    const found = args.scope === 'this' ? await loadVisitOf(query, args) : await loadPart(query, args, ctx);
    if (isRefusal(found)) return found;
    return 'visit' in found ? { one: found } : { part: found };
  },

  decide(view, args, ctx) {
    return 'one' in view ? cancelOne(view.one, args.reason, ctx) : cancelPart(view.part, args, ctx);
  },
});

interface One {
  readonly before: Series;
  readonly visit: Booking;
}

function cancelOne({ before, visit }: One, reason: string | undefined, ctx: Ctx): Decision | Refusal {
  const called = callOff({ before: visit }, reason, ctx);
  if (isRefusal(called)) return called;
  const same: Change = { resource: 'series', doc: revise(before, {}, ctx), before };
  return { ...called, changes: [same, ...called.changes] };
}

function cancelPart(
  { before, from, visits }: Part,
  { keep_exceptions, reason }: { readonly keep_exceptions: boolean; readonly reason?: string | undefined },
  ctx: Ctx,
): Decision | Refusal {
  const ahead = visits.filter(isToCome);
  const kept = keep_exceptions ? ahead.filter((visit) => isMoved(visit, before)) : [];
  const changes: Change[] = [];
  for (const visit of ahead.filter((one) => !kept.includes(one))) {
    const called = callOff({ before: visit }, reason, ctx);
    if (isRefusal(called)) return called;
    changes.push(...called.changes);
  }
  // What stays keeps its place in the rule, and with it its UID; otherwise the rule ends before the first.
  const cut = from > 0 && kept.length === 0;
  const doc = revise(
    before,
    {
      status: from === 0 ? 'cancelled' : 'ended',
      sequence: before.sequence + 1,
      cancel_reason: reason,
      ...(cut && { rrule: endedBefore(before.rrule, from) }),
    },
    ctx,
  );
  const change: Change = { resource: 'series', doc, before };
  return { changes: [change, ...changes], events: [{ type: 'series.cancelled', change }] };
}

/** The rule with its first `count` occurrences alone. */
export function endedBefore(rrule: string, count: number): string {
  const { until: _, ...rule } = parseRule(rrule);
  return formatRule({ ...rule, count });
}
