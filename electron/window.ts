import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import type { ProgramWords } from '../shared/program.ts';
import { offerEditing } from './context-menu.ts';
import { deskOrigin } from './origin.ts';
import { askBeforeLosing } from './unsaved.ts';
import { placeWindow, readWindowState, smallestWindow, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  /** Absolute path of the built preload script. */
  readonly preload: string;
  /** Where the window's place on the screen is remembered. */
  readonly stateFile: string;
  readonly words: () => ProgramWords;
  /** Whether a window that somebody closes is only hidden. */
  readonly staysBehind: () => boolean;
  /** Somebody keeps it open, since something in it is not saved. */
  readonly onStay: () => void;
  readonly onClosed: () => void;
}

/** The page has no Node, no other world's objects and no way around the same-origin rule. */
export function webPreferences(preload: string): BrowserWindowConstructorOptions['webPreferences'] {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
  };
}

/** Opens the desk where it was last, and remembers where it is left. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { preload, stateFile, words } = options;
  const primary = screen.getPrimaryDisplay().workArea;
  const others = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = placeWindow(readWindowState(stateFile), [primary, ...others]);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Dunebook',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: webPreferences(preload),
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (!options.staysBehind()) return;
    event.preventDefault();
    window.hide();
  });
  window.on('closed', options.onClosed);
  askBeforeLosing(window, words, options.onStay);
  offerEditing(window, words);
  void window.loadURL(`${deskOrigin}/`);
  return window;
}

/** Brings the desk to the front; opens it again where it was closed. */
export function showWindow(options: WindowOptions): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) {
    openWindow(options);
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
