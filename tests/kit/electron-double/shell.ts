import type { Shell } from 'electron';
import { tell } from './control.ts';

export const shell = {
  async openExternal(url) {
    tell({ type: 'opened_outside', url });
  },
} satisfies Pick<Shell, 'openExternal'>;
