import { defineConfig } from '@playwright/test';
import { findBrowser, quietBrowser } from './scripts/browser.ts';
import type { ShellOption } from './tests/e2e/fixtures.ts';

const executablePath = findBrowser();

/** The specs of the desktop program. */
const program = 'electron/*.spec.ts';
/** What the builder packs of it. */
const packages = 'electron/*.long.spec.ts';
/** Those of a desk that also hold for it: its first desk then is its window. */
const desks = 'e2e/{mouse,offline,two-desks}.spec.ts';

const desktop = {
  testDir: 'tests',
  grepInvert: [
    // The program has one window.
    /two windows of one desk/,
    // The program runs a hub itself as soon as the one it found ends: tests/electron says what happens then.
    /while the hub is away/,
    // Names the desk as a browser's.
    /says who did what when/,
  ],
};

/** Every screen in every size, light and dark: they take long. */
const pictures = '*screens.spec.ts';
/** Whole working days, and what else takes long and is shown briefly elsewhere. */
const long = '*.long.spec.ts';

export default defineConfig<ShellOption>({
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'browser', testDir: 'tests/e2e', testIgnore: [pictures, long], use: { shell: 'browser' } },
    { name: 'pictures', testDir: 'tests/e2e', testMatch: pictures, use: { shell: 'browser' } },
    { name: 'long', testDir: 'tests/e2e', testMatch: long, use: { shell: 'browser' }, workers: 1 },
    { name: 'double', ...desktop, testMatch: program, testIgnore: packages, use: { shell: 'double' } },
    { name: 'double-long', ...desktop, testMatch: [desks, packages], use: { shell: 'double' } },
    {
      name: 'electron',
      ...desktop,
      testMatch: [program, desks],
      testIgnore: packages,
      use: { shell: 'electron' },
      workers: 1,
    },
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    // A trace of every test would take a quarter of the time: `-- --trace=on` makes one of a test that failed.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...quietBrowser],
    },
  },
});
