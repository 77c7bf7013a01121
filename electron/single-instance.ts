import { app } from 'electron';

/**
 * Whether this is the only running Dunebook of this person and data folder; a second start shows the first one's
 * window through `onSecondStart`, which hears with what and in which folder it was started, and must end itself.
 */
export function isOnlyInstance(onSecondStart: (args: readonly string[], folder: string) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder) => onSecondStart(argv, folder));
  return true;
}
