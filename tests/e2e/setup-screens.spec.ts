import { expect, test } from '@playwright/test';
import { openBrowserDesk } from '../kit/browser-desk.ts';
import { deskSizes, expectAccessible, photograph } from '../kit/photograph.ts';
import { startEmptyHub } from './empty-hub.ts';
import { monday } from './practice.ts';

const sizes = [...deskSizes, { width: 390, height: 844 }];

for (const colorScheme of ['light', 'dark'] as const)
  test(`the first run, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const hub = await startEmptyHub();
    const desk = await openBrowserDesk(browser, hub.link, monday, { colorScheme });
    const { page } = desk;
    const shoot = async (name: string, button: string | RegExp) => {
      const main = page.getByRole('button', { name: button });
      await photograph(page, `${colorScheme} setup ${name}`, main, sizes);
      await expectAccessible(page, name);
    };
    const next = () => page.getByRole('button', { name: 'Continue' }).click();
    try {
      await shoot('1 welcome', /^Set up my practice/);
      await page.getByRole('button', { name: /^Set up my practice/ }).click();
      await shoot('2 trade', /^Doctor/);
      await page.getByRole('button', { name: /^Dentist/ }).click();
      await page.getByRole('textbox', { name: 'Name of the practice' }).fill('Dune Dental');
      await page.getByRole('button', { name: 'Change' }).click();
      await shoot('3 practice', 'Back');
      await next();
      await shoot('4 hours', 'Monday');
      await next();
      await page.getByRole('button', { name: 'Add a person' }).click();
      await page.getByRole('textbox', { name: 'Name of person 1' }).fill('Tom Reed');
      await next();
      await expect(page.getByText('A PIN has 4 to 8 digits')).toBeVisible();
      await shoot('5 people', 'Add a person');
      await page.getByRole('textbox', { name: 'Your name' }).fill('Ola Berg');
      await page.getByRole('textbox', { name: 'Your e-mail' }).fill('ola@example.com');
      await page.getByRole('textbox', { name: 'Your PIN', exact: true }).fill('2468');
      await next();
      const offers = page.getByRole('checkbox').first();
      await photograph(page, `${colorScheme} setup 6 services`, offers, sizes);
      await expectAccessible(page, 'services');
      await page.getByRole('button', { name: 'Open the board' }).click();
      await desk.untilInStep();
      await photograph(page, `${colorScheme} setup 7 board`, page.getByText('Your practice is ready'), sizes);
    } finally {
      await desk.context.close();
      await hub.close();
    }
  });
