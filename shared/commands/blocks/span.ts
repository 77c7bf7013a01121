import { type Refusal, refuse } from '../../errors.ts';
import { dayLength, formatInstant, minutes, parseInstant } from '../../time/instants.ts';
import { occurrences, startsOnRule } from '../../time/recurrence.ts';
import { parseRule } from '../../time/recurrence-rule.ts';
import { localOf, wallLength } from '../../time/wall-clock.ts';
import { startOfDay } from '../../time/zones.ts';
import { noneAfter, type Repeating, timesOf } from './times.ts';

/** No time of a block that repeats is longer: it would be a closure that never ends. */
const longestRepeated = 31 * dayLength;

/** Refuses a span that is empty or backwards (rule T8), and a rule without a zone or of which the start is none. */
export function blockSpan(block: Repeating): Refusal | undefined {
  const start = parseInstant(block.start_at);
  const end = parseInstant(block.end_at);
  if (end <= start) return invalid('end_at', 'must be later than start_at', 'It must end after it starts');
  const { rrule, timezone } = block;
  if (!rrule && (timezone || block.exdates?.length))
    return invalid('rrule', 'is missing: timezone and exdates go with it');
  if (!rrule) return undefined;
  if (!timezone) return invalid('timezone', 'is missing: a rule needs the zone on whose clocks it repeats');
  if (start % minutes(1) !== 0 || end % minutes(1) !== 0)
    return invalid('start_at', 'what repeats starts and ends on whole minutes');
  if (end > noneAfter) return invalid('end_at', 'nothing repeats after the year 9900');
  const length = wallLength(timezone, { start, end });
  if (length <= 0) return invalid('end_at', 'must be later than start_at on the clock, too');
  if (length > longestRepeated) return invalid('end_at', 'what repeats lasts at most 31 days each time');
  if (!startsOnRule({ rrule, timezone, start_local: localOf(timezone, start) }))
    return invalid('start_at', 'is not a time of the rule: the first time it happens');
  return undefined;
}

/** When a block is over for good: an instant as it is stored. */
export function lastEnd(block: Repeating): string {
  const { rrule, timezone, start_at, end_at } = block;
  if (!rrule || !timezone) return end_at;
  const { count, until } = parseRule(rrule);
  const recurrence = { rrule, timezone, start_local: localOf(timezone, parseInstant(start_at)) };
  if (count !== undefined) {
    const last = occurrences(recurrence, count).at(-1)?.start ?? parseInstant(start_at);
    return formatInstant(
      timesOf({ ...block, exdates: [] }, { start: last, end: last + 1 }).at(-1)?.end ?? last,
    );
  }
  if (until === undefined) return formatInstant(noneAfter);
  // The last time starts by then, and none lasts longer: so it is over at the latest.
  const lastStart = until.length > 10 ? parseInstant(until) : startOfDay(timezone, until) + 2 * dayLength;
  return formatInstant(Math.min(noneAfter, Math.max(lastStart, parseInstant(start_at)) + longestRepeated));
}

function invalid(path: string, message: string, text = `${path}: ${message}`): Refusal {
  return refuse('validation_failed', text, { issues: [{ path, message }] });
}
