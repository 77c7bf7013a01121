import { app } from 'electron';

/** Quits when the last window is closed (except on a Mac, as usual there), and lets `stop` finish first. */
export function stopBeforeQuitting(stop: () => Promise<void>): void {
  let stopped = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}
