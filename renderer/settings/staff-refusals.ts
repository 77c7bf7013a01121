import { t } from '@lingui/core/macro';
import type { Refusal } from '../../shared/errors.ts';
import { refusalWords } from '../ui/words.ts';

/** Why something about staff was not done. */
export function staffWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'forbidden':
      return t`You may not do this with somebody who may do more than you. Ask an owner.`;
    case 'outside_policy':
      return t`This is the last owner who can sign in. Make somebody else an owner first.`;
    case 'unauthorized':
      return t`You were signed out. Sign in again, then save once more.`;
    case 'unavailable':
      return t`The hub can’t be reached right now. Try again when it is back.`;
    default:
      return refusalWords(refusal);
  }
}
