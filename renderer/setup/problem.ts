import { t } from '@lingui/core/macro';
import type { Refusal } from '../../shared/errors.ts';
import { refusalWords } from '../ui/words.ts';

/** Why the hub did not set the practice up, and what to do. */
export function setupProblem(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unknown_endpoint':
      return t`This hub has got a practice meanwhile. Join it with a link from there, or start Dunebook again.`;
    case 'unauthorized':
      return t`Dunebook was started again since this page was opened. Close it and use the new link.`;
    case 'account_locked':
      return t`Too many wrong tries. Wait a few minutes, then try again.`;
    case 'unavailable':
      return t`The hub can’t be reached right now. Nothing you typed is lost: try again in a moment.`;
    default:
      return refusalWords(refusal);
  }
}
