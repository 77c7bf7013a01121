import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boxOf } from '../kit/browser-desk.ts';
import { deskSizes, expectAccessible, photograph } from '../kit/photograph.ts';
import { lostOn } from '../kit/reflow.ts';
import { fillBusily, manager, zone } from './busy-practice.ts';
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

/** Every screen of the rail and of Settings, as the desk itself lists them, and what they lead to. */
const addresses = [
  ...readFileSync(join(import.meta.dirname, '../../renderer/app/screens.ts'), 'utf8').matchAll(
    /path: '(\/[^']+)'/g,
  ),
]
  .map(([, path]) => path ?? '')
  .concat(
    ['/board/2026-04-20?view=week&resource=res_niket', '/board/2026-04-20?view=month', '/arrivals?walk-in'],
    ['/customers/cust_0', '/customers/new', '/customers/import', '/customers/cust_0/merge/cust_1'],
    ['/reassign/2026-04-20/res_niket', '/integrations/keys', '/integrations/feeds'],
    ['/settings/services/svc_laser', '/settings/resources/res_niket', '/nowhere'],
  );

/** Goes to an address of the desk without opening it anew. */
async function turnTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.locator('main').locator('h1, h2, [role="grid"]').first()).toBeVisible();
}

async function signIn(page: Page): Promise<void> {
  await turnTo(page, '/integrations');
  const form = page.getByRole('form', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(manager.email);
  await form.getByLabel('PIN or password').fill(manager.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Webhooks' })).toBeVisible();
}

test('1.4.4, 1.4.10: with a zoom of 200 % nothing is cut off and all of it can be reached', async ({
  practice,
  openDesk,
}) => {
  test.setTimeout(240_000);
  await fillBusily(practice);
  // A window of 1280 × 800.
  const viewport = { width: 640, height: 400 };
  const { page, board } = await openDesk({ viewport, deviceScaleFactor: 2, timezoneId: zone });
  const problems: string[] = [];
  const look = async (name: string) => {
    problems.push(...(await lostOn(page)).map((problem) => `${name} ${problem}`));
    await page.screenshot({ path: `test-results/screens/zoom ${name.replaceAll(/\W+/g, ' ').trim()}.png` });
  };
  await signIn(page);
  for (const path of addresses) {
    await turnTo(page, path);
    await look(path);
  }

  await turnTo(page, '/board/2026-04-20');
  await page.getByRole('grid').getByRole('gridcell', { name: 'Esha Menon' }).last().click();
  await expect(page.getByRole('dialog').getByRole('list', { name: 'History' })).toBeAttached();
  await look('drawer');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Today again, with nine o'clock in view.
  await page.reload();
  const head = await boxOf(board.column('Dr Asha').getByRole('rowheader'));
  await page.mouse.click(head.x + head.width / 2, head.y + head.height + 50);
  await expect(page.getByRole('form', { name: 'New booking' })).toBeVisible();
  await look('quick booking');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('listbox', { name: 'Found' })).toBeVisible();
  await look('palette');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look('help');
  expect(problems).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`high contrast, the computer's colours, no motion: ${colorScheme}`, async ({ practice, openDesk }) => {
    test.setTimeout(240_000);
    await fillBusily(practice);
    const { page } = await openDesk({ colorScheme, timezoneId: zone });
    await signIn(page);
    await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
    for (const path of addresses) {
      await turnTo(page, path);
      const name = path.replaceAll(/\W+/g, ' ').trim();
      expect(await page.evaluate(movements), `${path} moves`).toEqual([]);
      await photograph(page, `${colorScheme} contrast ${name}`, page.locator('main'), [
        { width: 1280, height: 800 },
      ]);
      await expectAccessible(page, path);
      await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce', forcedColors: 'active' });
      await page.screenshot({ path: `test-results/screens/${colorScheme} forced ${name}.png` });
      await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce', forcedColors: 'none' });
    }
    await turnTo(page, '/board/2026-04-20');
    await page.getByRole('grid').getByRole('gridcell', { name: 'Esha Menon' }).last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await page.evaluate(movements), 'the drawer moves').toEqual([]);
  });

/** Runs in the page: what moves for longer than nobody would see. */
function movements(): string[] {
  return document
    .getAnimations()
    .filter((animation) => Number(animation.effect?.getComputedTiming().activeDuration) > 50)
    .map((animation) => {
      const target = animation.effect instanceof KeyframeEffect ? animation.effect.target : null;
      return `${target?.tagName} ${target?.className}`;
    });
}
