import type { Refusal } from '../../errors.ts';
import type { Booking } from '../../resources/bookings.ts';
import type { Occurrence, Recurrence } from '../../time/recurrence.ts';
import { formatRule, parseRule } from '../../time/recurrence-rule.ts';
import { shiftRule } from '../../time/shift-rule.ts';
import { wrong } from './plan.ts';
import { isMoved, isToCome, type Part } from './visits.ts';

/** When, with whom and for how long the visits of a series are. */
export interface Plan extends Recurrence {
  readonly resource_id: string;
  readonly duration: number;
}

interface Asked {
  readonly start_local?: string | undefined;
  readonly timezone?: string | undefined;
  readonly rrule?: string | undefined;
  readonly duration?: number | undefined;
  readonly resource_id?: string | undefined;
}

/** The plan of the visits that a change is about; what it does not name stays. */
export function nextPlan({ before, all, from }: Part, asked: Asked): Plan | Refusal {
  const first = all[from]?.local ?? before.start_local;
  const start_local = asked.start_local ?? first;
  const rule = parseRule(before.rrule);
  const rest = rule.count === undefined ? rule : { ...rule, count: rule.count - from };
  const shifted = shiftRule(rest, first.slice(0, 10), start_local.slice(0, 10));
  if (!asked.rrule && !shifted)
    return wrong(
      'rrule',
      'is missing: the rule names several days of a month, which cannot all be moved alike',
    );
  return {
    resource_id: asked.resource_id ?? before.resource_id,
    timezone: asked.timezone ?? before.timezone,
    duration: asked.duration ?? before.duration,
    start_local,
    rrule: asked.rrule ?? formatRule(shifted ?? rest),
  };
}

/** An occurrence of the new plan and the visit that it becomes the time of; without one it gets a new visit. */
export interface Rewanted {
  readonly occurrence: string;
  /** Milliseconds since the epoch; `rule` is the same. */
  readonly start: number;
  readonly rule: number;
  readonly index: number;
  readonly visit: Booking | undefined;
}

/** What becomes of the visits under another plan. */
export interface Matched {
  readonly wanted: readonly Rewanted[];
  /** Visits that stay as they are, and the occurrence that each stands for from now on. */
  readonly staying: readonly { readonly visit: Booking; readonly occurrence: string | undefined }[];
  /** Visits for which the plan has no occurrence any more. */
  readonly leaving: readonly Booking[];
  readonly exdates: readonly string[];
}

/**
 * Finds for each visit its occurrence of the new plan. Under the same rule, only shifted, the nth is the nth. Under another
 * rule what is an exception stays with its date, and the others take the occurrences in their order.
 */
export function match(
  { before, all, from, visits }: Part,
  next: readonly Occurrence[],
  { rrule, keep_exceptions }: { readonly rrule?: string | undefined; readonly keep_exceptions: boolean },
): Matched {
  const indexOf = new Map(all.map(({ local }, i) => [local, i - from]));
  const partner = (local: string) =>
    rrule === undefined
      ? next[indexOf.get(local) ?? -1]
      : next.find((each) => each.local.slice(0, 10) === local.slice(0, 10));
  const isException = (visit: Booking) => !isToCome(visit) || (keep_exceptions && isMoved(visit, before));
  const staying = visits
    .filter(isException)
    .map((visit) => ({ visit, occurrence: partner(visit.occurrence ?? '')?.local }));
  const left = before.exdates.filter((local) => (indexOf.get(local) ?? -1) >= 0);
  const exdates = left.flatMap((local) => partner(local)?.local ?? []);
  const taken = new Set([...exdates, ...staying.map(({ occurrence }) => occurrence)]);
  const open = next
    .map(({ local, start }, index) => ({ occurrence: local, start, rule: start, index }))
    .filter(({ occurrence }) => !taken.has(occurrence));
  const regular = visits.filter((visit) => !isException(visit));
  const inOrder = new Map(open.map(({ occurrence }, i) => [occurrence, regular[i]]));
  const alike = new Map(regular.map((visit) => [partner(visit.occurrence ?? '')?.local, visit]));
  const becomes = rrule === undefined ? alike : inOrder;
  const wanted = open.map((one) => ({ ...one, visit: becomes.get(one.occurrence) }));
  const used = new Set(wanted.map(({ visit }) => visit));
  return { wanted, staying, leaving: regular.filter((visit) => !used.has(visit)), exdates };
}
