import { t } from '@lingui/core/macro';
import type { Paper } from './wire.ts';

/** Why the paper sheets are old, and what somebody can do about it. */
export function paperProblemWords(problem: NonNullable<Paper['problem']>): string {
  switch (problem) {
    case 'full':
      return t`The disk is full: the sheets are old. Make room; they are written again by themselves.`;
    case 'not_allowed':
      return t`Dunebook may not write into this folder: the sheets are old. Allow it, and they are written again by themselves.`;
    case 'gone':
      return t`The folder can’t be made or found. Is its drive connected?`;
    case 'failed':
      return t`The sheets could not be written. Dunebook goes on trying.`;
  }
}
