import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { argsOf } from '../../../electron/options.ts';
import { cachedEnv } from '../compile-cache.ts';
import type { Desktop, DesktopOptions, WindowState } from '../desktop.ts';
import { type FromDouble, fromDouble, type ToDouble } from './control.ts';

const root = join(import.meta.dirname, '../../..');

/** Runs `out/main/main.js`, built from `electron/main.ts` as it is, on the double; resolves when its window has a page. */
export async function launchDouble(options: DesktopOptions): Promise<Desktop> {
  const { child, ended } = start(options);
  const opened: string[] = [];
  let state: WindowState | undefined;
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (message) => {
      const said: FromDouble = fromDouble.parse(message);
      if (said.type === 'browser') resolve(said.endpoint);
      if (said.type === 'opened_outside') opened.push(said.url);
      if (said.type === 'window') state = said;
    });
    void ended.then((code) =>
      reject(new Error(`The double ended with code ${code} before it had a window.`)),
    );
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const page = await firstPage(browser);
  const tell = (message: ToDouble) => child.send(message);
  return {
    page,
    ended,
    state: async () => state,
    openedOutside: async () => opened,
    setOffline: async (offline) => void tell({ type: 'offline', offline }),
    move: async (bounds) => void tell({ type: 'move', bounds }),
    minimize: async () => void tell({ type: 'minimize' }),
    openLink: async (url) => void tell({ type: 'open_url', url }),
    startAgain: (link) => start(options, link).ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await browser.close();
    },
  };
}

function start(
  { data, port }: DesktopOptions,
  link?: string,
): { child: ChildProcess; ended: Promise<number> } {
  const child = fork(
    join(root, 'out/main/main.js'),
    [...argsOf({ data, port, demo: false }), ...(link === undefined ? [] : [link])],
    { execArgv: ['--import', join(import.meta.dirname, 'register.ts')], env: cachedEnv },
  );
  return { child, ended: new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))) };
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error('The window has no page.');
  return page;
}
