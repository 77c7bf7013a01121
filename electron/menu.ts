import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ProgramWords } from '../shared/program.ts';

type Role = NonNullable<MenuItemConstructorOptions['role']>;
const separator = { type: 'separator' } as const;

/** Electron's own items under our words: its own are English everywhere. */
function item(role: Role, label: string): MenuItemConstructorOptions {
  return { role, label };
}

/** The standard menus; what the desk itself can do is in the desk. */
export function setMenu(words: ProgramWords): void {
  const isMac = process.platform === 'darwin';
  const appMenu: MenuItemConstructorOptions = {
    label: 'Dunebook',
    submenu: [
      item('about', words.about),
      separator,
      item('services', words.services),
      separator,
      item('hide', words.hide),
      item('hideOthers', words.hide_others),
      item('unhide', words.show_all),
      separator,
      item('quit', words.quit),
    ],
  };
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [separator, { role: 'toggleDevTools' }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu] : []),
      {
        label: words.file,
        submenu: isMac
          ? [item('close', words.close)]
          : [item('close', words.close), separator, item('quit', words.quit)],
      },
      {
        label: words.edit,
        submenu: [
          item('undo', words.undo),
          item('redo', words.redo),
          separator,
          ...editing(words),
          item('delete', words.delete),
          separator,
          item('selectAll', words.select_all),
        ],
      },
      {
        label: words.view,
        submenu: [
          item('reload', words.reload),
          separator,
          item('resetZoom', words.actual_size),
          item('zoomIn', words.zoom_in),
          item('zoomOut', words.zoom_out),
          separator,
          item('togglefullscreen', words.full_screen),
          ...developer,
        ],
      },
      {
        role: 'window',
        label: words.window,
        submenu: [item('minimize', words.minimize), item('zoom', words.zoom)],
      },
    ]),
  );
}

/** What a text is cut and put together with. */
export function editing(words: ProgramWords): MenuItemConstructorOptions[] {
  return [item('cut', words.cut), item('copy', words.copy), item('paste', words.paste)];
}
