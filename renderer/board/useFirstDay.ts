import { usePractice } from '../app/practice.tsx';
import { type FirstDay, firstDayOf } from './dates.ts';

/** The day with which weeks begin at this desk. */
export function useFirstDay(): FirstDay {
  return firstDayOf(usePractice().format.locale);
}
