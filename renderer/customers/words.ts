import { t } from '@lingui/core/macro';
import type { Refusal } from '../../shared/errors.ts';
import { refusalWords } from '../ui/words.ts';

/** Why the hub did not do something with a customer. */
export function hubProblem(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unavailable':
      return t`This needs the hub, which can’t be reached right now. Nothing was changed.`;
    case 'already_merged':
      return t`One of the two was merged already.`;
    case 'erased':
      return t`This person’s data was erased.`;
    case 'invalid_customer':
      return t`One of the two isn’t there any more.`;
    case 'outside_policy':
      return t`There are visits still to come. Cancel or move them first.`;
    case 'validation_failed':
      return refusal.message;
    default:
      return refusalWords(refusal);
  }
}
