import type { Webhook } from '../../shared/resources/webhooks.ts';
import { minutes } from '../../shared/time/instants.ts';

const hours = (count: number) => minutes(60 * count);

/** How long after a try the next one is made, in milliseconds; the first is made at once (rule E4). */
export const schedules: Readonly<Record<Webhook['schedule'], readonly number[]>> = {
  standard: [minutes(1), minutes(10)],
  // 72 hours in all.
  long: [...[1, 10, 30].map(minutes), ...[1, 2, 4, 8, 8, 8, 8, 8, 8, 8].map(hours), hours(8) + minutes(19)],
};

/** Never earlier than the schedule says, and by up to this share of the wait later: not all at the same moment. */
const jitter = 0.1;
/** No answer makes us wait longer. */
const longestWait = hours(24);

/**
 * When the next try is, or undefined where that was the last.
 * @param step how many tries of the schedule there were
 * @param random from 0 to 1
 * @param retryAfter milliseconds that the receiver asks to wait, at least
 */
export function nextTry(
  schedule: Webhook['schedule'],
  step: number,
  now: number,
  random: number,
  retryAfter = 0,
): number | undefined {
  const wait = schedules[schedule][step - 1];
  if (wait === undefined) return undefined;
  return Math.round(now + Math.max(wait * (1 + jitter * random), Math.min(retryAfter, longestWait)));
}

/** What an answer's Retry-After asks for, in milliseconds: seconds, or an HTTP date. */
export function retryAfterOf(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}
