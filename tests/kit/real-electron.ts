import { spawn } from 'node:child_process';
import { _electron } from '@playwright/test';
import { argsOf } from '../../electron/options.ts';
import { installedBinary } from '../../scripts/electron-window.ts';
import { root } from '../../scripts/run.ts';
import type { Desktop, DesktopOptions } from './desktop.ts';

/** Runs the desktop program as built in Electron; resolves when its window has a page. */
export async function launchElectron(options: DesktopOptions): Promise<Desktop> {
  const executablePath = installedBinary();
  if (executablePath === undefined) throw new Error('Electron’s binary is missing.');
  const args = [root, ...argsOf({ ...options, demo: false })];
  const program = await _electron.launch({ executablePath, args });
  const page = await program.firstWindow();
  const window = await program.browserWindow(page);
  const child = program.process();
  await program.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedOutside', opened);
    shell.openExternal = async (url) => void opened.push(url);
  });
  return {
    page,
    ended: new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))),
    state: () =>
      window.evaluate((its) => ({
        bounds: its.getNormalBounds(),
        minimized: its.isMinimized(),
        visible: its.isVisible(),
      })),
    openedOutside: () => program.evaluate(() => Reflect.get(globalThis, 'openedOutside') as string[]),
    setOffline: (offline) =>
      program.evaluate(({ session }, cut) => {
        session.defaultSession.enableNetworkEmulation({ offline: cut });
      }, offline),
    move: (bounds) => window.evaluate((its, to) => its.setBounds(to), bounds),
    minimize: () => window.evaluate((its) => its.minimize()),
    openLink: (link) =>
      program.evaluate(({ app }, url) => {
        app.emit('open-url', { preventDefault: () => undefined }, url);
      }, link),
    startAgain: (link) =>
      new Promise((resolve) => {
        spawn(executablePath, link === undefined ? args : [...args, link], { stdio: 'ignore' }).on(
          'exit',
          (code) => resolve(code ?? 1),
        );
      }),
    async stop() {
      if (child.exitCode === null) await program.close();
    },
  };
}
