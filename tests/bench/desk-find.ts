import type { Page } from '@playwright/test';
import { openDeskBrowser } from './desk-browser.ts';
import { startDeskHub } from './desk-hub.ts';
import { marksOnce, watchFirsts } from './desk-marks.ts';
import { visitsADay } from './desk-practice.ts';
import { waitsIn } from './desk-waits.ts';
import { type Figure, figureOf, type Section } from './harness.ts';

const days = 30;
const rounds = 4;
/** Typed as it is said on the phone, and deleted again; each key changes what is wished, or might. */
const wish = 'cons meera tue thu morning after 9 before 11 next week';

/** Find-a-time: from a key until the free starts that it asks for are painted, 300 bookings a day among them. */
export const deskFind: Section = {
  name: 'desk: find a time',
  async run() {
    const hub = await startDeskHub({ pastDays: 0, bookings: days * visitsADay, customers: 2000 });
    const browser = await openDeskBrowser(watchFirsts);
    try {
      await browser.page.goto(await hub.link());
      await marksOnce(browser.page, 'inStep');
      return await measure(browser.page);
    } finally {
      await browser.remove();
      await hub.remove();
    }
  },
};

async function measure(page: Page): Promise<Figure[]> {
  await page.getByRole('link', { name: 'Find a time' }).click();
  await page.getByRole('textbox', { name: 'What, with whom, when' }).focus();
  await page.locator('[data-start]').first().waitFor();
  const waits = waitsIn(page);
  const keys: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    // The first round warms up.
    for (const key of [...wish, ...[...wish].map(() => 'Backspace')]) {
      const took = await waits.untilGone('section[aria-busy="true"]', () =>
        page.keyboard.press(key === ' ' ? 'Space' : key),
      );
      if (round > 0) keys.push(took);
    }
  }
  return [
    figureOf('desk: find a time', 'a key until its free starts', keys, { bar: { on: 'p95', atMost: 50 } }),
  ];
}
