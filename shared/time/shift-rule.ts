import { dayOfDate, weekdayOfDay } from './calendar.ts';
import { weekdays } from './hours.ts';
import { type RecurrenceRule, ruleDays } from './recurrence-rule.ts';

/**
 * The rule whose occurrences move from one date to another with their first: "Tuesdays" become "Wednesdays", "the second
 * Tuesday" "the second Wednesday" or "the third", "the 12th" "the 13th". Undefined where the rule names several days of a
 * month, of which each would have to be told.
 * @param from The date `YYYY-MM-DD` of an occurrence.
 * @param to Its new date.
 */
export function shiftRule(rule: RecurrenceRule, from: string, to: string): RecurrenceRule | undefined {
  if (from === to) return rule;
  const days = dayOfDate(to) - dayOfDate(from);
  const { byDay, byMonthDay } = rule;
  if (rule.freq === 'WEEKLY' && byDay) return { ...rule, byDay: byDay.map((day) => weekdayAfter(day, days)) };
  if ((byDay?.length ?? 0) > 1 || (byMonthDay?.length ?? 0) > 1) return undefined;
  const dayOfMonth = Number(to.slice(8));
  if (byMonthDay) return { ...rule, byMonthDay: [dayOfMonth] };
  if (byDay) {
    const weekday = ruleDays[weekdays.indexOf(weekdayOfDay(dayOfDate(to)))];
    return { ...rule, byDay: [`${Math.ceil(dayOfMonth / 7)}${weekday}`] };
  }
  return rule;
}

function weekdayAfter(day: string, days: number): string {
  const index = ruleDays.map(String).indexOf(day);
  return ruleDays[(((index + days) % 7) + 7) % 7] ?? day;
}
