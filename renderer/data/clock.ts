import { earliestInstant, latestInstant } from '../../shared/time/instants.ts';

/** The second that `ms` lies in, within what an instant can say; a computer's clock may claim any year. */
export function wholeSecond(ms: number): number {
  return Math.min(Math.max(Math.floor(ms / 1000) * 1000, earliestInstant), latestInstant);
}
