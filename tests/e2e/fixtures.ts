import { test as base } from '@playwright/test';
import { type BrowserDesk, type DeskOptions, openBrowserDesk } from '../kit/browser-desk.ts';
import { type Desktop, desktopDesk, type Shell } from '../kit/desktop.ts';
import { launchDesktop } from '../kit/launch-desktop.ts';
import { monday, type Practice, startPractice } from './practice.ts';

export { expect } from '@playwright/test';

/** Opens a desk with an invitation of its own and waits until it is in step with the hub; with `path`, just that. */
export type OpenDesk = (options?: DeskOptions & { readonly path?: string }) => Promise<BrowserDesk>;

export interface ShellOption {
  /** What the first desk of a test is: a browser, or the desktop program; the others are browsers. */
  readonly shell: 'browser' | Shell;
}

interface Fixtures extends ShellOption {
  /** False: a practice in which nothing is set up yet. */
  readonly filled: boolean;
  readonly practice: Practice;
  readonly openDesk: OpenDesk;
}

/** Playwright's `test` with a hub of its own and desks that are paired to it. */
export const test = base.extend<Fixtures>({
  shell: ['browser', { option: true }],
  filled: [true, { option: true }],
  practice: async ({ filled }, use) => {
    const practice = await startPractice(filled);
    await use(practice);
    await practice.close();
  },
  openDesk: async ({ practice, browser, shell }, use) => {
    const desks: BrowserDesk[] = [];
    let desktop: Desktop | undefined;

    async function openDesktop(on: Shell): Promise<BrowserDesk> {
      const { dataDir, url } = practice.hub;
      desktop = await launchDesktop(on, { data: dataDir, port: Number(new URL(url).port) });
      return desktopDesk(desktop, monday);
    }

    await use(async ({ path, ...options } = {}) => {
      if (shell !== 'browser' && desktop === undefined) return openDesktop(shell);
      const link = path ?? `/#invitation=${await practice.hub.invite()}`;
      const desk = await openBrowserDesk(browser, practice.hub.url + link, monday, options);
      desks.push(desk);
      // The words that it waits for are English.
      if (path === undefined && options.locale === undefined) await desk.untilInStep();
      return desk;
    });
    for (const desk of desks) await desk.context.close();
    await desktop?.stop();
  },
});
