import { type Refusal, refuse } from './errors.ts';
import { minutes } from './time/instants.ts';

/** So many wrong tries are free. */
const freeTries = 5;
/** Milliseconds. */
const longestPause = minutes(60);

/** Milliseconds for which nothing is looked at after so many wrong tries in a row: none at first, then 1, 2, 4… minutes. */
export function pauseAfter(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestPause, minutes(2 ** (failures - freeTries)));
}

/** What is left of a pause, in milliseconds; one longer than any was made by a clock that has been set back since. */
export function pauseLeft(until: number, now: number): number {
  const left = until - now;
  return left > 0 && left <= longestPause ? left : 0;
}

/** Refuses to look at another try, and says the seconds to wait. */
export function tooMany(what: string, left: number, code: Refusal['code'] = 'account_locked'): Refusal {
  const retry_after = Math.ceil(left / 1000);
  return refuse(code, `Too many ${what}; try again in ${retry_after} seconds`, { retry_after });
}
