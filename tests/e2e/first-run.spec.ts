import { expect, type Page, test } from '@playwright/test';
import { openBrowserDesk } from '../kit/browser-desk.ts';
import { startEmptyHub } from './empty-hub.ts';
import { monday } from './practice.ts';

/** Counts what a person does; three minutes are 18 clicks of five seconds and six fields of fifteen. */
function counting(page: Page) {
  let clicks = 0;
  let fields = 0;
  return {
    click: async (name: string | RegExp) => {
      clicks += 1;
      await page.getByRole('button', { name }).click();
    },
    fill: async (label: string, text: string) => {
      fields += 1;
      await page.getByRole('textbox', { name: label, exact: true }).fill(text);
    },
    also: () => {
      clicks += 1;
    },
    count: () => ({ clicks, fields }),
  };
}

test('from an empty folder to the first booking in under three minutes: 8 clicks and 6 fields', async ({
  browser,
}) => {
  const hub = await startEmptyHub();
  const desk = await openBrowserDesk(browser, hub.link, monday);
  const { page, board } = desk;
  const { click, fill, also, count } = counting(page);
  try {
    // The secret is in neither the address bar nor the history, and outlives a reload.
    await expect(page.getByRole('heading', { name: 'Welcome to Dunebook' })).toBeVisible();
    expect(page.url()).not.toContain('set_');
    await page.reload();

    await click(/^Set up my practice/);
    await click(/^Dentist/);
    await fill('Name of the practice', 'Dune Dental');
    await click('Continue');
    await click('Continue');
    // What is missing is said where it is missing; Enter goes on as well as the button.
    await page.keyboard.press('Enter');
    await expect(page.getByText('A PIN has 4 to 8 digits')).toBeVisible();
    await fill('Your name', 'Ola Berg');
    await fill('Your e-mail', 'ola@example.com');
    await fill('Your PIN', '2468');
    await click('Continue');
    await click('Open the board');

    await expect(page.getByText('Your practice is ready')).toBeVisible();
    await expect(board.column('Ola Berg')).toBeVisible();
    await desk.untilInStep();
    also();
    await board.click('Ola Berg', '10:00');
    // The one column is as wide as the window: the form lies over it, not beside it.
    await expect(page.getByRole('form', { name: 'New booking' })).toBeInViewport({ ratio: 1 });
    await fill('Customer', 'Priya Sharma');
    also();
    await page.getByRole('option', { name: 'Add “Priya Sharma” as a new customer' }).click();
    await fill('Phone', '98765 00001');
    await page.keyboard.press('Enter');
    await expect(board.card('Priya Sharma')).toHaveCount(1);
    await expect(desk.connection).toHaveText('Hub here');
    expect(count()).toEqual({ clicks: 8, fields: 6 });
  } finally {
    await desk.context.close();
    await hub.close();
  }
});
