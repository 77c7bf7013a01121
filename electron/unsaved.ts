import { type BrowserWindow, dialog } from 'electron';
import type { ProgramWords } from '../shared/program.ts';

/**
 * Asks before a window closes whose page holds something that is typed and not saved: where a page objects, Electron
 * alone keeps the window open and says nothing.
 */
export function askBeforeLosing(window: BrowserWindow, words: () => ProgramWords, onStay: () => void): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const said = words();
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: said.not_saved,
      detail: said.lost_if_closed,
      buttons: [said.stay, said.close_unsaved],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
    else onStay();
  });
}
