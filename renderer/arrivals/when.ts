import { t } from '@lingui/core/macro';
import { parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';

/** Says a free start as people at the desk do: the time alone where it is today, and with whom. */
export function useWhen(now: number): (start_at: string, who: string | undefined) => string {
  const { format } = usePractice();
  return (start_at, who) => {
    const today = localDate(format.zone, parseInstant(start_at)) === localDate(format.zone, now);
    const time = today ? format.time(start_at) : format.dayTime(start_at);
    return who ? t`${time} with ${who}` : time;
  };
}
