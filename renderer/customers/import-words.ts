import { t } from '@lingui/core/macro';
import type { ImportState } from './wire.ts';

/** How far an import is. */
export function importWords(status: ImportState['status']): string {
  switch (status) {
    case 'loading':
      return t`Being read`;
    case 'running':
      return t`Running`;
    case 'done':
      return t`Done`;
    case 'undoing':
      return t`Being taken back`;
    case 'undone':
      return t`Taken back`;
  }
}
