import { t } from '@lingui/core/macro';
import type { Feed } from './key-wire.ts';

/** What a feed says of a booking. */
export function privacyWords(privacy: Feed['privacy']): string {
  switch (privacy) {
    case 'busy':
      return t`only that the time is taken`;
    case 'initials':
      return t`initials and service`;
    case 'full':
      return t`names, services and notes`;
  }
}
