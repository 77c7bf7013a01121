import type { Page } from '@playwright/test';
import { openBrowserDesk } from '../kit/browser-desk.ts';
import { expectAccessible, photograph } from '../kit/photograph.ts';
import { demoNow, startDemoPractice } from './demo-practice.ts';
import { expect, test } from './fixtures.ts';

const locales = { en: 'en-US', de: 'de-DE', es: 'es-ES', fr: 'fr-FR', ar: 'ar-EG' } as const;
const size = { width: 1280, height: 800 };
const screens = [
  'find',
  'waitlist',
  'reassign',
  'attention',
  'integrations',
  'arrivals',
  'customers',
  'settings',
  'desk',
];

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

for (const [language, locale] of Object.entries(locales)) {
  test(`the demo clinic's screens in ${language}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const demo = await startDemoPractice();
    const desk = await openBrowserDesk(browser, await demo.link(), demoNow, { locale, viewport: size });
    const { page, board } = desk;
    const shoot = (name: string, shown = page.locator('main')) =>
      photograph(page, `${language} ${name}`, shown, [size]);
    const cards = board.grid.getByRole('gridcell');
    await expect(cards.nth(20)).toBeAttached({ timeout: 30_000 });
    await shoot('board');
    const place = await demo.findFreeStart();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await board.click(place.resource.name, place.time);
    await expect(page.locator('form input:focus')).toBeVisible();
    await shoot('booking');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await cards.and(page.locator('[data-card], [data-booking]')).first().click();
    await expect(page.locator('dl').first()).toBeVisible();
    await shoot('drawer');
    for (const screen of screens) {
      await goTo(page, `/${screen}`);
      await expect(page.locator('h1').first()).toBeVisible();
      await shoot(screen);
      if (screen === 'find') await expectAccessible(page, `find a time in ${language}`);
    }
    await desk.context.close();
    await demo.close();
  });
}
