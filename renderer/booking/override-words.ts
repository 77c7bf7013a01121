import { t } from '@lingui/core/macro';
import type { Override } from '../../shared/time/availability-types.ts';
import { reasonWords } from '../ui/words.ts';

/** `outside working hours, closure: Emergency`: the rules that were set aside for a booking, and why. */
export function overrideWords(rules: readonly Override[], reason: string | undefined): string {
  const list = rules.map(ruleWords).join(', ');
  if (!reason) return list;
  return t`${list}: ${{ reason: reasonWords(reason) }}`;
}

function ruleWords(rule: Override): string {
  switch (rule) {
    case 'outside_working_hours':
      return t`outside working hours`;
    case 'time_off':
      return t`time off`;
    case 'closure':
      return t`closure`;
    case 'min_notice':
      return t`shorter notice than asked for`;
    case 'beyond_horizon':
      return t`further ahead than offered`;
    case 'slot_step':
      return t`a start that isn’t offered`;
    case 'existing_booking':
      return t`another booking`;
    case 'external_busy':
      return t`busy in an outside calendar`;
  }
}
