import type { Block } from '../../resources/blocks.ts';
import { dayLength, formatInstant, parseInstant } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import { overlaps } from '../../time/intervals.ts';
import { instantOfLocal, occurrencesBetween } from '../../time/recurrence.ts';
import { localOf, shiftLocal, wallLength } from '../../time/wall-clock.ts';
import type { Query } from '../query.ts';

/** When a block closes time, in milliseconds since the epoch. */
export interface BlockTime extends Interval, Pick<Block, 'id' | 'kind' | 'resource_id' | 'reason'> {}

/**
 * All time in a span (milliseconds since the epoch) that is closed, by time off and by closures; not clipped to it. A
 * block that repeats is there once for each time.
 * @param resourceIds Only time off of these, beside closures; absent: everybody's.
 */
export async function blockTimes(
  query: Query,
  span: Interval,
  resourceIds?: readonly string[],
): Promise<BlockTime[]> {
  const found = await query.range('blocks', [
    ['start_at', '<', formatInstant(span.end)],
    ['last_end_at', '>', formatInstant(span.start)],
  ]);
  return found
    .filter(({ resource_id }) => !resource_id || !resourceIds || resourceIds.includes(resource_id))
    .flatMap((block) => {
      const { id, kind, resource_id, reason } = block;
      return timesOf(block, span).map((time) => ({ id, kind, resource_id, reason, ...time }));
    });
}

/** Those of them that close the time of one resource. */
export function blocksOf(times: readonly BlockTime[], resourceId: string): BlockTime[] {
  return times.filter(({ resource_id }) => resource_id === undefined || resource_id === resourceId);
}

/** 9900-01-01T00:00:00Z, in milliseconds: nothing repeats from then on, so that every time ends before the last instant. */
export const noneAfter = parseInstant('9900-01-01T00:00:00Z');

/** When a block repeats it lasts from one time on the wall to another, however clocks change between (rules T1, T3). */
export type Repeating = Pick<Block, 'start_at' | 'end_at' | 'rrule' | 'timezone' | 'exdates'>;

/** The times of one block that touch a span, in order; all in milliseconds since the epoch. */
export function timesOf(block: Repeating, span: Interval): Interval[] {
  const { rrule, timezone, exdates } = block;
  const first = { start: parseInstant(block.start_at), end: parseInstant(block.end_at) };
  if (!rrule || !timezone) return overlaps(first, span) ? [first] : [];
  const length = wallLength(timezone, first);
  const recurrence = { rrule, timezone, start_local: localOf(timezone, first.start), exdates: exdates ?? [] };
  // No clock change is longer than a day.
  const reach = { start: span.start - length - dayLength, end: Math.min(span.end, noneAfter) };
  if (reach.end <= reach.start) return [];
  return occurrencesBetween(recurrence, reach)
    .map(({ local, start }) => ({ start, end: instantOfLocal(timezone, shiftLocal(local, length)) }))
    .filter((time) => overlaps(time, span));
}
