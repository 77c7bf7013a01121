import { deskSizes, expectAccessible, photograph } from '../kit/photograph.ts';
import { expect, test } from './fixtures.ts';

const ola = { name: 'Ola', email: 'ola@example.com', role: 'owner', pin: '246813' };
const sizes = [...deskSizes, { width: 390, height: 844 }];

for (const colorScheme of ['light', 'dark'] as const)
  test(`keys, feeds, desks and data, ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(150_000);
    await practice.hub.call('POST', '/v2/staff', ola);
    const desk = await openDesk({ colorScheme });
    const { page } = desk;
    const shoot = async (name: string, main: ReturnType<typeof page.locator>) => {
      await photograph(page, `${colorScheme} access ${name}`, main, sizes);
      await expectAccessible(page, name);
    };
    await page.getByRole('link', { name: 'Integrations' }).first().click();
    const form = page.getByRole('form', { name: 'Sign in' });
    await form.getByRole('textbox', { name: 'E-mail' }).fill(ola.email);
    await form.getByLabel('PIN or password').fill(ola.pin);
    await page.keyboard.press('Enter');

    await page.getByRole('link', { name: 'API keys' }).click();
    await shoot('1 keys', page.getByRole('list', { name: 'API keys' }));
    await page.getByRole('button', { name: 'Make a key' }).click();
    await shoot('2 key form', page.getByRole('form', { name: 'Make a key' }));
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('Bookkeeping');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await shoot('3 key', page.getByLabel('Key', { exact: true }));
    await page.getByRole('button', { name: 'I have put it in a safe place' }).click();

    await page.getByRole('link', { name: 'Calendar feeds' }).click();
    await shoot('4 feeds', page.getByRole('list', { name: 'Calendar feeds' }));
    await page.getByRole('button', { name: 'Make a feed' }).click();
    await shoot('5 feed form', page.getByRole('form', { name: 'Make a calendar feed' }));
    await page.getByRole('button', { name: 'Make the feed' }).click();
    await shoot('6 feed', page.getByRole('img', { name: 'The address as a QR code' }));
    await page.getByRole('button', { name: 'Done' }).click();

    await desk.goTo('/data');
    await shoot('7 data', page.getByRole('heading', { name: 'Data', exact: true }));
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
