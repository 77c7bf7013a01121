import { type Refusal, refuse } from '../../errors.ts';
import { mostOccurrences, mostYearsAhead } from '../../resources/series.ts';
import { dayLength } from '../../time/instants.ts';
import { type Occurrence, occurrences, type Recurrence, startsOnRule } from '../../time/recurrence.ts';
import { parseRule } from '../../time/recurrence-rule.ts';
import type { Ctx } from '../define.ts';

/**
 * All occurrences of a series' rule, those that are left out among them: 422 where there is no end to them, too many,
 * too far ahead, or none at the time the series is said to start.
 */
export function plannedOccurrences(recurrence: Recurrence, ctx: Ctx): readonly Occurrence[] | Refusal {
  const rule = parseRule(recurrence.rrule);
  if (rule.count === undefined && rule.until === undefined)
    return wrong('rrule', 'must end, by COUNT or by UNTIL');
  if (!startsOnRule(recurrence))
    return wrong('start_local', 'must be an occurrence of the rule: another day is named there');
  const all = occurrences({ ...recurrence, exdates: [] }, mostOccurrences + 1);
  if (all.length > mostOccurrences) return wrong('rrule', `must have at most ${mostOccurrences} occurrences`);
  const latest = ctx.now + mostYearsAhead * 366 * dayLength;
  if (all.some(({ start }) => start > latest))
    return wrong('rrule', `must end within ${mostYearsAhead} years from now`);
  return all;
}

/** 422 for an argument that has the right form and means nothing. */
export function wrong(path: string, message: string): Refusal {
  return refuse('validation_failed', `${path}: ${message}`, { issues: [{ path, message }] });
}

/** The id of a visit that a series makes: the same at the desk and on the hub (rule S5). */
export function visitId(seriesId: string, version: number, index: number): string {
  return `bk_${seriesId.slice(seriesId.indexOf('_') + 1)}_${version}_${index}`;
}

/** Characters that an id of a series may have after its prefix, so that its visits' ids have room for a number. */
export const longestSeriesId = 36;
