import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { channelNames } from '../shared/ipc.ts';

/** Electron as main sees it: what it was asked for, in order, and the events that the test plays. */
const double = vi.hoisted(() => {
  const asked: { what: string; args: unknown[] }[] = [];
  const note =
    (what: string) =>
    (...args: unknown[]): void => {
      asked.push({ what, args });
    };
  return { asked, note, userData: '', ready: () => {} };
});

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  const { note } = double;
  class BrowserWindow extends EventEmitter {
    static getAllWindows = () => [];
    constructor(options: unknown) {
      super();
      note('window')(options, this);
    }
    loadURL = async (url: string) => note('load')(url);
    webContents = new EventEmitter();
    show = note('show');
    hide = note('hide');
    getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
    isMaximized = () => false;
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    getVersion: () => '1.2.3',
    getPath: () => double.userData,
    setPath: note('setPath'),
    setAsDefaultProtocolClient: note('protocol client'),
    requestSingleInstanceLock: () => true,
    whenReady: () => new Promise<void>((resolve) => Object.assign(double, { ready: resolve })),
    quit: note('quit'),
  });
  class Tray extends EventEmitter {
    setToolTip = note('tooltip');
    setContextMenu = note('tray menu');
  }
  const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
  return {
    app,
    BrowserWindow,
    dialog: { showMessageBoxSync: () => 0 },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: note('menu') },
    ipcMain: { handle: note('channel') },
    nativeTheme: { shouldUseDarkColors: false },
    net: {},
    powerSaveBlocker: {},
    protocol: { registerSchemesAsPrivileged: note('scheme'), handle: note('protocol') },
    screen: { getPrimaryDisplay: () => ({ workArea }), getAllDisplays: () => [{ workArea }] },
    safeStorage: {},
    session: {
      defaultSession: {
        setPermissionCheckHandler: note('permission check'),
        setPermissionRequestHandler: note('permission request'),
        setDevicePermissionHandler: note('device permission'),
      },
    },
    shell: { openExternal: note('openExternal') },
    Tray,
    utilityProcess: {
      fork: (...args: unknown[]) => {
        const child = Object.assign(new EventEmitter(), {
          postMessage: note('to hub'),
          kill: note('kill hub'),
        });
        note('fork')(...args, child);
        return child;
      },
    },
  };
});

const find = (what: string) => double.asked.find((one) => one.what === what)?.args;
const { app } = await import('electron');

beforeAll(async () => {
  double.userData = mkdtempSync(join(tmpdir(), 'dunebook-main-'));
  await import('./main.ts');
});
afterAll(() => rmSync(double.userData, { recursive: true }));

test('before Electron is ready only the schemes are registered; the rest follows', async () => {
  expect(double.asked).toEqual([
    { what: 'protocol client', args: ['dunebook'] },
    { what: 'scheme', args: [expect.anything()] },
  ]);
  double.ready();
  await vi.waitFor(() => expect(find('load')).toEqual(['app://desk/']), { timeout: 30_000 });
  expect(find('protocol')?.[0]).toBe('app');
  expect(double.asked.filter(({ what }) => what === 'channel')).toHaveLength(channelNames.length);
});

test('a backup that a second start brings is what the window is told next', async () => {
  const next = double.asked.find(({ what, args }) => what === 'channel' && args[0] === 'dunebook:nextLink');
  const ask = next?.args[1];
  const told = typeof ask === 'function' && ask({ senderFrame: { url: 'app://desk/', parent: null } });
  app.emit('second-instance', {}, ['dunebook', 'a.dunebook-backup'], '/home/ola', undefined);
  expect(await told).toEqual({ backup: '/home/ola/a.dunebook-backup' });
});

test('the window has no Node, is sandboxed and keeps its world apart', () => {
  expect(find('window')?.[0]).toMatchObject({
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  });
});

test('permissions are denied but for those of the desk', () => {
  const check = find('permission check')?.[0];
  const allows = (...args: unknown[]): unknown => typeof check === 'function' && check(null, ...args);
  expect(allows('persistent-storage', 'app://desk/')).toBe(true);
  expect(allows('media', 'app://desk/')).toBe(false);
  for (const what of ['permission request', 'device permission']) expect(find(what)).toBeDefined();
});

test('no page leads elsewhere; an encrypted link opens outside, another nowhere', () => {
  const open: { handler?: (details: { url: string }) => object } = {};
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: (details: { url: string }) => object) => Object.assign(open, { handler }),
  });
  app.emit('web-contents-created', {}, contents);
  const stopped = (name: string, url: string) => {
    const event = { url, preventDefault: vi.fn() };
    contents.emit(name, event);
    return event.preventDefault.mock.calls.length > 0;
  };
  expect(stopped('will-frame-navigate', 'https://example.com/')).toBe(true);
  expect(stopped('will-frame-navigate', 'app://desk/customers')).toBe(false);
  expect(stopped('will-redirect', 'http://127.0.0.1:4650/')).toBe(true);
  expect(stopped('will-attach-webview', 'app://desk/')).toBe(true);
  expect(open.handler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
  expect(open.handler?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
  expect(double.asked.filter(({ what }) => what === 'openExternal').map(({ args }) => args)).toEqual([
    ['https://example.com/'],
  ]);
});

test('a closed window stays in the tray where somebody wants that, and never when the program ends', async () => {
  const ask = (channel: string, input: unknown) => {
    const answers = double.asked.find(({ what, args }) => what === 'channel' && args[0] === channel)?.args[1];
    const sender = { senderFrame: { url: 'app://desk/', parent: null } };
    return typeof answers === 'function' && answers(sender, input);
  };
  const close = () => {
    const event = { preventDefault: vi.fn() };
    const window = find('window')?.[1];
    if (window instanceof EventEmitter) window.emit('close', event);
    return event.preventDefault.mock.calls.length > 0;
  };
  expect(close()).toBe(false);
  await ask('dunebook:setProgram', { close_to_tray: true });
  expect(close()).toBe(true);
  expect(find('hide')).toEqual([]);
  app.emit('before-quit', {});
  expect(close()).toBe(false);
  // Somebody stays for what is not saved: the program goes on, and so does the tray.
  const window = find('window')?.[1];
  if (window instanceof EventEmitter && 'webContents' in window && window.webContents instanceof EventEmitter)
    window.webContents.emit('will-prevent-unload', { preventDefault: vi.fn() });
  expect(close()).toBe(true);
  await ask('dunebook:setProgram', { close_to_tray: false });
});

test('closing the window remembers its place', () => {
  const window = find('window')?.[1];
  if (window instanceof EventEmitter) window.emit('close', {});
  expect(JSON.parse(readFileSync(join(double.userData, 'window-state.json'), 'utf8'))).toEqual({
    x: 10,
    y: 20,
    width: 1000,
    height: 700,
    maximized: false,
  });
});

test('quitting waits for the hub to stop, and then quits', async () => {
  const event = { preventDefault: vi.fn() };
  app.emit('will-quit', event);
  expect(event.preventDefault).toHaveBeenCalled();
  expect(find('to hub')).toEqual([{ type: 'stop' }]);
  expect(find('quit')).toBeUndefined();
  const hub = find('fork')?.at(-1);
  if (hub instanceof EventEmitter) hub.emit('exit', 0);
  await vi.waitFor(() => expect(find('quit')).toEqual([]), { timeout: 30_000 });
  const again = { preventDefault: vi.fn() };
  app.emit('will-quit', again);
  expect(again.preventDefault).not.toHaveBeenCalled();
});
