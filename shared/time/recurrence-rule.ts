import * as z from 'zod';
import { parseInstant } from './instants.ts';

/*
 * The part of an RFC 5545 recurrence rule that Dunebook knows: every n days; every n weeks on days of the week;
 * every n months on days of the month or on the nth weekday; every n years on the date. Ended by a count, by a
 * last day, or never. Anything else is refused, never ignored: a calendar would show other days than the desk.
 */

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];
/** Monday first, as in calendar.ts and as weeks are counted unless the rule says otherwise. */
export const ruleDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type RuleDay = (typeof ruleDays)[number];

/** A rule read from its text. */
export interface RecurrenceRule {
  readonly freq: Frequency;
  readonly interval: number;
  /** `TU`, or with `MONTHLY` `2TU` (the second) and `-1FR` (the last). */
  readonly byDay?: readonly string[];
  /** 1 to 31, or -1 for the last day; a month without the day has no occurrence. */
  readonly byMonthDay?: readonly number[];
  readonly count?: number;
  /** The last date `YYYY-MM-DD` on the zone's clocks, or the last instant `2026-12-31T22:59:59Z`. */
  readonly until?: string;
  /** The first day of the week where that is not Monday; counts where weeks are left out. */
  readonly weekStart?: RuleDay;
}

/** The most occurrences that a COUNT may ask for. */
export const mostCounted = 999;
const longestRule = 200;

/**
 * Reads the text of a rule, `FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10`; a leading `RRULE:` and small letters are allowed.
 * @throws RangeError which says in plain words what Dunebook does not know.
 */
export function parseRule(text: string): RecurrenceRule {
  const parts = readParts(text.toUpperCase().replace(/^RRULE:/, ''));
  const freq = frequencies.find((known) => known === parts.get('FREQ'));
  if (freq === undefined) throw new RangeError(`a rule needs FREQ, one of ${frequencies.join(', ')}`);
  const byDay = parts.get('BYDAY')?.split(',');
  const byMonthDay = parts.get('BYMONTHDAY')?.split(',').map(monthDay);
  const counted = parts.get('COUNT');
  const until = parts.get('UNTIL');
  const weekStart = parts.get('WKST');
  if (counted !== undefined && until !== undefined)
    throw new RangeError('a rule ends by COUNT or by UNTIL, not by both');
  refuseDays(freq, byDay, byMonthDay);
  return {
    freq,
    interval: whole('INTERVAL', parts.get('INTERVAL') ?? '1', 99),
    ...(byDay === undefined ? {} : { byDay }),
    ...(byMonthDay === undefined ? {} : { byMonthDay }),
    ...(counted === undefined ? {} : { count: whole('COUNT', counted, mostCounted) }),
    ...(until === undefined ? {} : { until: readUntil(until) }),
    ...(weekStart === undefined || weekStart === 'MO' ? {} : { weekStart: ruleDay(weekStart) }),
  };
}

/** The one text of a rule: parts in a fixed order, those that say nothing left out. */
export function formatRule(rule: RecurrenceRule): string {
  const parts = [`FREQ=${rule.freq}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.byDay !== undefined) parts.push(`BYDAY=${rule.byDay.join(',')}`);
  if (rule.byMonthDay !== undefined) parts.push(`BYMONTHDAY=${rule.byMonthDay.join(',')}`);
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== undefined) parts.push(`UNTIL=${rule.until.replace(/[-:]/g, '')}`);
  if (rule.weekStart !== undefined) parts.push(`WKST=${rule.weekStart}`);
  return parts.join(';');
}

/** A recurrence rule on the wire: the known part of RFC 5545 in, its one text (`formatRule`) out. */
export const recurrenceRule = z
  .codec(z.string().max(longestRule), z.string().max(longestRule), {
    decode(text, context) {
      try {
        return formatRule(parseRule(text));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        context.issues.push({ code: 'custom', message: error.message, input: text });
        return z.NEVER;
      }
    },
    encode: (canonical) => canonical,
  })
  .meta({
    description:
      'Recurrence rule of RFC 5545: FREQ DAILY, WEEKLY with BYDAY, MONTHLY with BYMONTHDAY or an nth weekday, YEARLY; INTERVAL, COUNT or UNTIL, WKST',
    example: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10',
  });

function readParts(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', value = '', more] = part.split('=');
    if (!known.has(name)) throw new RangeError(`a rule of Dunebook has no part ${name || '(empty)'}`);
    if (value === '' || more !== undefined || parts.has(name))
      throw new RangeError(`${name} must be given once, with a value`);
    parts.set(name, value);
  }
  return parts;
}

const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST']);

/** Which days go with which frequency. */
function refuseDays(freq: Frequency, byDay?: readonly string[], byMonthDay?: readonly number[]): void {
  if (byMonthDay !== undefined && (freq !== 'MONTHLY' || byDay !== undefined))
    throw new RangeError('BYMONTHDAY goes with FREQ=MONTHLY, without BYDAY');
  if (byMonthDay !== undefined && new Set(byMonthDay).size !== byMonthDay.length)
    throw new RangeError('BYMONTHDAY names a day twice');
  if (byDay === undefined) return;
  if (freq !== 'WEEKLY' && freq !== 'MONTHLY')
    throw new RangeError('BYDAY goes with FREQ=WEEKLY or FREQ=MONTHLY');
  const form = freq === 'WEEKLY' ? /^(?:MO|TU|WE|TH|FR|SA|SU)$/ : /^(?:[1-5]|-1)(?:MO|TU|WE|TH|FR|SA|SU)$/;
  const example = freq === 'WEEKLY' ? 'TU' : '2TU (the second) or -1FR (the last)';
  if (!byDay.every((day) => form.test(day)))
    throw new RangeError(`BYDAY with FREQ=${freq} names days such as ${example}`);
  if (new Set(byDay).size !== byDay.length) throw new RangeError('BYDAY names a day twice');
}

function ruleDay(text: string): RuleDay {
  const day = ruleDays.find((each) => each === text);
  if (day === undefined) throw new RangeError(`WKST must be one of ${ruleDays.join(', ')}`);
  return day;
}

function monthDay(text: string): number {
  return text === '-1' ? -1 : whole('BYMONTHDAY', text, 31);
}

function whole(name: string, text: string, most: number): number {
  const n = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (n < 1 || n > most) throw new RangeError(`${name} must be a whole number from 1 to ${most}`);
  return n;
}

/** `20261231` or `20261231T225959Z`; a local date-time without zone is refused: it is not clear whose. */
function readUntil(text: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(text);
  const [, year, month, day, hours, mins, seconds] = match ?? [];
  const date = `${year}-${month}-${day}`;
  if (match === null || !z.iso.date().safeParse(date).success)
    throw new RangeError('UNTIL must be a date such as 20261231 or an instant such as 20261231T225959Z');
  if (hours === undefined) return date;
  const instant = `${date}T${hours}:${mins}:${seconds}Z`;
  parseInstant(instant);
  return instant;
}
