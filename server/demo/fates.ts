import { minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import type { Random } from './random.ts';

/** What has become of a visit by now; each is a booking's status. */
export type Fate =
  | 'pending'
  | 'confirmed'
  | 'checked_in'
  | 'in_progress'
  | 'completed'
  | 'cancelled'
  | 'no_show';

/** Decides what has become of a visit by `now` (milliseconds since the epoch). */
export function fateOf(visit: Interval, needsConfirmation: boolean, now: number, random: Random): Fate {
  const luck = random.next();
  if (visit.end <= now) return luck < 0.06 ? 'cancelled' : luck < 0.1 ? 'no_show' : 'completed';
  if (visit.start <= now) return luck < 0.06 ? 'cancelled' : 'in_progress';
  if (luck < 0.03) return 'cancelled';
  if (needsConfirmation && luck < 0.6) return 'pending';
  return visit.start - now <= minutes(10) && luck < 0.7 ? 'checked_in' : 'confirmed';
}

/** Whether the visit claims its time (as `bookings.claims` has it). */
export function claimsTime(fate: Fate): boolean {
  return fate !== 'cancelled' && fate !== 'no_show';
}
