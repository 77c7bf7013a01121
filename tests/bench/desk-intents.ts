import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { type DeskBrowser, openDeskBrowser } from './desk-browser.ts';
import { watchFrames } from './desk-frames.ts';
import { type DeskHub, startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { type Figure, figureOf, type Section } from './harness.ts';

const intents = 1000;
const rounds = 3;
const days = 7;

/** A desk that was away for long: a thousand changes wait. */
export const deskIntents: Section = {
  name: 'desk: waiting changes',
  async run() {
    const code = await buildPage();
    const firsts: number[] = [];
    const agains: number[] = [];
    const settled: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const hub = await startDeskHub({ pastDays: 0, bookings: 9 * visitsADay, customers: 2500 });
      const browser = await openDeskBrowser(watchFirsts);
      try {
        await waitOffline(hub, browser, code);
        const took = await repaint(browser.page);
        firsts.push(...took.slice(0, days));
        agains.push(...took.slice(days));
        settled.push(await settle(browser));
      } finally {
        await browser.remove();
        await hub.remove();
      }
    }
    return [
      figure('day change with 1,000 waiting', firsts, 100),
      figure('and to a day that was shown before', agains, 100),
      figure('1,000 settled after reconnecting', settled, 3000),
    ];
  },
};

function figure(name: string, samples: number[], atMost: number): Figure {
  return figureOf('desk: waiting changes', name, samples, { bar: { on: 'median', atMost } });
}

/** The window that makes the changes, as one script. */
async function buildPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'desk-intents.page.ts'), formats: ['iife'], name: 'page' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
  return bundle.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
}

/** A desk in step goes offline and makes its changes. */
async function waitOffline(hub: DeskHub, { page, context }: DeskBrowser, code: string): Promise<void> {
  await page.goto(await hub.link());
  await marksOnce(page, 'inStep');
  // An address of the hub's own: no desk is there, but the origin is the same.
  const window = await context.newPage();
  await window.goto(`${hub.url}/v2/bookings`);
  await context.setOffline(true);
  await window.evaluate(code);
  const made = window.evaluate((count) => Reflect.get(globalThis, 'makeIntents')(count), intents);
  await within(90, 'making the changes', made);
  await window.close();
  await page.bringToFront();
  await page.getByText(`Offline, ${intents} changes waiting`).waitFor();
}

/** A week forth and back, without a pause in which the next day could be read ahead. */
async function repaint(page: Page): Promise<number[]> {
  const board = await watchFrames(page);
  await page.locator('[role=gridcell][tabindex="0"]').focus();
  const samples: number[] = [];
  for (let i = 0; i < 2 * days; i++)
    samples.push(await board.pressUntilCards(i < days ? 'PageDown' : 'PageUp'));
  return samples;
}

/** From the moment at which the network is back. */
async function settle({ page, context }: DeskBrowser): Promise<number> {
  await page.evaluate(() => {
    const status = document.querySelector('[aria-label=Connection] [role=status]');
    const took = new Promise<number>((resolve) => {
      addEventListener('online', ({ timeStamp }) => {
        const observer = new MutationObserver(() => {
          if (status?.textContent === 'Hub here') resolve(performance.now() - timeStamp);
        });
        if (status) observer.observe(status, { subtree: true, childList: true, characterData: true });
      });
    });
    Reflect.set(globalThis, 'settled', took);
  });
  await context.setOffline(false);
  const settled: Promise<number> = page.evaluate(() => Reflect.get(globalThis, 'settled'));
  const took = await within(30, 'settling', settled);
  const refused = await page.getByRole('link', { name: /^Needs attention, / }).count();
  if (refused > 0) throw new Error('some changes were refused');
  return took;
}

/** What is awaited in a page has no time limit of its own. */
async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
