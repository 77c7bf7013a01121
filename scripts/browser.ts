import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { inPath, run, runNode } from './run.ts';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const windowsPlaces = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'Chromium/Application/chrome.exe',
];

const macPlaces = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** For a browser that tests and benches look into: nothing of its own goes on beside the page, on the network least of all. */
export const quietBrowser: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** An installed Chromium, Chrome or Edge; `CHROME_PATH` goes first, Playwright's own download last. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return [env.CHROME_PATH, ...installed(env), chromium.executablePath()].find(
    (file) => file !== undefined && file !== '' && works(file),
  );
}

function installed(env: NodeJS.ProcessEnv): (string | undefined)[] {
  if (process.platform === 'darwin') return macPlaces;
  if (process.platform !== 'win32') return linuxNames.map((name) => inPath(name, env));
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  return folders.flatMap((folder) => (folder ? windowsPlaces.map((place) => join(folder, place)) : []));
}

/** On Linux a browser may be there and lack libraries, or be a stub that only says how to install it. */
function works(file: string): boolean {
  if (!existsSync(file)) return false;
  return process.platform !== 'linux' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

/** The installed browser, or else one that is installed now by whichever way works; throws where none does. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  const tried: string[] = [];
  for (const way of waysToInstall()) {
    process.stdout.write(`No Chromium, Chrome or Edge is installed: trying ${way.name}\n`);
    const { code, output } = await way.install();
    const browser = findBrowser();
    if (browser) return browser;
    tried.push(`${way.name} (code ${code}):\n${output.trim().split('\n').slice(-5).join('\n')}`);
  }
  throw new Error(
    `The browser tests need Chromium, Chrome or Edge. Install one, or name it in CHROME_PATH.\n${tried.join('\n')}`,
  );
}

function waysToInstall() {
  const quiet = { quiet: true, limit: 600_000 };
  const playwright = {
    name: 'playwright install chromium',
    install: () => runNode('node_modules/@playwright/test/cli.js', ['install', 'chromium'], quiet),
  };
  const apt = {
    name: 'apt-get install chromium',
    install: async () => {
      await run('apt-get', ['update'], quiet);
      return run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
    },
  };
  const isRoot = process.getuid?.() === 0;
  return isRoot && inPath('apt-get') ? [playwright, apt] : [playwright];
}
