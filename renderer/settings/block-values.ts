import type { Block } from '../../shared/resources/blocks.ts';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import { weekdays } from '../../shared/time/hours.ts';
import { formatInstant, parseInstant } from '../../shared/time/instants.ts';
import { formatRule, parseRule, ruleDays } from '../../shared/time/recurrence-rule.ts';
import { localOf } from '../../shared/time/wall-clock.ts';
import { instantOf } from '../../shared/time/zones.ts';
import type { Args } from '../forms/changed.ts';
import { textOf } from '../forms/inputs.ts';

/** How often a closure or time off comes again; `other`: by a rule that this form does not know. */
export type Repeats = 'never' | 'weekly' | 'biweekly' | 'monthly' | 'weekday' | 'yearly' | 'other';

/** A closure or time off as its form has it. */
export interface BlockValues extends Record<string, unknown> {
  readonly whole: boolean;
  /** `YYYY-MM-DD`; the last day counts. */
  readonly from: string;
  readonly to: string;
  /** `HH:MM`, where it is not of whole days. */
  readonly start: string;
  readonly end: string;
  readonly repeats: Repeats;
  /** Its last day; empty: for ever. */
  readonly until: string;
  readonly reason: string;
}

export function newBlock(date: string): BlockValues {
  const times = { start: '09:00', end: '12:00' };
  return { whole: true, from: date, to: date, ...times, repeats: 'never', until: '', reason: '' };
}

/** @param zone On whose clocks it is read. */
export function valuesOfBlock(block: Block, zone: string): BlockValues {
  const on = block.timezone ?? zone;
  const [from = '', start = ''] = localOf(on, parseInstant(block.start_at)).split('T');
  const [last = '', end = ''] = localOf(on, parseInstant(block.end_at)).split('T');
  const whole = start === '00:00' && end === '00:00';
  return {
    ...newBlock(from),
    whole,
    to: whole ? addDays(last, -1) : last,
    ...(!whole && { start, end }),
    repeats: block.rrule ? repeatsOf(block.rrule, from) : 'never',
    until: (block.rrule && parseRule(block.rrule).until?.slice(0, 10)) || '',
    reason: block.reason ?? '',
  };
}

/**
 * In wire form, as `blocks.create` takes it.
 * @param own The rule that it has, where the form does not know it.
 */
export function blockArgs(values: BlockValues, zone: string, own?: string): Args {
  const { whole, from, to, start, end } = values;
  const rule = ruleOf(values, own);
  return {
    start_at: instant(zone, from, whole ? 0 : minuteOf(start)),
    end_at: instant(zone, whole ? to && addDays(to, 1) : to, whole ? 0 : minuteOf(end)),
    ...(rule && { rrule: rule, timezone: zone }),
    reason: textOf(values.reason),
  };
}

/** Where the form shows what is wrong with a field of the wire form. */
export function blockField(path: string): string {
  if (path === 'start_at') return 'from';
  if (path === 'end_at') return 'to';
  return path === 'rrule' || path === 'timezone' ? 'repeats' : path;
}

function instant(zone: string, date: string, minute: number | undefined): string | undefined {
  return date && minute !== undefined ? formatInstant(instantOf(zone, date, minute)) : undefined;
}

function ruleOf({ repeats, from, until }: BlockValues, own: string | undefined): string | undefined {
  if (repeats === 'never' || !from) return undefined;
  if (repeats === 'other') return own;
  const ends = until ? { until } : {};
  const day = ruleDays[weekdays.indexOf(weekdayOf(from))];
  switch (repeats) {
    case 'weekly':
      return formatRule({ freq: 'WEEKLY', interval: 1, byDay: [`${day}`], ...ends });
    case 'biweekly':
      return formatRule({ freq: 'WEEKLY', interval: 2, byDay: [`${day}`], ...ends });
    case 'monthly':
      return formatRule({ freq: 'MONTHLY', interval: 1, byMonthDay: [Number(from.slice(8))], ...ends });
    case 'weekday':
      return formatRule({ freq: 'MONTHLY', interval: 1, byDay: [`${nthOf(from)}${day}`], ...ends });
    case 'yearly':
      return formatRule({ freq: 'YEARLY', interval: 1, ...ends });
  }
}

/** The choice that a stored rule was made by, where there is one. */
function repeatsOf(rrule: string, from: string): Repeats {
  const { until } = parseRule(rrule);
  const known: readonly Repeats[] = ['weekly', 'biweekly', 'monthly', 'weekday', 'yearly'];
  const values = { ...newBlock(from), until: until?.slice(0, 10) ?? '' };
  return known.find((repeats) => ruleOf({ ...values, repeats }, undefined) === rrule) ?? 'other';
}

/** Which of its weekday in the month a date is; -1: the last, where there is no fifth in most months. */
export function nthOf(date: string): number {
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return nth === 5 ? -1 : nth;
}

function minuteOf(time: string): number | undefined {
  return /^\d\d:\d\d$/.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : undefined;
}
