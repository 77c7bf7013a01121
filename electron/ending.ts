import { app } from 'electron';

export interface EndingOptions {
  /** What has to be done first: the hub ends cleanly. */
  readonly stop: () => Promise<void>;
  /** Installs the newer program that is ready, and starts it; or calls `otherwise`. */
  readonly install: (otherwise: () => void) => void;
}

/** How the program ends. */
export interface Ending {
  /** Whether it is about to: a window that closes then is closed for good. */
  isNear(): boolean;
  /** Somebody kept a window open that had something unsaved: it goes on. */
  goOn(): void;
  /** Ends it to install the newer one that is ready. Where somebody keeps the window open, it is for a later end. */
  toInstall(): void;
}

/** Ends the program with its last window (except on a Mac, as usual there), and lets `stop` finish first. */
export function endWell({ stop, install }: EndingOptions): Ending {
  let near = false;
  let installs = false;
  let stopped = false;
  app.on('before-quit', () => {
    near = true;
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stop().finally(() => {
      stopped = true;
      // An installer may only begin once nothing runs any more that it replaces.
      if (installs) install(() => app.quit());
      else app.quit();
    });
  });
  return {
    isNear: () => near,
    goOn() {
      near = false;
      installs = false;
    },
    toInstall() {
      installs = true;
      app.quit();
    },
  };
}
