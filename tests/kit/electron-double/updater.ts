import { EventEmitter } from 'node:events';
import type { AppUpdater } from 'electron-updater';
import { app } from './app.ts';
import { tell } from './control.ts';
import { newerVersion } from './newer.ts';

type Found = { readonly version: string };

/**
 * What `electron-updater` is where main runs on the double: it finds what the test says, loads nothing, and tells the
 * test what it would install.
 */
class Updater extends EventEmitter<{
  error: [Error];
  'update-available': [Found];
  'update-downloaded': [Found];
  'download-progress': [{ percent: number }];
}> {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  logger: object | null = null;

  async checkForUpdates(): Promise<{ downloadPromise: Promise<string[]> }> {
    const version = newerVersion();
    if (version === undefined) {
      const error = new Error('net::ERR_NAME_NOT_RESOLVED');
      this.emit('error', error);
      throw error;
    }
    this.emit('update-available', { version });
    this.emit('download-progress', { percent: 50 });
    this.emit('update-downloaded', { version });
    return { downloadPromise: Promise.resolve([]) };
  }

  quitAndInstall(...[isSilent, isForceRunAfter]: Parameters<AppUpdater['quitAndInstall']>): void {
    if (isSilent && isForceRunAfter) tell({ type: 'installed', version: newerVersion() ?? '' });
    setImmediate(() => app.quit());
  }
}

export default { autoUpdater: new Updater() };
