import type { Desktop, DesktopOptions, Shell } from './desktop.ts';
import { launchDouble } from './electron-double/launch.ts';
import { launchElectron } from './real-electron.ts';

/** Starts the desktop program on what there is in `data`; a hub that runs there is joined. */
export function launchDesktop(shell: Shell, options: DesktopOptions): Promise<Desktop> {
  return shell === 'electron' ? launchElectron(options) : launchDouble(options);
}
