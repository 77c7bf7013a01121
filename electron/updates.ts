import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** As much of electron-updater as is needed, so that tests can be one. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
}

/** Milliseconds from the start to the first look, and between looks. */
const firstLook = 60 * 60_000;
const nextLook = 6 * 60 * 60_000;

/** Whether this program looks for newer ones: a packed one that was told where, unless somebody switched it off. */
export function looksForUpdates(
  isPackaged: boolean,
  resources: string | undefined,
  env: NodeJS.ProcessEnv,
): boolean {
  if (!isPackaged || resources === undefined || env.DUNEBOOK_UPDATES === 'off') return false;
  return existsSync(join(resources, 'app-update.yml'));
}

/**
 * Loads what is newer in the background and installs it when the program is closed: nobody is asked or interrupted, and
 * it never restarts by itself. Where nothing can be loaded, the next look tries again. The answer ends it.
 */
export function keepUpToDate(updater: Updater): () => void {
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  // Told by the promise, too; without a listener it would end the program.
  updater.on('error', () => {});
  const look = () => void updater.checkForUpdates().catch(() => {});
  let timer = setTimeout(() => {
    look();
    timer = setInterval(look, nextLook);
  }, firstLook);
  return () => clearTimeout(timer);
}

/** Begins to look, where this program does. */
export async function startUpdates(): Promise<void> {
  if (!looksForUpdates(app.isPackaged, process.resourcesPath, process.env)) return;
  const { default: updates } = await import('electron-updater');
  keepUpToDate(updates.autoUpdater);
}
