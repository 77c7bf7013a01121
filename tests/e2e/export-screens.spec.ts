import { openBrowserDesk } from '../kit/browser-desk.ts';
import { expectAccessible, narrow, photograph } from '../kit/photograph.ts';
import { startEmptyHub } from './empty-hub.ts';
import { expect, test } from './fixtures.ts';
import { monday } from './practice.ts';

const ola = { name: 'Ola Berg', email: 'ola@example.com', role: 'owner', pin: '246813' };
const sizes = [{ width: 1280, height: 800 }, narrow];

for (const colorScheme of ['light', 'dark'] as const)
  test(`a complete export, and the first run that starts with it, ${colorScheme}`, async ({
    practice,
    openDesk,
    browser,
  }) => {
    test.setTimeout(120_000);
    await practice.hub.call('POST', '/v2/staff', ola);
    await practice.book('11:00', 'priya');
    const desk = await openDesk({ colorScheme });
    const { page } = desk;
    await desk.goTo('/data');
    const form = page.getByRole('form', { name: 'Sign in' });
    await form.getByRole('textbox', { name: 'E-mail' }).fill(ola.email);
    await form.getByLabel('PIN or password').fill(ola.pin);
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: 'Complete export' });
    const begin = card.getByRole('button', { name: 'Export everything' });
    const inView = async (name: string) => {
      await card.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await photograph(page, `${colorScheme} export ${name}`, begin, sizes);
      await expectAccessible(page, name);
    };
    await inView('1 none');
    const told = page.getByRole('alert').filter({ hasText: 'The export is done' });
    await begin.click();
    await expect(card.getByRole('listitem')).toHaveCount(1);
    await expect(told).toBeVisible();
    await told.getByRole('button', { name: 'Close' }).click();
    await begin.click();
    await page.getByRole('link', { name: 'Board' }).first().click();
    await expect(told).toBeVisible();
    await told.getByRole('button', { name: 'Show' }).click();
    await expect(card.getByRole('listitem')).toHaveCount(2);
    await inView('2 made');
    const saving = page.waitForEvent('download');
    await card.getByRole('button', { name: 'Save' }).first().click();
    const file = await (await saving).path();

    const hub = await startEmptyHub();
    const other = await openBrowserDesk(browser, hub.link, monday, { colorScheme });
    const first = other.page;
    const shoot = async (name: string, title: string) => {
      await photograph(
        first,
        `${colorScheme} export ${name}`,
        first.getByRole('heading', { name: title }),
        sizes,
      );
      await expectAccessible(first, name);
    };
    try {
      await first.getByRole('button', { name: /^From an export/ }).click();
      await shoot('3 import', 'From an export');
      const chosen = async (name: string, buffer: Buffer) => {
        await first.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer });
      };
      await chosen('holiday-photos.zip', Buffer.from('no zip at all'));
      await first.getByRole('button', { name: 'Start with it' }).click();
      await expect(first.getByRole('alert')).toBeVisible();
      await shoot('4 import refused', 'From an export');
      await first.locator('input[type=file]').setInputFiles(file);
      await expect(first.getByRole('alert')).toHaveCount(0);
      await first.getByRole('button', { name: 'Start with it' }).click();
      await shoot('5 imported', 'The practice is here');
      await first.getByRole('button', { name: 'Open the desk' }).click();
      await other.untilInStep();
    } finally {
      await other.context.close();
      await hub.close();
    }
  });
