import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { englishWords } from '../shared/program.ts';
import { setMenu } from './menu.ts';
import { pickPath } from './pick.ts';
import { showTray } from './tray.ts';

const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');
  const shown: { tooltip: string; menu: MenuItemConstructorOptions[]; bar: MenuItemConstructorOptions[] } = {
    tooltip: '',
    menu: [],
    bar: [],
  };
  const trays: InstanceType<typeof Tray>[] = [];
  class Tray extends EventEmitter {
    constructor() {
      super();
      trays.push(this);
    }
    setToolTip = (text: string) => Object.assign(shown, { tooltip: text });
    setContextMenu = (menu: MenuItemConstructorOptions[]) => Object.assign(shown, { menu });
    setTitle = () => undefined;
  }
  return {
    shown,
    trays,
    Tray,
    app: { isPackaged: true },
    BrowserWindow: { getAllWindows: () => [] },
    dialog: { showOpenDialog: vi.fn() },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (bar: MenuItemConstructorOptions[]) => Object.assign(shown, { bar }),
    },
  };
});
vi.mock('electron', () => electron);

const { shown, dialog } = electron;
const deeds = { onOpen: vi.fn(), onBook: vi.fn(), onLock: vi.fn(), onQuit: vi.fn() };
const german = {
  ...englishWords,
  open: 'Dunebook öffnen',
  new_booking: 'Neue Buchung',
  edit: 'Bearbeiten',
  copy: 'Kopieren',
};

beforeEach(() => vi.clearAllMocks());

test('the tray says today’s count and offers to open, book, lock and quit, in the desk’s language', () => {
  const tray = showTray({ icon: 'tray.png', ...deeds });
  expect(shown.tooltip).toBe('Dunebook');
  const labels = () => shown.menu.flatMap(({ label }) => label ?? []);
  expect(labels()).toEqual(['Open Dunebook', 'New booking', 'Lock this desk', 'Quit Dunebook']);
  expect(shown.menu.find(({ label }) => label === 'Lock this desk')?.enabled).toBe(false);

  tray.setWords(german);
  tray.setDay({ bookings: 12, words: '12 Buchungen heute', can_lock: true });
  expect(shown.tooltip).toBe('Dunebook · 12 Buchungen heute');
  expect(labels()).toEqual([
    '12 Buchungen heute',
    'Dunebook öffnen',
    'Neue Buchung',
    'Lock this desk',
    'Quit Dunebook',
  ]);
  for (const item of shown.menu)
    if (item.click && item.enabled !== false) Reflect.apply(item.click, undefined, []);
  for (const deed of Object.values(deeds)) expect(deed).toHaveBeenCalledTimes(1);
  electron.trays[0]?.emit('click');
  expect(deeds.onOpen).toHaveBeenCalledTimes(2);
});

test('the menu bar is in the desk’s language, what Electron itself does included', () => {
  setMenu(german);
  const edit = shown.bar.find(({ label }) => label === 'Bearbeiten')?.submenu;
  expect(edit).toContainEqual({ role: 'copy', label: 'Kopieren' });
  const unsaid = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [
      ...(item.label === undefined && item.type !== 'separator' ? [item] : []),
      ...(Array.isArray(item.submenu) ? unsaid(item.submenu) : []),
    ]);
  expect(unsaid(shown.bar)).toEqual([]);
});

test('a backup or a folder is chosen in the system’s own way', async () => {
  dialog.showOpenDialog.mockResolvedValueOnce({
    canceled: false,
    filePaths: ['/media/usb/a.dunebook-backup'],
  });
  expect(await pickPath('backup', englishWords)).toBe('/media/usb/a.dunebook-backup');
  expect(dialog.showOpenDialog.mock.lastCall).toEqual([
    {
      title: 'Choose a backup',
      properties: ['openFile'],
      filters: [{ name: 'Backups of Dunebook', extensions: ['dunebook-backup'] }],
    },
  ]);
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
  expect(await pickPath('folder', englishWords)).toBeUndefined();
  expect(dialog.showOpenDialog.mock.lastCall?.[0]).toMatchObject({
    properties: ['openDirectory', 'createDirectory'],
  });
});
