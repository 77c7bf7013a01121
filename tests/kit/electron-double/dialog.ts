import type { Dialog } from 'electron';

/** Nobody sits before the double: every question gets its first answer. */
export const dialog = {
  showMessageBoxSync: () => 0,
} satisfies Pick<Dialog, 'showMessageBoxSync'>;
