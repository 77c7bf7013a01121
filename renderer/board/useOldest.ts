import { dayLength } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';

/** The last day, `YYYY-MM-DD`, of which this desk does not keep everything any more; it and those before need the hub. */
export function useOldest(): string {
  const { practice, format } = usePractice();
  const clock = useClock();
  return localDate(format.zone, clock() - (practice.history_days ?? 60) * dayLength);
}
