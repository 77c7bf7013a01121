import type { Page } from '@playwright/test';
import type { Area } from '../../electron/window-state.ts';
import { type BrowserDesk, deskIn } from './browser-desk.ts';

/** What the desktop program runs on: Electron itself, or the double of it. */
export type Shell = 'double' | 'electron';

export interface DesktopOptions {
  /** Folder of the hub's data, and of the window's. */
  readonly data: string;
  /** The hub's port; 0 picks a free one. */
  readonly port: number;
}

/** Where the window is, and how a person sees it. */
export interface WindowState {
  readonly bounds: Area;
  readonly minimized: boolean;
  readonly visible: boolean;
}

/** The desktop program, built, with its window and its hub's process. */
export interface Desktop {
  readonly page: Page;
  /** Its exit code, when it ended. */
  readonly ended: Promise<number>;
  state(): Promise<WindowState | undefined>;
  /** Pages that the person's own browser was asked to open. */
  openedOutside(): Promise<readonly string[]>;
  /** Cuts the main process off from every address, the hub's included, or mends it. */
  setOffline(offline: boolean): Promise<void>;
  move(bounds: Area): Promise<void>;
  minimize(): Promise<void>;
  /** Somebody opens a link of the program (`dunebook://…`), as a Mac hands it over. */
  openLink(link: string): Promise<void>;
  /** Starts the program once more beside this one, maybe by a link of it or a backup; resolves with the exit code of the second. */
  startAgain(link?: string): Promise<number>;
  /** Ends it cleanly. */
  stop(): Promise<void>;
}

/** The desk in the program's window, in step with the hub, with a clock that stands at `now` (ISO). */
export async function desktopDesk(desktop: Desktop, now: string): Promise<BrowserDesk> {
  const { page } = desktop;
  const desk = deskIn(page);
  // It opens by itself: the clock is set once it has paired itself, and what is on the screen drawn anew.
  await desk.untilInStep();
  await desk.setClock(now);
  await page.reload();
  await desk.untilInStep();
  return {
    ...desk,
    // The desk's files are on the disk.
    untilKeptForOffline: async () => {},
    cutNetwork: () => desktop.setOffline(true),
    mendNetwork: () => desktop.setOffline(false),
    openWindow: () => Promise.reject(new Error('The desktop program has one window.')),
  };
}
