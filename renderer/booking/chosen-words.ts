import type { AnyStaffRule } from '../../shared/time/any-staff.ts';

/** Why somebody was chosen of those who were free, where nobody was named (rule A5). */
export const chosenWords: Readonly<Record<AnyStaffRule, string>> = {
  priority: 'first in the order of those free',
  least_loaded: 'least booked that day of those free',
  round_robin: 'whose turn it was of those free',
};
