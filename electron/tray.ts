import { Menu, Tray } from 'electron';
import { englishWords, type ProgramWords, type TrayDay } from '../shared/program.ts';

export interface TrayOptions {
  /** Absolute path of its picture. */
  readonly icon: string;
  readonly onOpen: () => void;
  readonly onBook: () => void;
  readonly onLock: () => void;
  readonly onQuit: () => void;
}

/** The program's sign beside the computer's clock. */
export interface DeskTray {
  setWords(words: ProgramWords): void;
  setDay(day: TrayDay): void;
}

/** Shows it. On a desktop that has no place for it, nothing is shown. */
export function showTray(options: TrayOptions): DeskTray {
  const tray = new Tray(options.icon);
  let said: ProgramWords = englishWords;
  let day: TrayDay | undefined;

  function draw(): void {
    tray.setToolTip(day ? `Dunebook · ${day.words}` : 'Dunebook');
    // Beside the picture, where there is room for it: on a Mac.
    if (process.platform === 'darwin') tray.setTitle(day ? String(day.bookings) : '');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        // Desktops on Linux show no tooltip.
        ...(day ? [{ label: day.words, enabled: false }, { type: 'separator' as const }] : []),
        { label: said.open, click: options.onOpen },
        { label: said.new_booking, click: options.onBook },
        { label: said.lock, enabled: day?.can_lock ?? false, click: options.onLock },
        { type: 'separator' },
        { label: said.quit, click: options.onQuit },
      ]),
    );
  }

  draw();
  // A Mac opens the menu at a click.
  if (process.platform !== 'darwin') tray.on('click', options.onOpen);
  return {
    setWords(next) {
      said = next;
      draw();
    },
    setDay(next) {
      day = next;
      draw();
    },
  };
}
