import type { Page } from '@playwright/test';
import { boxOf } from '../kit/browser-desk.ts';
import { englishOn } from '../kit/said.ts';
import { expect, test } from './fixtures.ts';

/** The screens that people have open most, by their addresses. */
const screens = ['/find', '/waitlist', '/reassign', '/attention', '/integrations', '/board'];

/** Goes there without loading the page anew. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.locator('h1, [role="grid"], form').first()).toBeVisible();
}

/** From the cell that has the keyboard: opens the form, finds Priya, chooses and books her. */
async function bookByKeyboard(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('gridcell').and(page.locator('[tabindex="0"]')).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('form input:focus')).toBeVisible();
  await page.keyboard.type('Priya');
  await expect(page.getByRole('option', { name: 'Priya Sharma' }).first()).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(page.locator('form button[type="submit"]:focus')).toBeVisible();
  await page.keyboard.press('Enter');
}

test('in German the desk says every word in German, also offline, and a booking is made by keyboard', async ({
  openDesk,
}) => {
  const desk = await openDesk({ locale: 'de-DE', keepsFiles: true });
  const { page, board } = desk;
  const english = await englishOn('de');
  await expect(board.column('Dr Niket')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await bookByKeyboard(page);
  await expect(board.card('Priya Sharma', 'bestätigt')).toHaveCount(1);
  await board.card('Priya Sharma').click();
  await expect(page.getByRole('list', { name: 'Verlauf' })).toContainText('Erstellt');
  expect(await english(page), 'board and drawer').toEqual([]);
  for (const path of screens) {
    await goTo(page, path);
    expect(await english(page), path).toEqual([]);
  }

  // The words were fetched for offline with everything else.
  await desk.untilKeptForOffline();
  await desk.cutNetwork();
  await page.reload();
  await expect(board.card('Priya Sharma', 'bestätigt')).toHaveCount(1);
  await expect(desk.page.getByRole('region', { name: 'Verbindung' })).toContainText('Offline');
});

test('in Arabic the desk runs from right to left: the board is mirrored, keys go where they point', async ({
  openDesk,
}) => {
  const { page, board } = await openDesk({ locale: 'ar-EG' });
  const english = await englishOn('ar');
  await expect(board.column('Dr Asha')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const [first, second] = [await boxOf(board.column('Dr Niket')), await boxOf(board.column('Dr Asha'))];
  expect(first.x, 'the first column is the rightmost').toBeGreaterThan(second.x);
  const rail = await boxOf(page.getByRole('navigation'));
  expect(rail.x, 'the way to the screens is on the right').toBeGreaterThan(first.x);

  const focused = board.grid.getByRole('gridcell').and(page.locator(':focus'));
  await board.grid.getByRole('gridcell').and(page.locator('[tabindex="0"]')).focus();
  await expect(focused).toHaveAccessibleName(/Dr Niket/);
  await page.keyboard.press('ArrowLeft');
  await expect(focused).toHaveAccessibleName(/Dr Asha/);
  await bookByKeyboard(page);
  await expect(board.card('Priya Sharma', 'Dr Asha')).toHaveCount(1);
  for (const path of screens) {
    await goTo(page, path);
    expect(await english(page), path).toEqual([]);
  }
});
