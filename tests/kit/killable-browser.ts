import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser, quietBrowser } from '../../scripts/browser.ts';

/** A browser with a profile on disk, in a process group of its own: `kill` ends it like a power cut. */
export interface KillableBrowser {
  readonly page: Page;
  /** `kill -9` of all its processes at once; resolves when it is gone. */
  kill(): Promise<void>;
  /** Closes it as a person does. */
  close(): Promise<void>;
}

/** Starts the installed browser on a profile, which is made where it is missing. */
export async function openKillableBrowser(profile: string): Promise<KillableBrowser> {
  const executable = findBrowser();
  if (!executable) throw new Error('there is no browser');
  const running = spawn(
    executable,
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--headless',
      '--no-sandbox',
      ...quietBrowser,
      '--window-size=1280,800',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(running, 'exit');
  const browser: Browser = await chromium.connectOverCDP(await endpointOf(running));
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no profile');
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
      await gone;
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await gone;
    },
  };
}

/** The address that the browser says it can be driven at. */
async function endpointOf(running: ChildProcess): Promise<string> {
  if (!running.stderr) throw new Error('the browser says nothing');
  for await (const line of createInterface(running.stderr)) {
    const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (endpoint === undefined) continue;
    // Whatever else it says must not fill the pipe.
    running.stderr.resume();
    return endpoint;
  }
  throw new Error('the browser ended');
}
