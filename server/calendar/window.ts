import { addDays } from '../../shared/time/calendar.ts';
import { earliestInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';

/**
 * The earliest start that a feed shows, in milliseconds since the epoch: the practice's midnight `pastDays` days
 * before today. It moves once a day, so a feed in which nothing happened stays the same text all day long.
 * @param zone IANA zone of the practice.
 * @param now Milliseconds since the epoch.
 */
export function windowStart(zone: string, pastDays: number, now: number): number {
  return Math.max(earliestInstant, startOfDay(zone, addDays(localDate(zone, now), -pastDays)));
}
