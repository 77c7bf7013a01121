import { test as base } from '@playwright/test';
import { type BrowserDesk, type DeskOptions, openBrowserDesk } from '../kit/browser-desk.ts';
import { monday, type Practice, startPractice } from './practice.ts';

export { expect } from '@playwright/test';

/** Opens a desk with an invitation of its own and waits until it is in step with the hub; with `path`, just that. */
export type OpenDesk = (options?: DeskOptions & { readonly path?: string }) => Promise<BrowserDesk>;

interface Fixtures {
  /** False: a practice in which nothing is set up yet. */
  readonly filled: boolean;
  readonly practice: Practice;
  readonly openDesk: OpenDesk;
}

/** Playwright's `test` with a hub of its own and desks that are paired to it. */
export const test = base.extend<Fixtures>({
  filled: [true, { option: true }],
  practice: async ({ filled }, use) => {
    const practice = await startPractice(filled);
    await use(practice);
    await practice.close();
  },
  openDesk: async ({ practice, browser }, use) => {
    const desks: BrowserDesk[] = [];
    await use(async ({ path, ...options } = {}) => {
      const link = path ?? `/#invitation=${await practice.hub.invite()}`;
      const desk = await openBrowserDesk(browser, practice.hub.url + link, monday, options);
      desks.push(desk);
      if (path === undefined) await desk.untilInStep();
      return desk;
    });
    for (const desk of desks) await desk.context.close();
  },
});
