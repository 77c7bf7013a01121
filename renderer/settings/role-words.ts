import { t } from '@lingui/core/macro';
import type { Role } from '../../shared/resources/staff.ts';

/** What a role is called. */
export function roleName(role: Role): string {
  switch (role) {
    case 'owner':
      return t`Owner`;
    case 'manager':
      return t`Manager`;
    case 'front_desk':
      return t`Front desk`;
    case 'practitioner':
      return t`Practitioner`;
    case 'read_only':
      return t`Looks only`;
  }
}

/** What somebody with it may do (`roleScopes`), in plain words. */
export function roleWords(role: Role): string {
  switch (role) {
    case 'owner':
      return t`May do everything.`;
    case 'manager':
      return t`May do everything but change the practice itself, its API keys and its owners.`;
    case 'front_desk':
      return t`Books, moves and cancels; keeps customers, closures and time off. No services, people or staff.`;
    case 'practitioner':
      return t`Sees the board; changes bookings, customers and time off.`;
    case 'read_only':
      return t`Sees the board and changes nothing.`;
  }
}
