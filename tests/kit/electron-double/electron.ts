/**
 * What `import … from 'electron'` means in the main process where Electron's binary is missing: as much of Electron as
 * `electron/**` uses, no more, with a real Chromium behind it. `register.ts` puts it in Electron's place.
 */
export { app } from './app.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { nativeTheme, screen } from './machine.ts';
export { Menu } from './menu.ts';
export { net } from './net.ts';
export { powerSaveBlocker } from './power-save-blocker.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { shell } from './shell.ts';
export { Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';
export { BrowserWindow } from './window.ts';
