import * as z from 'zod';
import { dateOfDay, dayOfDate } from './calendar.ts';
import { dayLength, parseInstant } from './instants.ts';
import type { Interval } from './interval.ts';
import { parseRule } from './recurrence-rule.ts';
import { type DatedRule, datesOf, lastCounted } from './rule-dates.ts';
import { instantOf, localDay, type Repeated } from './zones.ts';

/*
 * What repeats is a wall-clock time (rules T1, T5). So the rule is evaluated on a clock without zone, as if it
 * were UTC, and each local time that comes out is looked up in the zone by rule T2: "daily 02:30" happens at 03:00 on
 * the day that skips 02:30, where RFC 5545 would leave it out. The visit is agreed, the clock change does not cancel it.
 */

/** A wall-clock date and time, `YYYY-MM-DDTHH:MM`, in a zone that stands beside it. */
export const localDateTime = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/,
    'must be a local date and time such as 2026-04-21T09:00',
  )
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'must be a date of the calendar')
  .meta({ description: 'Wall-clock date and time, YYYY-MM-DDTHH:MM', example: '2026-04-21T09:00' });

/** Something that repeats. */
export interface Recurrence {
  /** Text that `parseRule` reads. */
  readonly rrule: string;
  /** The first occurrence, `localDateTime`. */
  readonly start_local: string;
  /** IANA name. */
  readonly timezone: string;
  /** Occurrences that are left out, `localDateTime` each; they count for COUNT all the same. */
  readonly exdates?: readonly string[];
}

export interface Occurrence {
  /** The wall-clock time that the rule asks for, `localDateTime`: the identity of the occurrence. */
  readonly local: string;
  /** Its instant, in milliseconds. */
  readonly start: number;
}

/** A rule that names a date so rare that none comes in as many years has no further occurrence for us. */
const yearsLooked = 31;
const year = 366 * dayLength;

/**
 * The first `most` occurrences, in order; fewer where the rule ends or names no date for 31 years.
 * @throws RangeError for a rule or a zone that is not known.
 */
export function occurrences(recurrence: Recurrence, most: number): Occurrence[] {
  const first = instantOfLocal(recurrence.timezone, recurrence.start_local);
  const found: Occurrence[] = [];
  // Windows of a year, two years, four: few dates are looked at for a rule that names many.
  for (let from = 0, years = 1; from < yearsLooked && found.length < most; from += years, years *= 2) {
    const span = { start: first + from * year, end: first + (from + years) * year };
    for (const occurrence of occurrencesBetween(recurrence, span)) found.push(occurrence);
  }
  return found.slice(0, most);
}

/**
 * The occurrences that start in `span` (milliseconds), in order. Costs what lies in the span, however long ago the
 * first occurrence was.
 * @throws RangeError for a rule or a zone that is not known.
 */
export function occurrencesBetween(recurrence: Recurrence, span: Interval): Occurrence[] {
  const zone = recurrence.timezone;
  const excluded = new Set(recurrence.exdates);
  const found: Occurrence[] = [];
  const rule = datedRule(recurrence);
  const { until } = rule.rule;
  const last = until?.endsWith('Z') === true ? parseInstant(until) : Number.POSITIVE_INFINITY;
  const time = recurrence.start_local.slice(10);
  for (const day of datesOf(rule, localDay(zone, span.start) - 1, localDay(zone, span.end) + 1)) {
    const local = dateOfDay(day) + time;
    const start = instantOfLocal(zone, local);
    const inside = start >= span.start && start < span.end && start <= last;
    if (inside && !excluded.has(local)) found.push({ local, start });
  }
  return found;
}

/** Whether the first occurrence is one of the rule's: calendars disagree about a start that is none. */
export function startsOnRule(recurrence: Recurrence): boolean {
  return occurrences({ ...recurrence, exdates: [] }, 1)[0]?.local === recurrence.start_local;
}

/** The instant, in milliseconds, of a `localDateTime` in a zone (rule T2). */
export function instantOfLocal(zone: string, local: string, repeated: Repeated = 'earlier'): number {
  const mins = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  return instantOf(zone, local.slice(0, 10), mins, repeated);
}

/** Blocks that repeat are asked all day: a rule is read, and one that ends by COUNT is counted, once. */
const datedRules = new Map<string, DatedRule>();
const datedRulesKept = 512;

function datedRule({ rrule, start_local }: Recurrence): DatedRule {
  const key = `${rrule} ${start_local}`;
  const kept = datedRules.get(key);
  if (kept !== undefined) return kept;
  if (datedRules.size >= datedRulesKept) datedRules.clear();
  const made = readDated(rrule, dayOfDate(start_local));
  datedRules.set(key, made);
  return made;
}

function readDated(rrule: string, first: number): DatedRule {
  const rule = parseRule(rrule);
  const { until, count } = rule;
  if (until !== undefined) {
    // An instant ends a date that is known only in the zone; no zone is more than a day from UTC.
    return { rule, first, last: dayOfDate(until) + (until.endsWith('Z') ? 1 : 0) };
  }
  const last = count === undefined ? undefined : lastCounted({ rule, first }, first + yearsLooked * 366);
  return { rule, first, ...(last !== undefined && { last }) };
}
