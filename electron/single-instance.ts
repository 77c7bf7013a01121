import { app } from 'electron';

/**
 * Whether this is the only running Dunebook of this person and data folder; a second start shows the first one's
 * window through `onSecondStart` and must end itself.
 */
export function isOnlyInstance(onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
}
