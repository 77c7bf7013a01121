import { readFileSync } from 'node:fs';
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
    await page.evaluate(async () => {
      await Promise.all(
        document.getAnimations().map((animation) => animation.finished.catch(() => undefined)),
      );
    });
    // What hangs on something else finds its place a moment after the window changed.
    await expect.poll(() => page.evaluate(overflowing), `${name} fits`).toEqual([]);
    await page.screenshot({ path: join(folder, `${name} ${size.width}.png`) });
  }
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

/** Runs in the page: what sticks out of the window sideways, or is wider than the box that holds it. */
function overflowing(): string[] {
  const sticksOut = (element: Element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1);
  };
  const scrolls = (element: Element) => {
    const sideways = getComputedStyle(element).overflowX;
    return ['auto', 'scroll'].includes(sideways) && element.scrollWidth > element.clientWidth;
  };
  return [document.documentElement, ...document.querySelectorAll('body *')]
    .filter((element) => sticksOut(element) || scrolls(element))
    .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`);
}
