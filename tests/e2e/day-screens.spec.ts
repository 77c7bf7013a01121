import type { Locator, Page } from '@playwright/test';
import { deskSizes, expectAccessible, narrow, photograph, type Size } from '../kit/photograph.ts';
import { expect, test } from './fixtures.ts';
import { at } from './practice.ts';

const sizes: readonly Size[] = [...deskSizes, narrow];

/** Takes a screen's picture in all sizes and looks at it with axe. */
function shooting(page: Page, colorScheme: string) {
  return async (name: string, main: Locator) => {
    await photograph(page, `${colorScheme} ${name}`, main, sizes);
    await expectAccessible(page, name);
    await page.setViewportSize({ width: 1280, height: 800 });
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`arrivals, palette and help, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(120_000);
    const come = await practice.book('10:00', 'rahul');
    await practice.book('10:15', 'meera', 'asha');
    await practice.book('14:00', 'priya');
    await practice.hub.call('POST', `/v2/bookings/${come.id}/check-in`);
    for (const [id, customer_id] of [
      ['wl_a', 'cust_priya'],
      ['wl_b', 'cust_meera'],
    ])
      await practice.hub.call('POST', '/v2/waitlist', {
        id,
        customer_id,
        service_id: 'svc_consult',
        until: at('23:00'),
        walk_in: true,
      });
    const { page, ...desk } = await openDesk({ colorScheme });
    const shoot = shooting(page, colorScheme);

    await page.getByRole('link', { name: 'Arrivals' }).click();
    await desk.setClock(at('10:22'));
    const arrivals = page.getByRole('list', { name: 'Today’s bookings' });
    await expect(arrivals).toContainText('waits 22 minutes', { timeout: 15_000 });
    await shoot('30 arrivals', arrivals);
    await page.getByRole('button', { name: 'Walk-in', exact: true }).click();
    await shoot('31 walk-in', page.getByRole('form', { name: 'Note a walk-in' }));
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.keyboard.press('Control+k');
    await shoot('32 palette', page.getByRole('listbox', { name: 'Found' }));
    await page.keyboard.type('priya');
    await expect(page.getByRole('group', { name: 'Bookings' })).toBeVisible();
    await shoot('33 palette, found', page.getByRole('listbox', { name: 'Found' }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await shoot('34 help', page.getByRole('heading', { name: 'Keyboard shortcuts' }));
    await page.keyboard.press('Escape');
  });

  test(`what waits, and this desk, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(120_000);
    await practice.book('10:15', 'meera', 'asha');
    const { page, connection, ...desk } = await openDesk({ colorScheme, keepsFiles: true });
    const shoot = shooting(page, colorScheme);
    await page.getByRole('link', { name: 'Arrivals' }).click();
    const arrivals = page.getByRole('list', { name: 'Today’s bookings' });
    await desk.untilKeptForOffline();
    await desk.cutNetwork();
    await page.getByRole('button', { name: 'Arrived: Meera Iyer' }).click();
    await expect(connection).toHaveText('Offline, 1 change waiting');
    await connection.click();
    await shoot('35 what waits', page.getByRole('heading', { name: '1 change waits' }));
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    // The toast fades after some seconds; half gone it cannot be read, and need not be.
    await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });

    await page.getByRole('link', { name: 'This desk' }).click();
    await shoot('36 this desk', page.getByRole('region', { name: 'Language and time' }));
    await page.getByRole('switch', { name: 'High contrast' }).click();
    await page.getByRole('link', { name: 'Arrivals' }).click();
    await shoot('37 high contrast', arrivals);
    await page.setViewportSize(narrow);
    await page.getByRole('button', { name: 'More screens' }).click();
    await photograph(
      page,
      `${colorScheme} 38 menu`,
      page.getByRole('menuitem', { name: 'This desk', exact: true }),
      [narrow],
    );
  });
}
