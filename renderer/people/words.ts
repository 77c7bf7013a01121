import { plural, t } from '@lingui/core/macro';
import type { Refusal } from '../../shared/errors.ts';
import type { Left } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';

/** Why somebody was not let in. */
export function enterWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unauthorized':
      return t`This isn’t the PIN.`;
    case 'account_locked':
      return waitWords(refusal.details?.retry_after);
    case 'unavailable':
      return t`The first time at a desk, somebody signs in while the hub can be reached.`;
    default:
      return refusalWords(refusal);
  }
}

function waitWords(seconds: unknown): string {
  const minutes = Math.max(1, Math.ceil(Number(seconds ?? 60) / 60));
  return plural(minutes, {
    one: 'Too many wrong tries. Wait a minute, then try again.',
    other: 'Too many wrong tries. Wait # minutes, then try again.',
  });
}

/** Why the hub signed somebody out here. */
export function leftWords({ name, why }: Left): string {
  switch (why) {
    case 'removed':
      return t`${name} was signed out: the hub says they don’t work here any more.`;
    case 'pin':
      return t`${name} was signed out: they have a new PIN.`;
    case 'again':
      return t`${name} was signed out here. Sign in again to go on.`;
  }
}
