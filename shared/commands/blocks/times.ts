import type { Block } from '../../resources/blocks.ts';
import { formatInstant, parseInstant } from '../../time/instants.ts';
import type { Interval } from '../../time/interval.ts';
import type { Query } from '../query.ts';

/** When a block closes time, in milliseconds since the epoch. */
export interface BlockTime extends Interval, Pick<Block, 'id' | 'kind' | 'resource_id' | 'reason'> {}

/** All time in a span (milliseconds since the epoch) that is closed, by time off and by closures; not clipped to it. */
export async function blockTimes(query: Query, span: Interval): Promise<BlockTime[]> {
  const found = await query.range('blocks', [
    ['start_at', '<', formatInstant(span.end)],
    ['end_at', '>', formatInstant(span.start)],
  ]);
  return found.map(({ id, kind, resource_id, reason, start_at, end_at }) => ({
    id,
    kind,
    resource_id,
    reason,
    start: parseInstant(start_at),
    end: parseInstant(end_at),
  }));
}

/** Those of them that close the time of one resource. */
export function blocksOf(times: readonly BlockTime[], resourceId: string): BlockTime[] {
  return times.filter(({ resource_id }) => resource_id === undefined || resource_id === resourceId);
}
