import type { Dialog, OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { onTold } from './control.ts';

/** What somebody chooses at the next question for a file or a folder; nothing: they choose none. */
let chosen: string | undefined;

onTold((message) => {
  if (message.type === 'choose') chosen = message.path;
});

/** Nobody sits before the double: every question gets its first answer, and files are those that the test says. */
export const dialog = {
  showMessageBoxSync: () => 0,
  async showOpenDialog(
    ..._asked: [window: object, options: OpenDialogOptions] | [options: OpenDialogOptions]
  ): Promise<OpenDialogReturnValue> {
    const path = chosen;
    chosen = undefined;
    return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  },
} satisfies Pick<Dialog, 'showMessageBoxSync' | 'showOpenDialog'>;
