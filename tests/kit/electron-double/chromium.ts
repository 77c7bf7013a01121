import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser, quietBrowser } from '../../../scripts/browser.ts';
import { tell } from './control.ts';
import { servePages } from './page-server.ts';

let running: Promise<BrowserContext> | undefined;

/** The Chromium of all windows, with a store of its own below `userData`; started by the first. */
export function openChromium(
  userData: string,
  size: { width: number; height: number },
): Promise<BrowserContext> {
  running ??= start(join(userData, 'chromium'), size);
  return running;
}

export async function closeChromium(): Promise<void> {
  const context = await running;
  await context?.close();
}

async function start(folder: string, viewport: { width: number; height: number }): Promise<BrowserContext> {
  const executablePath = findBrowser();
  const port = await servePages();
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === undefined ? {} : { executablePath }),
    viewport,
    // Electron's page has none either: the scheme was not registered with `allowServiceWorkers`.
    serviceWorkers: 'block',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...quietBrowser,
      '--remote-debugging-port=0',
      `--host-resolver-rules=MAP *.localhost 127.0.0.1:${port}`,
    ],
  });
  const [debugging] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8')).split('\n');
  tell({ type: 'browser', endpoint: `http://127.0.0.1:${debugging}` });
  return context;
}
