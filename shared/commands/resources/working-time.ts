import type { Resource } from '../../resources/resources.ts';
import { openTimes } from '../../time/free-starts.ts';
import type { Interval } from '../../time/interval.ts';
import { intersect } from '../../time/intervals.ts';
import { workingDays } from '../../time/working-hours.ts';
import type { Query } from '../query.ts';

/** The zone of resources that have none of their own. */
export async function practiceZone(query: Query): Promise<string> {
  const [practice] = await query.range('practice', []);
  return practice?.timezone ?? 'UTC';
}

/**
 * When a resource works within a span, whether it takes bookings or not: normal (intervals.ts), in milliseconds since
 * the epoch. One that is not limited by hours works all the time.
 * @param zone The practice's.
 */
export function workingTime(
  { working_hours, timezone }: Pick<Resource, 'working_hours' | 'timezone'>,
  zone: string,
  span: Interval,
): Interval[] {
  if (!working_hours) return [span];
  return intersect(openTimes(workingDays(working_hours, timezone ?? zone, span)), [span]);
}
