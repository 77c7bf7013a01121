import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { noteFeel } from '../kit/feel.ts';
import { type DeskBrowser, openDeskBrowser } from './desk-browser.ts';
import { watchFrames } from './desk-frames.ts';
import { type DeskHub, startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { type Settled, settleAtWork, within } from './desk-settle.ts';
import { type Figure, figureOf, type Section } from './harness.ts';

const intents = 1000;
const rounds = 3;
const days = 7;
/** The changes are to visits of the days before it. */
const calmDay = 5;
const section = 'desk: waiting changes';

/** A desk that was away for long: a thousand changes wait. */
export const deskIntents: Section = {
  name: section,
  async run() {
    const code = await buildPage();
    const firsts: number[] = [];
    const agains: number[] = [];
    const settled: Settled[] = [];
    for (let round = 0; round < rounds; round++) {
      const hub = await startDeskHub({ pastDays: 0, bookings: 9 * visitsADay, customers: 2500 });
      const browser = await openDeskBrowser(watchFirsts);
      try {
        await browser.context.addInitScript(noteFeel);
        await waitOffline(hub, browser, code);
        const took = await repaint(browser.page);
        firsts.push(...took.slice(0, days));
        agains.push(...took.slice(days));
        settled.push(await settleAtWork(browser));
      } finally {
        await browser.remove();
        await hub.remove();
      }
    }
    return [
      figure('day change with 1,000 waiting', firsts, 100),
      figure('and to a day that was shown before', agains, 100),
      figure(
        '1,000 settled after reconnecting, somebody works meanwhile',
        settled.map(({ took }) => took),
        3000,
      ),
      figureOf(
        section,
        '· a move meanwhile, from the key until it is painted',
        settled.flatMap(({ moves }) => moves),
      ),
      figureOf(
        section,
        '· INP meanwhile',
        settled.flatMap(({ feel }) => feel.interactions),
        { bar: { on: 'p95', atMost: 100 } },
      ),
      figureOf(
        section,
        '· the longest task of each time',
        settled.map(({ feel }) => Math.max(0, ...feel.longTasks)),
      ),
    ];
  },
};

function figure(name: string, samples: number[], atMost: number): Figure {
  return figureOf(section, name, samples, { bar: { on: 'median', atMost } });
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
  await page.getByText(`Offline, ${intents.toLocaleString('en-US')} changes waiting`).waitFor();
}

/**
 * A week forth and back, without a pause in which the next day could be read ahead; then to a day whose visits nobody has
 * changed.
 */
async function repaint(page: Page): Promise<number[]> {
  const board = await watchFrames(page);
  await page.locator('[role=gridcell][tabindex="0"]').focus();
  const samples: number[] = [];
  for (let i = 0; i < 2 * days; i++)
    samples.push(await board.pressUntilCards(i < days ? 'PageDown' : 'PageUp'));
  for (let i = 0; i < calmDay; i++) await board.pressUntilCards('PageDown');
  return samples;
}
