import { t } from '@lingui/core/macro';
import type { SharingProblem } from '../../shared/lan/sharing.ts';

/** Why other computers cannot reach the hub though they should, and what somebody can do about it. */
export function sharingProblemWords(problem: SharingProblem, port: number): string {
  switch (problem) {
    case 'port_in_use':
      return t`Another program on the hub’s computer uses port ${String(port)}. Close it, and sharing begins by itself.`;
    case 'not_allowed':
      return t`The hub’s computer does not let Dunebook listen on the network. Whoever looks after it has to allow that.`;
    case 'certificate':
      return t`The hub’s certificate can’t be read. On the hub’s computer, “npm run hub -- doctor” says what to do.`;
    case 'failed':
      return t`The hub can’t listen on the network. It goes on trying.`;
  }
}
