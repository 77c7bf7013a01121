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
      return t`min notice`;
    case 'beyond_horizon':
      return t`beyond horizon`;
    case 'slot_step':
      return t`slot step`;
    case 'existing_booking':
      return t`existing booking`;
    case 'external_busy':
      return t`external busy`;
  }
}
