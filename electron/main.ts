import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { registerDeskScheme, serveDesk } from './app-protocol.ts';
import { startHubProcess } from './hub-process.ts';
import { answerChannels } from './ipc.ts';
import { setMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { argsOf, readOptions, windowDataDir } from './options.ts';
import { restrictSession } from './session.ts';
import { isOnlyInstance } from './single-instance.ts';
import { stopBeforeQuitting } from './stop.ts';
import { openWindow, showWindow } from './window.ts';

const options = readOptions(process.argv.slice(1), process.env);
const windowData = windowDataDir(options);
if (windowData !== undefined) app.setPath('userData', windowData);

const built = join(import.meta.dirname, '..');
const window = {
  preload: join(built, 'preload/preload.cjs'),
  stateFile: join(app.getPath('userData'), 'window-state.json'),
};

function start(): void {
  const hub = startHubProcess({
    fork: () =>
      utilityProcess.fork(join(built, 'main/hub.js'), argsOf(options), { serviceName: 'Dunebook hub' }),
    clock: Date.now,
  });
  restrictSession();
  serveDesk({ deskDir: join(built, 'renderer'), hubUrl: hub.url });
  answerChannels({
    invitation: hub.invitation,
    hubStatus: hub.status,
    appInfo: () => ({ version: app.getVersion(), platform: process.platform }),
    show: () => showWindow(window),
  });
  setMenu();
  openWindow(window);
  app.on('activate', () => showWindow(window));
  stopBeforeQuitting(hub.stop);
}

if (isOnlyInstance(() => showWindow(window))) {
  registerDeskScheme();
  guardNavigation();
  app.whenReady().then(start);
} else {
  app.quit();
}
