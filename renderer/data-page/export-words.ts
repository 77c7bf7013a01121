import { t } from '@lingui/core/macro';
import type { WholeExport } from './wire.ts';

/** Why an export did not come to its end. */
export function exportProblemWords(problem: WholeExport['problem']): string {
  switch (problem) {
    case 'full':
      return t`The last export could not be written: the disk of the hub’s computer is full. Make room and try again.`;
    case 'erased':
      return t`Somebody’s data was erased while the export was being made, so it was thrown away. Make a new one.`;
    default:
      return t`The last export could not be written. Nothing in the practice has changed; try again.`;
  }
}
