import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowser, quietBrowser } from '../../scripts/browser.ts';

/** A front desk's browser with a profile on disk: a private one would keep its stores in memory. */
export interface DeskBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes it and opens it again on the same profile. */
  restart(): Promise<void>;
  /** Closes it and removes the profile. */
  remove(): Promise<void>;
}

/** Opens one. `watch` runs in every page before its own scripts. */
export async function openDeskBrowser(watch?: () => void): Promise<DeskBrowser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('there is no Chromium, Chrome or Edge');
  const profile = mkdtempSync(join(tmpdir(), 'dunebook-bench-desk-'));

  async function open(): Promise<BrowserContext> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      viewport: { width: 1600, height: 1000 },
      args: [...quietBrowser],
    });
    if (watch) await context.addInitScript(watch);
    return context;
  }

  let context = await open();
  let page = context.pages()[0] ?? (await context.newPage());
  return {
    get context() {
      return context;
    },
    get page() {
      return page;
    },
    async restart() {
      await context.close();
      context = await open();
      page = context.pages()[0] ?? (await context.newPage());
    },
    async remove() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
