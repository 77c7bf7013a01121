import { type BrowserWindow, dialog } from 'electron';

/**
 * Asks before a window closes whose page holds something that is typed and not saved: where a page objects, Electron
 * alone keeps the window open and says nothing.
 */
export function askBeforeLosing(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'What you typed is not saved yet.',
      detail: 'If you close the window now, it is lost. Bookings and everything else you saved are kept.',
      buttons: ['Stay', 'Close without saving'],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 1) event.preventDefault();
  });
}
