import { t } from '@lingui/core/macro';
import type { AnyStaffRule } from '../../shared/time/any-staff.ts';

/** Why somebody was chosen of those who were free, where nobody was named (rule A5). */
export const chosenWords: Readonly<Record<AnyStaffRule, string>> = {
  get priority() {
    return t`first in the order of those free`;
  },
  get least_loaded() {
    return t`least booked that day of those free`;
  },
  get round_robin() {
    return t`whose turn it was of those free`;
  },
};
