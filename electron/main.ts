import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, net, utilityProcess } from 'electron';
import { registerDeskScheme, serveDesk } from './app-protocol.ts';
import { autostart } from './autostart.ts';
import { endWell } from './ending.ts';
import { openHubDoor } from './hub-door.ts';
import { startHubProcess } from './hub-process.ts';
import { answerChannels } from './ipc.ts';
import { linkIn } from './links.ts';
import { setMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { lookAround } from './nearby.ts';
import { hearLinks, keepLinks } from './opened-links.ts';
import { argsOf, readOptions, windowDataDir } from './options.ts';
import { pickPath } from './pick.ts';
import { stayAwake } from './power.ts';
import { keepProgram } from './program.ts';
import { openProgramLog } from './program-log.ts';
import { restrictSession } from './session.ts';
import { isOnlyInstance } from './single-instance.ts';
import { showTray } from './tray.ts';
import { neverUpdates } from './updates.ts';
import { openVault } from './vault.ts';
import { openWindow, showWindow, type WindowOptions } from './window.ts';
import { keepWords } from './words.ts';

const options = readOptions(process.argv.slice(1), process.env);
const windowData = windowDataDir(options);
if (windowData !== undefined) app.setPath('userData', windowData);

const built = join(import.meta.dirname, '..');
const userData = app.getPath('userData');
const links = keepLinks();
/** There once the program has started. */
let window: WindowOptions | undefined;

function start(): void {
  const words = keepWords();
  const program = keepProgram({
    settingsFile: join(userData, 'program.json'),
    autostart: app.isPackaged ? autostart(argsOf(options)) : undefined,
    never: neverUpdates(app.isPackaged, process.resourcesPath, process.env),
    load: async () => (await import('electron-updater')).default.autoUpdater,
    clock: Date.now,
    log: openProgramLog(join(userData, 'program.log'), Date.now),
  });
  const hub = openHubDoor({
    targetFile: join(userData, 'hub-target.json'),
    vault: openVault(join(userData, 'tokens.json')),
    nearby: lookAround(),
    startOwn: () =>
      startHubProcess({
        fork: () =>
          utilityProcess.fork(join(built, 'main/hub.js'), argsOf(options), { serviceName: 'Dunebook hub' }),
        onSharing: stayAwake(),
        clock: Date.now,
      }),
    fetch: (url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
    clock: () => performance.now(),
  });
  const ending = endWell({
    async stop() {
      program.updates.stop();
      await hub.stop();
    },
    install: program.updates.install,
  });
  const shown: WindowOptions = {
    preload: join(built, 'preload/preload.cjs'),
    stateFile: join(userData, 'window-state.json'),
    words: words.now,
    staysBehind: () => program.closesToTray() && !ending.isNear(),
    onStay: ending.goOn,
    onClosed: links.closed,
  };
  window = shown;
  const show = () => showWindow(shown);
  const askFor = (deed: 'book' | 'lock') => () => {
    if (deed === 'book') show();
    links.ask({ deed });
  };
  const tray = showTray({
    icon: join(built, `main/${process.platform === 'linux' ? 'tray-large' : 'tray'}.png`),
    onOpen: show,
    onBook: askFor('book'),
    onLock: askFor('lock'),
    onQuit: () => app.quit(),
  });
  words.follow(setMenu);
  words.follow(tray.setWords);
  restrictSession();
  serveDesk({ deskDir: join(built, 'renderer'), send: hub.send });
  answerChannels({
    invitation: hub.invitation,
    hubStatus: hub.status,
    appInfo: () => ({ version: app.getVersion(), platform: process.platform, computer: hostname() }),
    show,
    hubTarget: hub.target,
    hubsNearby: hub.nearby,
    joinHub: hub.join,
    leaveHub: hub.leave,
    findHub: ({ address }) => hub.find(address),
    nextLink: links.next,
    program: program.next,
    setProgram: program.set,
    checkForUpdates: () => void program.updates.look(),
    restartToUpdate() {
      if (program.updates.state().state === 'ready') ending.toInstall();
    },
    setWords: words.set,
    setToday: tray.setDay,
    pickPath: ({ what }) => pickPath(what, words.now()),
  });
  openWindow(shown);
  app.on('activate', show);
}

/** Somebody started the program once more, maybe by a link of it or a backup. */
function again(args: readonly string[], folder: string): void {
  if (window) showWindow(window);
  const link = linkIn(args, folder);
  if (link !== undefined) links.open(link);
}

// Under this name Windows shows its notifications; the installer gives it to its shortcut.
if (process.platform === 'win32') app.setAppUserModelId('org.dunebook.desk');
if (isOnlyInstance(again)) {
  hearLinks(links, process.argv, process.cwd());
  registerDeskScheme();
  guardNavigation();
  app.whenReady().then(start);
} else {
  app.quit();
}
