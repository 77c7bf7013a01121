import { powerSaveBlocker } from 'electron';

/**
 * Keeps the computer from falling asleep while other desks depend on it; its screen may go dark.
 * @returns Says whether they do.
 */
export function stayAwake(): (needed: boolean) => void {
  let blocker: number | undefined;
  return (needed) => {
    if (needed === (blocker !== undefined)) return;
    if (blocker !== undefined) powerSaveBlocker.stop(blocker);
    blocker = needed ? powerSaveBlocker.start('prevent-app-suspension') : undefined;
  };
}
