import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import * as z from 'zod';

const folder = join(import.meta.dirname, '../../test-results/screens');

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What practices have on their desks. */
export const deskSizes: readonly Size[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, as far as it is said in a failing test. */
const found = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullish(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** What a phone, or a window beside another one, leaves. */
export const narrow: Size = { width: 390, height: 844 };

/** Takes a picture of a screen in every size, and sees to it that it shows what it is for and fits. */
export async function photograph(
  page: Page,
  name: string,
  main: Locator,
  sizes: readonly Size[] = deskSizes,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect(main).toBeVisible();
    await expect(main).toBeInViewport();
    await untilStill(page);
    // What hangs on something else finds its place a moment after the window changed.
    await expect.poll(() => page.evaluate(overflowing, undefined), `${name} fits`).toEqual([]);
    await page.screenshot({ path: join(folder, `${name} ${size.width}.png`) });
  }
}

/**
 * Takes pictures of a screen light and dark in every size, and sees to it that it fits; `scrolls` names what may be wider
 * than the window, because it scrolls sideways in a box of its own.
 */
export async function photographAll(
  page: Page,
  name: string,
  main: Locator,
  scrolls?: string,
  sizes: readonly Size[] = [...deskSizes, narrow],
): Promise<void> {
  mkdirSync(join(folder, 'all'), { recursive: true });
  const debug = await page.context().newCDPSession(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect(main, name).toBeVisible();
    await expect(page.locator(waiting), `${name} is there`).toHaveCount(0);
    // Soft: the pictures of all the others are wanted as well.
    await expect
      .soft(
        async () => expect(await page.evaluate(overflowing, scrolls)).toEqual([]),
        `${name} ${size.width}`,
      )
      .toPass({ timeout: 3000 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await untilStill(page);
      const picture = await debug.send('Page.captureScreenshot', quickly);
      const path = join(folder, `all/${name} ${size.width} ${colorScheme}.jpg`);
      writeFileSync(path, Buffer.from(picture.data, 'base64'));
    }
  }
  await debug.detach();
}

/** There are more than a thousand of them. */
const quickly = { format: 'jpeg', quality: 80, optimizeForSpeed: true } as const;

/** What stands where something is still being asked for. */
const waiting = '.mantine-Loader-root, .mantine-Skeleton-root, [aria-busy="true"]';

async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
}

/** Fails where axe finds something serious on the page, or in what a CSS selector names there. */
export async function expectAccessible(page: Page, name: string, within = 'body'): Promise<void> {
  // The page's policy lets no other script in; what a debugger evaluates it does not look at.
  await page.evaluate(axe);
  const answer: unknown = await page.evaluate(async (selector) => {
    const run: unknown = Reflect.get(Reflect.get(globalThis, 'axe'), 'run');
    if (typeof run !== 'function') throw new Error('axe is not there');
    const { violations } = await run(selector, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations;
  }, within);
  const serious = z
    .parse(found, answer)
    .filter(({ impact }) => ['serious', 'critical'].includes(impact ?? ''));
  expect(serious, `${name}: axe`).toEqual([]);
}

/** Runs in the page: what sticks out of the window sideways, is wider than the box that holds it, or is cut off. */
function overflowing(mayScroll?: string): string[] {
  const endsInDots = (element: Element) =>
    element.parentElement !== null && getComputedStyle(element.parentElement).textOverflow === 'ellipsis';
  // Fields that grow with their words are measured by one that nobody sees.
  const hidden = (element: Element) => getComputedStyle(element).visibility === 'hidden';
  const sticksOut = (element: Element) => {
    if (endsInDots(element) || hidden(element)) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1);
  };
  const scrolls = (element: Element) => {
    const sideways = getComputedStyle(element).overflowX;
    return ['auto', 'scroll'].includes(sideways) && element.scrollWidth > element.clientWidth;
  };
  // Names of people may end in dots where there is no room; what a button or a heading says may not.
  const words =
    '.mantine-Button-label, .mantine-SegmentedControl-label, h1, h2, h3, label, header [role="status"]';
  const cut = (element: Element) =>
    element.matches(words) &&
    getComputedStyle(element).overflowX === 'hidden' &&
    element.scrollWidth > element.clientWidth + 1;
  return [document.documentElement, ...document.querySelectorAll('body *')]
    .filter((element) => !mayScroll || element.closest(mayScroll) === null)
    .filter((element) => sticksOut(element) || scrolls(element) || cut(element))
    .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`);
}
