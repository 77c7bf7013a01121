import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, net, utilityProcess } from 'electron';
import { registerDeskScheme, serveDesk } from './app-protocol.ts';
import { openHubDoor } from './hub-door.ts';
import { startHubProcess } from './hub-process.ts';
import { answerChannels } from './ipc.ts';
import { linkIn } from './links.ts';
import { setMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { lookAround } from './nearby.ts';
import { hearLinks, keepLinks } from './opened-links.ts';
import { argsOf, readOptions, windowDataDir } from './options.ts';
import { stayAwake } from './power.ts';
import { restrictSession } from './session.ts';
import { isOnlyInstance } from './single-instance.ts';
import { stopBeforeQuitting } from './stop.ts';
import { startUpdates } from './updates.ts';
import { openVault } from './vault.ts';
import { openWindow, showWindow } from './window.ts';

const options = readOptions(process.argv.slice(1), process.env);
const windowData = windowDataDir(options);
if (windowData !== undefined) app.setPath('userData', windowData);

const built = join(import.meta.dirname, '..');
const userData = app.getPath('userData');
const window = {
  preload: join(built, 'preload/preload.cjs'),
  stateFile: join(userData, 'window-state.json'),
};
const links = keepLinks();

function start(): void {
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
  restrictSession();
  serveDesk({ deskDir: join(built, 'renderer'), send: hub.send });
  answerChannels({
    invitation: hub.invitation,
    hubStatus: hub.status,
    appInfo: () => ({ version: app.getVersion(), platform: process.platform, computer: hostname() }),
    show: () => showWindow(window),
    hubTarget: hub.target,
    hubsNearby: hub.nearby,
    joinHub: hub.join,
    leaveHub: hub.leave,
    nextLink: links.next,
  });
  setMenu();
  void startUpdates();
  openWindow(window);
  app.on('activate', () => showWindow(window));
  stopBeforeQuitting(hub.stop);
}

/** Somebody started the program once more, maybe by a link of it or a backup. */
function again(args: readonly string[], folder: string): void {
  showWindow(window);
  const link = linkIn(args, folder);
  if (link !== undefined) links.open(link);
}

if (isOnlyInstance(again)) {
  hearLinks(links, process.argv, process.cwd());
  registerDeskScheme();
  guardNavigation();
  app.whenReady().then(start);
} else {
  app.quit();
}
