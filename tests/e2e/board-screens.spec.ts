import { join } from 'node:path';
import { boxOf, openBrowserDesk } from '../kit/browser-desk.ts';
import { expectAccessible, photograph } from '../kit/photograph.ts';
import { demoNow, startDemoPractice } from './demo-practice.ts';
import { expect, test } from './fixtures.ts';

const folder = join(import.meta.dirname, '../../test-results/screens');

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the board's week, month and filters, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const demo = await startDemoPractice();
    const desk = await openBrowserDesk(browser, await demo.link(), demoNow, { colorScheme });
    const { page, board } = desk;
    await desk.untilInStep();
    const shoot = (name: string) => photograph(page, `${colorScheme} board ${name}`, board.grid);
    /** The columns of a board are wider than a phone, and scroll; nothing above them does. */
    const shootPhone = async (name: string) => {
      await page.setViewportSize({ width: 390, height: 844 });
      for (const bar of await page.locator('header, header ~ div').all()) {
        const { x, width } = await boxOf(bar);
        expect(x + width).toBeLessThanOrEqual(390);
      }
      await page.screenshot({ path: join(folder, `${colorScheme} board ${name} phone.png`) });
    };
    await expect(board.grid.getByRole('gridcell').nth(20)).toBeAttached();

    await page.getByRole('button', { name: 'Show', exact: true }).click();
    const filter = page.getByRole('dialog');
    await filter.getByText('Status', { exact: true }).click();
    await photograph(page, `${colorScheme} board filter`, filter, [{ width: 1280, height: 800 }]);
    await expectAccessible(page, 'filter');
    await filter.getByRole('group', { name: 'Services' }).getByRole('checkbox').nth(1).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('note')).toContainText('Filtered');
    await shoot('filtered');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.getByRole('note')).toHaveCount(0);

    await page.getByRole('radiogroup', { name: 'View' }).getByText('Week').click();
    await expect(page).toHaveURL(/view=week&resource=/);
    await expect(board.grid.getByRole('row')).toHaveCount(7);
    await shoot('week');
    await shootPhone('week');
    await expectAccessible(page, 'week');
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.locator('header').getByRole('button', { name: '–' }).click();
    const month = page.getByRole('dialog').getByRole('grid');
    await expect(month.getByRole('gridcell', { name: 'full' }).nth(5)).toBeVisible();
    await photograph(page, `${colorScheme} board date jump`, month, [{ width: 1280, height: 800 }]);
    await expectAccessible(page, 'date jump');
    await page.keyboard.press('Escape');

    await page.getByRole('radiogroup', { name: 'View' }).getByText('Month').click();
    await expect(board.grid.getByRole('gridcell', { name: 'bookings' }).nth(10)).toBeVisible();
    await shoot('month');
    await shootPhone('month');
    await expectAccessible(page, 'month');
    await page.getByRole('radiogroup', { name: 'View' }).getByText('Day').click();
    await shootPhone('day');
    await desk.context.close();
    await demo.close();
  });
}

test('the board from right to left', async ({ browser }) => {
  test.setTimeout(120_000);
  const demo = await startDemoPractice();
  const desk = await openBrowserDesk(browser, await demo.link(), demoNow);
  const { page, board } = desk;
  await desk.untilInStep();
  await page.evaluate(() => localStorage.setItem('language', JSON.stringify('ar')));
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(board.grid.getByRole('gridcell').nth(20)).toBeAttached();
  await photograph(page, 'light board rtl', board.grid);
  await page.emulateMedia({ forcedColors: 'active' });
  await photograph(page, 'forced colours board', board.grid, [{ width: 1280, height: 800 }]);
  await desk.context.close();
  await demo.close();
});
