import type { Locator } from '@playwright/test';
import { bookFor, openBrowserDesk } from '../kit/browser-desk.ts';
import { expectAccessible, photograph } from '../kit/photograph.ts';
import { demoNow, startDemoPractice } from './demo-practice.ts';
import { expect, test } from './fixtures.ts';

const schemes = ['light', 'dark'] as const;

for (const colorScheme of schemes) {
  test(`the demo clinic's screens, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const demo = await startDemoPractice();
    const desk = await openBrowserDesk(browser, await demo.link(), demoNow, { colorScheme });
    const { page, board } = desk;
    const shoot = (name: string, main: Locator) => photograph(page, `${colorScheme} ${name}`, main);
    await desk.untilInStep();
    const cards = board.grid.getByRole('gridcell');
    await expect(cards.nth(20)).toBeAttached();
    await shoot('1 board', board.grid);

    const place = await demo.findFreeStart();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await board.click(place.resource.name, place.time);
    const form = page.getByRole('form', { name: 'New booking' });
    await form.getByRole('textbox', { name: 'Customer' }).fill('an');
    await expect(form.getByRole('option').nth(3)).toBeVisible();
    await shoot('2 quick booking', form);
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);

    await board.card('11:').first().click();
    await shoot('3 drawer', page.getByRole('list', { name: 'History' }));
    await page.getByRole('button', { name: 'Close' }).click();

    await desk.cutNetwork();
    await board.click(place.resource.name, place.time);
    await form.getByRole('combobox', { name: 'Service' }).fill(place.service.name);
    await form.getByRole('option', { name: place.service.name }).first().click();
    await bookFor(page, place.customer.name);
    await expect(desk.connection).toHaveText('Offline, 1 change waiting');
    await shoot('4 offline', desk.connection);

    await demo.take(place);
    await desk.mendNetwork();
    await page.getByRole('link', { name: 'Needs attention, 1' }).click();
    await shoot(
      '5 attention',
      page.getByRole('list', { name: 'Needs attention' }).getByRole('button').first(),
    );

    await page.getByRole('link', { name: 'Find a time' }).click();
    await page.getByRole('textbox', { name: 'What, with whom, when' }).fill('thu afternoon');
    const start = page.getByRole('region', { name: 'Free starts' }).getByRole('button').first();
    await shoot('6 find a time', start);
    await expectAccessible(page, 'find a time');
    await start.click();
    await shoot('7 find a time, booking', form);
    await expectAccessible(page, 'booking from find a time');
    await form.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('link', { name: 'Reassign a day' }).click();
    await page.getByRole('combobox', { name: 'Who is away' }).click();
    await page.getByRole('option', { name: place.resource.name }).click();
    await shoot(
      '8 reassign a day',
      page
        .getByRole('form', { name: /^Bookings of/ })
        .getByRole('button')
        .last(),
    );
    await expectAccessible(page, 'reassign a day');

    await desk.context.close();
    await demo.close();
  });

  test(`the pairing page, ${colorScheme}`, async ({ openDesk }) => {
    const { page } = await openDesk({ colorScheme, path: '/' });
    await photograph(
      page,
      `${colorScheme} 9 pairing`,
      page.getByRole('button', { name: 'Let this desk in' }),
    );
  });

  test.describe(() => {
    test.use({ filled: false });

    test(`the board of an empty practice, ${colorScheme}`, async ({ openDesk }) => {
      const { page } = await openDesk({ colorScheme });
      const words = page.getByRole('heading', { name: 'The board needs a little more' });
      await photograph(page, `${colorScheme} 10 empty board`, words);
    });
  });
}
