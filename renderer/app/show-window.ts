import { desktopProgram } from '../ui/desktop.ts';

/** Brings the window to the front: a browser's as far as it lets the page, the desktop program's in any case. */
export function showWindow(): void {
  window.focus();
  void desktopProgram()?.show();
}
